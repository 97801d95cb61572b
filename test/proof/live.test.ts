/**
 * End to end: who watches `api/live` hears of a certificate when it changes.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortener, startStand } from './stand.ts'

test('a certificate that is given is told to pages that look on', { timeout: 30_000 }, async () => {
  const stand = await startStand({ layers: [shortener({ harmful: () => false, live: 0 })] })
  const leave = new AbortController()
  try {
    const stream = await fetch(`${stand.gateway.url}/farthing/api/live`, { signal: leave.signal })
    const told = (async () => {
      let text = ''
      for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk
        const found = /event: proof\ndata: (.*)\n\n/.exec(text)
        if (found) return JSON.parse(found[1]!) as object
      }
      return undefined
    })()
    for (let n = 0; n < 30; n++) await stand.ask(n)
    const { at, reason, ...event } = (await told) as { at: number; reason: string }
    assert.deepEqual(event, {
      key: 'compress/support',
      id: 'compress/support#1',
      from: 'learning',
      to: 'certified',
    })
    assert.ok(at > 0 && reason.length > 0)
  } finally {
    leave.abort()
    await stand.close()
  }
})
