/**
 * What is only remembered as a fact, because the call was in `observe` or held out, is never served as an answer.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultConfiguration } from '../../src/config/defaults.ts'
import { ask, bodyOf } from './ask.ts'
import { startStand } from './stand.ts'

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
  const { proof } = defaultConfiguration
  const stand = await startStand({ more: { proof: { ...proof, holdout: 0.4 } } })
  t.after(() => stand.close())
  for (let number = 0; number < 20; number++) {
    const body = bodyOf('chat', false, {
      temperature: 0,
      // Another conversation each: the draw is one for all calls of a conversation.
      messages: [{ role: 'user', content: `Question ${number}` }],
    })
    for (let again = 0; again < 3; again++) {
      const got = await ask(stand.gateway.url, { speaks: 'chat', body })
      assert.equal(got.status, 200)
      assert.ok(got.text.length > 100, `call ${number}, time ${again}: ${got.text.length} bytes`)
    }
  }
})
