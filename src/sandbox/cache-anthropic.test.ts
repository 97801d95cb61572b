import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { anthropicMinimum, createAnthropicCache } from './cache-anthropic.ts'
import type { Block, Prompt } from './prompt.ts'

const minute = 60_000
const sonnet = 'claude-sonnet-4-5'

function prompt(blocks: readonly Block[], more: Partial<Prompt> = {}): Prompt {
  return { model: sonnet, account: 'a', blocks, ...more }
}

function text(hash: string, tokens: number, more: Partial<Block> = {}): Block {
  return { hash, tokens, ...more }
}

const tool = text('tool', 2000, { section: 'tools', kind: 'tool' })
const system = text('system', 3000, { section: 'system' })
const marked = { cacheControl: '5m' } as const

test('a marked prefix is written at 5 minutes, read inside them, refreshed by the read', () => {
  const cache = createAnthropicCache()
  const blocks = [tool, { ...system, ...marked }, text('q', 10)]
  assert.deepEqual(cache.bill(prompt(blocks), 0, 0), {
    input: 10,
    cacheRead: 0,
    cacheWrite: 5000,
    cacheWrite1h: 0,
  })
  for (const at of [4, 8, 12]) {
    const read = cache.bill(prompt(blocks), at * minute, at * minute)
    assert.deepEqual(read, { input: 10, cacheRead: 5000, cacheWrite: 0, cacheWrite1h: 0 })
  }
  assert.equal(cache.bill(prompt(blocks), 18 * minute, 18 * minute).cacheWrite, 5000)
})

test('an hour lasts an hour, and comes before five minutes', () => {
  const cache = createAnthropicCache()
  const blocks = [tool, { ...system, cacheControl: '1h' as const }, text('q', 100, marked)]
  assert.deepEqual(cache.bill(prompt(blocks), 0, 0), {
    input: 0,
    cacheRead: 0,
    cacheWrite: 100,
    cacheWrite1h: 5000,
  })
  assert.deepEqual(cache.bill(prompt(blocks), 59 * minute, 59 * minute), {
    input: 0,
    cacheRead: 5000,
    cacheWrite: 100,
    cacheWrite1h: 0,
  })
  const wrong = [
    { ...tool, ...marked },
    { ...system, cacheControl: '1h' as const },
  ]
  assert.throws(() => cache.bill(prompt(wrong), 0, 0), /must not come after/)
})

test('four markers, the automatic one among them; a fifth is a 400', () => {
  const cache = createAnthropicCache()
  const four = [0, 1, 2, 3].map((index) => text(`b${index}`, 1500, marked))
  assert.equal(cache.bill(prompt(four), 0, 0).cacheWrite, 6000)
  assert.throws(() => cache.bill(prompt([...four, text('b4', 10, marked)]), 0, 0), /maximum of 4/)
  const plain = text('b4', 10)
  assert.throws(
    () => cache.bill(prompt([...four, plain], { automatic: '5m' }), 0, 0),
    /maximum of 4/,
  )
  assert.equal(cache.bill(prompt(four, { automatic: '5m' }), 0, 0).cacheRead, 6000)
  assert.throws(() => cache.bill(prompt(four, { automatic: '1h' }), 0, 0), /differ in ttl/)
})

test('thinking and empty blocks cannot be marked; the automatic marker steps over them', () => {
  const cache = createAnthropicCache()
  const thinking = text('t', 10, { kind: 'thinking' })
  assert.throws(() => cache.bill(prompt([{ ...thinking, ...marked }]), 0, 0), /thinking/)
  assert.throws(() => cache.bill(prompt([text('', 0, { empty: true, ...marked })]), 0, 0), /empty/)
  const billed = cache.bill(prompt([tool, system, thinking], { automatic: '5m' }), 0, 0)
  assert.deepEqual([billed.cacheWrite, billed.input], [5000, 10])
})

test('below the minimum of the model nothing is cached and nothing said', () => {
  const cache = createAnthropicCache()
  const blocks = [text('s', 3000, marked)]
  const haiku = prompt(blocks, { model: 'claude-haiku-4-5' })
  for (const at of [0, 1]) assert.equal(cache.bill(haiku, at, at).input, 3000)
  const minimums = ['claude-opus-5', sonnet, 'claude-opus-4-7', 'claude-haiku-4-5-20251001'].map(
    anthropicMinimum,
  )
  assert.deepEqual(minimums, [512, 1024, 2048, 4096])
})

