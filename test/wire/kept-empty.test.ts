/**
 * What is only remembered as a fact, because the call was in `observe` or held out, is never served as an answer.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, bodyOf } from './ask.ts'
import { openaiKey, startStand } from './stand.ts'

test('a call that was observed before is answered whole when it is served', async (t) => {
  const stand = await startStand()
  t.after(() => stand.close())
  for (const stream of [false, true]) {
    const body = bodyOf('chat', stream, { temperature: 0 })
    const observe = { 'x-farthing-mode': 'observe' }
    const texts: string[] = []
    for (const headers of [observe, {}, {}, observe]) {
      const got = await ask(stand.gateway.url, { speaks: 'chat', body, headers })
      assert.equal(got.status, 200)
      texts.push(got.text.replaceAll(/"id":"[^"]*"/g, ''))
    }
    assert.ok(texts[0]!.length > 100)
    assert.equal(new Set(texts).size, 1)
  }
  assert.equal(stand.decisions().filter(({ call }) => call.from === 'cache').length, 2)
})

test('a call that was held out before is answered whole when it is served', async (t) => {
  const stand = await startStand({ level: 'error' })
  t.after(() => stand.close())
  // One call in fifty is held out: among 200 at least one, 49 times in 50.
  for (let number = 0; number < 200; number++) {
    for (let again = 0; again < 2; again++) {
      const response = await fetch(`${stand.gateway.url}/v1/embeddings`, {
        method: 'POST',
        body: `{"model":"text-embedding-3-small","input":"tree ${number}"}`,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${openaiKey}` },
      })
      assert.ok((await response.text()).length > 100, `call ${number}, time ${again}: empty`)
    }
  }
})
