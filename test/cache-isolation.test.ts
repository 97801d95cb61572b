/**
 * 1e5 calls that each differ from one that was answered, in one thing that may change the answer: no hit.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outcome, Reply } from '../src/call.ts'
import { createCacheLayer } from '../src/layers/cache/cache.ts'
import { openAnswerStore } from '../src/layers/cache/store.ts'
import { createPipeline } from '../src/pipeline.ts'
import { base, callOf, mutations, randomOf } from './mutated-calls.ts'

const calls = Number(process.env.CACHE_CALLS ?? 100_000)

test(`${calls} calls that differ in one thing: no hit`, async (t) => {
  const usage = { input: 1, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 1, reasoning: 0 }
  const outcome: Outcome = {
    status: 200,
    ended: 'complete',
    stop: 'stop',
    usage,
    usageOrigin: 'provider',
    cost: 1n,
    costOrigin: 'computed',
    tier: 'standard',
    model: 'm',
    bytes: 2,
  }
  let sends = 0
  const store = openAnswerStore({ maximumBytes: 1e9 })
  const pipeline = createPipeline({
    layers: [
      createCacheLayer({
        store,
        secret: Buffer.alloc(32, 1),
        settings: { enabled: true, scope: 'deterministic', ttlSeconds: 1e6 },
      }),
    ],
    async send(): Promise<Reply> {
      sends++
      return {
        kind: 'reply',
        status: 200,
        headers: ['content-type', 'application/json'],
        body: Buffer.from('{}'),
        from: 'upstream',
        streamed: false,
        model: 'm',
        outcome: () => outcome,
      }
    },
    price: () => 1n,
    expect: () => usage,
    may: () => ({ arm: 'live', probability: 1 }),
    close() {},
    skipped: (what, why, error) => assert.fail(`${what} ${why} ${String(error)}`),
    random: Math.random,
    clock: { now: () => 0 },
  })
  const seed = Number(process.env.SEED ?? 20261121)
  const random = randomOf(seed)
  t.diagnostic(`seed ${seed}`)

  await pipeline.run(callOf(base()))
  const hits = new Map<number, number>()
  for (let n = 0; n < calls; n++) {
    const which = n % mutations.length
    const shape = base()
    mutations[which]!(shape, n, random)
    const reply = await pipeline.run(callOf(shape))
    if (reply.from === 'cache') hits.set(which, (hits.get(which) ?? 0) + 1)
  }
  assert.deepEqual([...hits], [])
  assert.equal(sends, calls + 1)
  assert.equal((await pipeline.run(callOf(base()))).from, 'cache', 'the one that is equal is a hit')
})