test('a marker finds what an earlier call wrote up to 20 blocks back, counting its own', () => {
  for (const [added, read] of [
    [19, 5000],
    [20, 0],
  ] as const) {
    const cache = createAnthropicCache()
    cache.bill(prompt([text('p', 5000, marked)]), 0, 0)
    const more = Array.from({ length: added }, (_, index) => text(`m${index}`, 1))
    more.push({ ...more.pop()!, ...marked })
    assert.equal(
      cache.bill(prompt([text('p', 5000), ...more]), 1, 1).cacheRead,
      read,
      `${added} blocks`,
    )
  }
})

test('a run of tool results counts as one position', () => {
  const cache = createAnthropicCache()
  cache.bill(prompt([text('p', 5000, marked)]), 0, 0)
  const calls = Array.from({ length: 30 }, (_, index) => text(`u${index}`, 1, { kind: 'tool_use' }))
  const results = Array.from({ length: 30 }, (_, index) =>
    text(`r${index}`, 1, { kind: 'tool_result' }),
  )
  results.push({ ...results.pop()!, ...marked })
  assert.equal(cache.bill(prompt([text('p', 5000), ...calls, ...results]), 1, 1).cacheRead, 5000)
})

test('only what was marked can be read: an unmarked prefix of a written one is not there', () => {
  const cache = createAnthropicCache()
  cache.bill(prompt([tool, system, text('q1', 100, marked)]), 0, 0)
  const other = cache.bill(prompt([tool, system, text('q2', 100, marked)]), 1, 1)
  assert.deepEqual([other.cacheRead, other.cacheWrite], [0, 5100])
})

test('parallel starts each pay a write; from the first byte of a reply on, calls read', () => {
  const cache = createAnthropicCache()
  const blocks = [tool, { ...system, ...marked }]
  assert.equal(cache.bill(prompt(blocks), 0, 800).cacheWrite, 5000)
  assert.equal(cache.bill(prompt(blocks), 10, 700).cacheWrite, 5000)
  assert.equal(cache.bill(prompt(blocks), 699, 900).cacheWrite, 5000)
  assert.equal(cache.bill(prompt(blocks), 700, 900).cacheRead, 5000)
})

test('what a change kills: tools all, system switches system and messages, message switches messages', () => {
  const blocks = [{ ...tool, ...marked }, { ...system, ...marked }, text('q', 1000, marked)]
  const changes: [string, readonly Block[], Partial<Prompt>, number][] = [
    ['nothing', blocks, {}, 6000],
    ['message switches', blocks, { messageSwitches: 'thinking' }, 5000],
    ['system switches', blocks, { systemSwitches: 'citations' }, 2000],
    ['tools', [{ ...blocks[0]!, hash: 'other' }, ...blocks.slice(1)], {}, 0],
    ['account', blocks, { account: 'b' }, 0],
    ['model', blocks, { model: 'claude-sonnet-4' }, 0],
  ]
  for (const [what, changed, more, read] of changes) {
    const cache = createAnthropicCache()
    cache.bill(prompt(blocks), 0, 0)
    assert.equal(cache.bill(prompt(changed, more), 1, 1).cacheRead, read, what)
  }
})

test('every token is billed once, whatever the marks and times', () => {
  const ttl = fc.constantFrom(undefined, undefined, '5m' as const)
  const block = fc.record({ hash: fc.constantFrom('a', 'b', 'c'), tokens: fc.nat(4000), ttl })
  const calls = fc.array(
    fc.record({ blocks: fc.array(block, { maxLength: 30 }), gap: fc.nat(400_000) }),
  )
  fc.assert(
    fc.property(calls, (list) => {
      const cache = createAnthropicCache()
      let at = 0
      for (const { blocks, gap } of list) {
        at += gap
        let marks = 0
        const made = blocks.map((one) =>
          text(one.hash, one.tokens, one.ttl !== undefined && marks++ < 4 ? marked : {}),
        )
        const billed = cache.bill(prompt(made), at, at + 500)
        const total = made.reduce((sum, one) => sum + one.tokens, 0)
        assert.equal(
          billed.input + billed.cacheRead + billed.cacheWrite + billed.cacheWrite1h,
          total,
        )
        assert.ok(Math.min(billed.input, billed.cacheRead, billed.cacheWrite) >= 0)
      }
    }),
    { numRuns: 200 },
  )
})
