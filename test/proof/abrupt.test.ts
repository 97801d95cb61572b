/**
 * End to end: a kill −9 in the midst of shadows loses no label and no state, and a client never waits for a shadow.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createSandbox } from '../../src/sandbox/sandbox.ts'
import type { Call } from '../../src/call.ts'
import type { ProofDetail } from '../../src/proof/report.ts'
import { bodyOf, shortener, startStand } from './stand.ts'

const key = 'compress/support'

test('kill −9: labels on disk and the bound are one, and nothing that was seen is lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-proof-'))
  const sandbox = createSandbox({ tokens: 'bytes' })
  const upstream = await sandbox.listen()
  const seen = { units: 0, state: 'learning' }
  let n = 0
  for (let life = 0; life < 3; life++) {
    const script = new URL('child.ts', import.meta.url).pathname
    const child = spawn(process.execPath, [script, folder, upstream.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const url = String(line).trim()
    const ask = (): Promise<Response> =>
      fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bodyOf(n++),
      })
    for (let calls = 0; calls < 5; calls++) await (await ask()).text()
    const shown = (await (
      await fetch(`${url}/farthing/api/proof?certificate=${key}`)
    ).json()) as ProofDetail
    assert.ok(shown.certificate.units >= seen.units, 'nothing that was seen is lost')
    Object.assign(seen, { units: shown.certificate.units, state: shown.certificate.state })
    // Some are under way when it dies.
    const open = Array.from({ length: 4 }, () => ask().catch(() => {}))
    await open[0]
    child.kill('SIGKILL')
    await Promise.all([exited, ...open])
  }
  const layers = [shortener({ harmful: () => false, live: 0 })]
  const stand = await startStand({ layers, folder, upstream: upstream.url })
  try {
    const { certificate, samples } = await stand.detail(key)
    assert.ok(certificate.units >= seen.units)
    assert.equal(certificate.units, samples.length, 'every label on disk counts, once')
    assert.equal(new Set(samples.map(({ call }) => call)).size, samples.length)
    assert.equal(certificate.window, 1)
    if (seen.state === 'certified') assert.equal(certificate.state, 'certified')
  } finally {
    await stand.close()
    await upstream.close()
    sandbox.close()
  }
})

test('a client has its whole answer while the shadow still waits for its own', async () => {
  const cut = (call: Call, from: string, to: string) => {
    const start = Buffer.from(call.bytes).indexOf(from)
    return { start, end: start + from.length, bytes: Buffer.from(to), by: 'compress' } as const
  }
  const layer = shortener(
    { harmful: () => false, live: 0 },
    {
      // The treated side answers in a minute. Shorter all the same, or it would not be taken.
      down: (call) => ({
        ...call,
        edits: [
          cut(call, 'filler filler ', ''),
          cut(call, 'the refund is granted', String.raw`no\",\"firstMs\":60000,\"x\":\"`),
        ],
      }),
    },
  )
  const stand = await startStand({ layers: [layer] })
  try {
    for (const stream of [false, true]) {
      const { status, body } = await stand.ask(1, { stream })
      assert.equal(status, 200)
      assert.match(body, /granted/)
    }
    const metrics = await (await fetch(`${stand.gateway.url}/farthing/metrics`)).text()
    assert.match(metrics, /^farthing_jobs 2$/m, 'both shadows wait')
    assert.equal((await stand.detail(key)).samples.length, 0)
  } finally {
    // They are aborted: no label comes of it.
    await stand.close(true)
  }
  const later = await startStand({ layers: [layer], folder: stand.folder })
  try {
    assert.equal((await later.detail(key)).samples.length, 0)
  } finally {
    await later.close()
  }
})
