/**
 * The semantic cache in a real gateway over the sandbox: off in `safe`, learning in `balanced`, served once certified or
 * at once where the route says so, withdrawn when it harms.
 */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { fakeModels } from '../../src/layers/cache/semantic/fake-semantic.ts'
import type { Stand } from '../proof/stand.ts'
import { askCaches, startCacheStand, type CacheStandOptions } from './stand.ts'

const standOf = (t: TestContext, options: Partial<CacheStandOptions>): Promise<Stand> =>
  startCacheStand(t, { models: fakeModels, wrongAnswers: 0.2, ...options })

const asked = 'How do I reset the password of the router?'
const otherwise = 'How do I reset the router password?'
const same = 'sandbox:{"text":"Press the button for ten seconds."}'
/** An answer of its own for each wording: reusing one is wrong. */
const echo = 'sandbox:{"echo":true}'

const ask = (stand: Stand, content: string, directive = same) =>
  askCaches(stand, `You help with routers. ${directive}`, content)

/** Asks until an answer is reused; gives the number of calls before it. */
async function untilServed(stand: Stand, most: number): Promise<number> {
  for (let count = 0; count < most; count++) {
    if ((await ask(stand, count % 2 === 0 ? asked : otherwise)).from === 'semantic') return count
  }
  return Infinity
}

test('in safe nothing is reused across wordings', async (t) => {
  const stand = await standOf(t, { mode: 'safe' })
  assert.equal(await untilServed(stand, 6), Infinity)
})

test('in balanced it learns beside the calls, and serves once it is certified', async (t) => {
  const stand = await standOf(t, {})
  await ask(stand, asked)
  assert.equal((await stand.certificate('cache/support')).state, 'learning')
  const calls = await untilServed(stand, 300)
  assert.ok(calls > 10 && calls < 300, `${calls} calls`)
  assert.equal((await stand.certificate('cache/support')).state, 'certified')
})

test('a hit is in the ledger with the price that it avoided, its certificate and the reason', async (t) => {
  const stand = await standOf(t, { routeLayers: { cache: { semantic: { serve: 'at-once' } } } })
  assert.ok((await untilServed(stand, 20)) < 20)
  let hit = await ask(stand, otherwise)
  for (let count = 0; hit.from !== 'semantic' && count < 20; count++)
    hit = await ask(stand, otherwise)
  const text = await (await fetch(`${stand.gateway.url}/farthing/decisions/${hit.id}`)).text()
  assert.match(text, /cache\/support#1 on trust/)
  assert.match(text, /worded otherwise|approved|these words were answered/)
  assert.match(text, /"cache":\s*"?0\.0*[1-9]/, 'what it saved')
  assert.doesNotMatch(text, /router/, 'no word of the question')
})

test('where another wording gets another answer, what was served on trust is withdrawn', async (t) => {
  const stand = await standOf(t, { route: { accept: { cache: 0.1 } } })
  let state = ''
  for (let count = 0; count < 120 && state !== 'breached'; count++) {
    // An answer that ends with a question mark asks back, and is not kept.
    await ask(stand, asked.replace('?', '.'.repeat(count + 1)), echo)
    ;({ state } = await stand.certificate('cache/support'))
  }
  assert.equal(state, 'breached')
  assert.equal((await ask(stand, `${asked.slice(0, -1)} .`, echo)).from, 'upstream')
})
