import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAutomaticCache, deepseekRules } from './cache-openai.ts'
import { createBreakpointCache, hasBreakpoints } from './cache-openai-explicit.ts'
import type { Block, Prompt } from './prompt.ts'

const minute = 60_000

function block(hash: string, tokens: number, more: Partial<Block> = {}): Block {
  return { hash, tokens, ...more }
}

function prompt(model: string, blocks: readonly Block[], more: Partial<Prompt> = {}): Prompt {
  return { model, account: 'a', blocks, ...more }
}

const shared = block('shared', 1400)

test('automatic: from 1,024 tokens in steps of 128, for free', () => {
  const cache = createAutomaticCache()
  const first = cache.bill(prompt('gpt-5', [shared, block('q1', 100)]), 0, 0)
  assert.deepEqual(first, { input: 1500, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 })
  const second = cache.bill(prompt('gpt-5', [shared, block('q2', 100)]), 1000, 1000)
  assert.deepEqual(second, { input: 1500 - 1280, cacheRead: 1280, cacheWrite: 0, cacheWrite1h: 0 })
  const short = [block('short', 1000), block('q', 10)]
  for (const at of [2000, 3000])
    assert.equal(cache.bill(prompt('gpt-5', short), at, at).cacheRead, 0)
})

test('automatic: forgotten after 5 to 10 idle minutes, kept longer where asked', () => {
  const read = (gap: number, more: Partial<Prompt> = {}) => {
    const cache = createAutomaticCache()
    cache.bill(prompt('gpt-5', [shared], more), 0, 0)
    return cache.bill(prompt('gpt-5', [shared], more), gap, gap).cacheRead
  }
  assert.ok(read(4.9 * minute) > 0)
  assert.equal(read(10.1 * minute), 0)
  assert.ok(read(29 * minute, { retention: '24h' }) > 0)
  assert.equal(read(24.1 * 60 * minute, { retention: '24h' }), 0)
})

test('automatic: above 15 calls a minute a prefix spills to another machine, unless keys spread it', () => {
  const misses = (keys: number) => {
    const cache = createAutomaticCache()
    let cold = 0
    for (let call = 0; call < 60; call++) {
      const more = { cacheKey: `k${call % keys}` }
      if (cache.bill(prompt('gpt-5', [shared], more), call * 1000, call * 1000).cacheRead === 0)
        cold++
    }
    return cold
  }
  // 60 calls in a minute: machines 0 to 3 each start cold; four keys of 15 calls need no more than that.
  assert.equal(misses(1), 4)
  assert.equal(misses(4), 4)
  assert.equal(misses(60), 60)
})

test('DeepSeek: units of 64 tokens', () => {
  const cache = createAutomaticCache(deepseekRules)
  cache.bill(prompt('deepseek-chat', [block('p', 200), block('a', 10)]), 0, 0)
  assert.equal(
    cache.bill(prompt('deepseek-chat', [block('p', 200), block('b', 10)]), 1, 1).cacheRead,
    192,
  )
})

test('GPT-5.6: the implicit write at the newest message is paid on every call and read by none but its own kin', () => {
  const cache = createBreakpointCache()
  for (const [index, question] of ['q1', 'q2', 'q3'].entries()) {
    const billed = cache.bill(prompt('gpt-5.6-sol', [shared, block(question, 100)]), index, index)
    // `shared` ends a message of its own here, but nothing was ever written at its end.
    assert.deepEqual(billed, { input: 0, cacheRead: 0, cacheWrite: 1500, cacheWrite1h: 0 })
  }
  const turns = [
    shared,
    block('q1', 100),
    block('answer', 50, { endsMessage: false }),
    block('next', 30),
  ]
  const grown = cache.bill(prompt('gpt-5.6-sol', turns), 10, 10)
  assert.deepEqual(grown, { input: 0, cacheRead: 1500, cacheWrite: 80, cacheWrite1h: 0 })
})

test('GPT-5.6: explicit breakpoints are read by others; explicit mode writes nothing else', () => {
  const cache = createBreakpointCache()
  const marked = { ...shared, cacheControl: '30m' as const }
  const explicit = { cacheMode: 'explicit' as const }
  const bill = (hash: string, at: number) =>
    cache.bill(prompt('gpt-5.6-sol', [marked, block(hash, 100)], explicit), at, at)
  assert.deepEqual(bill('q1', 0), { input: 100, cacheRead: 0, cacheWrite: 1400, cacheWrite1h: 0 })
  assert.deepEqual(bill('q2', 29 * minute), {
    input: 100,
    cacheRead: 1400,
    cacheWrite: 0,
    cacheWrite1h: 0,
  })
  assert.equal(bill('q3', 58 * minute).cacheRead, 1400, 'refreshed by the read')
  assert.equal(bill('q4', 89 * minute).cacheRead, 0)
  const none = cache.bill(
    prompt('gpt-5.6-sol', [shared, block('q', 100)], explicit),
    90 * minute,
    90 * minute,
  )
  assert.deepEqual(none, { input: 1500, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 })
})

test('GPT-5.6: four writes, the latest; retention together with options is refused', () => {
  const cache = createBreakpointCache()
  const parts = [0, 1, 2, 3, 4, 5].map((index) =>
    block(`b${index}`, 1100, { cacheControl: '30m', endsMessage: index === 5 }),
  )
  cache.bill(prompt('gpt-5.6-sol', parts), 0, 0)
  const upTo = (count: number) =>
    cache.bill(
      prompt('gpt-5.6-sol', [...parts.slice(0, count), block('x', 5)], { cacheMode: 'explicit' }),
      1,
      1,
    )
  assert.equal(upTo(2).cacheRead, 0, 'not among the latest three and the newest')
  assert.equal(upTo(3).cacheRead, 3300)
  const both = { retention: '24h', cacheMode: 'implicit' } as const
  assert.throws(
    () => cache.bill(prompt('gpt-5.6-sol', parts, both), 2, 2),
    /cannot be used together/,
  )
})

test('GPT-5.6: above 15 calls a minute, too, a key of their own keeps prefixes on warm machines', () => {
  const marked = { ...shared, cacheControl: '30m' as const }
  const writes = (keys: number) => {
    const cache = createBreakpointCache()
    let cold = 0
    for (let call = 0; call < 180; call++) {
      const more = { cacheMode: 'explicit', cacheKey: `k${call % keys}` } as const
      const at = call * 1000
      if (cache.bill(prompt('gpt-5.6-sol', [marked], more), at, at).cacheWrite > 0) cold++
    }
    return cold
  }
  assert.equal(writes(1), 4)
  assert.equal(writes(4), 4)
})

test('which models bill by breakpoints', () => {
  for (const model of [
    'gpt-5.6',
    'gpt-5-6-sol',
    'gpt-5.6-sol-2026-07-09',
    'gpt-6',
    'gpt-6.1-sol',
  ]) {
    assert.ok(hasBreakpoints(model), model)
  }
  for (const model of [
    'gpt-5',
    'gpt-5.5',
    'gpt-5-mini-2025-08-07',
    'gpt-4.1',
    'o3',
    'gpt-5-2025-08-07',
  ]) {
    assert.ok(!hasBreakpoints(model), model)
  }
})
