/**
 * The client leaves, at every stage of a call.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Directive } from '../../src/sandbox/directive.ts'
import { ask, bodyOf, type Spoken } from './ask.ts'
import { startStand, type Stand } from './stand.ts'

const spoken: readonly Spoken[] = ['chat', 'responses', 'messages']
let stand: Stand
test.before(async () => {
  stand = await startStand()
})
test.after(() => stand.close())

test('the client leaves at every stage: the call is closed as left, the provider hears it', async () => {
  const slow = { firstMs: 200, eventMs: 20, outputTokens: 200 }
  const stages: readonly [string, Directive, number][] = [
    ['head', { ...slow, firstMs: 0 }, 0],
    ['first', { ...slow, firstMs: 0 }, 1],
    ['middle', { ...slow, firstMs: 0, eventMs: 1 }, 3000],
  ]
  for (const speaks of spoken) {
    for (const [stage, directive, leaveAfter] of stages) {
      const tag = `left-${speaks}-${stage}`
      const got = await ask(stand.gateway.url, { speaks, stream: true, tag, directive, leaveAfter })
      assert.equal(got.ended, 'left', tag)
      const { call, attempts } = await stand.decision(String(got.headers['x-farthing-call']))
      assert.equal(call.ended, 'client-left', tag)
      assert.equal(call.costOrigin, 'estimated')
      assert.ok(attempts[0]!.cost! > 0n)
      while (stand.sandbox.bill().tags.get(tag) === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      assert.ok(stand.sandbox.bill().tags.get(tag)!.output < 200, 'the provider was told to stop')
    }
  }
})

test('the client leaves before the head: closed as left, not as a failure of ours', async () => {
  const leaving = new AbortController()
  const before = stand.decisions().length
  const asked = fetch(`${stand.gateway.url}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify(bodyOf('chat')),
    signal: leaving.signal,
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer sk-proj-leaving-0123456789abcdef',
      'x-sandbox': '{"fault":"stall-headers"}',
      'x-sandbox-tag': 'left-before',
    },
  }).catch(() => {})
  while (stand.gateway.open === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  await new Promise((resolve) => setTimeout(resolve, 50))
  leaving.abort()
  await asked
  while (stand.decisions().length === before) await new Promise((resolve) => setTimeout(resolve, 5))
  const { call } = stand.decisions().at(-1)!
  assert.equal(call.ended, 'client-left')
  assert.equal(call.error, 'client_left')
})
