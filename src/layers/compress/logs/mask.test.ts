import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, boolean, integer, property, record } from 'fast-check'
import { loadPriceList } from '../../../pricing/price-list.ts'
import { maskText, planMask, type MaskPrices, type MaskResult } from './mask.ts'

const rates = loadPriceList().rates('anthropic', 'claude-sonnet-4-5')!
/** As the list has them: a read is a tenth, a write a quarter more. */
const claude: MaskPrices = {
  read: Number(rates.cacheRead) / Number(rates.input),
  write: Number(rates.cacheWrite) / Number(rates.input),
}
const uncached: MaskPrices = { read: 1, write: 1 }

const results = (turns: number, tokens: (turn: number) => number): MaskResult[] =>
  Array.from({ length: turns }, (_, turn) => ({ turn, tokens: tokens(turn), mayGo: true }))

/** What a conversation's input costs in fresh tokens, call by call, with a mask that may move at each. */
function bill(all: readonly MaskResult[], prices: MaskPrices, masked: boolean): number {
  let total = 0
  let before: readonly number[] = []
  for (let turns = 1; turns <= all.length; turns++) {
    const gone = masked ? planMask(all, { turns, prices }) : new Set<number>()
    const sizes = all.slice(0, turns).map(({ tokens }, at) => (gone.has(at) ? -16 : tokens))
    let same = 0
    while (same < before.length && before[same] === sizes[same]) same++
    for (const [at, size] of sizes.entries()) {
      total += Math.abs(size) * (at < same ? prices.read : prices.write)
    }
    before = sizes
  }
  return total
}

test('large old results go in blocks, and the bill falls by more than the broken cache costs', () => {
  const long = results(80, () => 3000)
  const gone = planMask(long, { turns: 80, prices: claude })
  assert.ok(gone.size > 40)
  assert.ok(!gone.has(79) && !gone.has(75))
  assert.ok(bill(long, claude, true) < 0.75 * bill(long, claude, false))
  assert.ok(bill(long, uncached, true) < 0.5 * bill(long, uncached, false))
})

test('where what would be written anew outweighs it, everything stays', () => {
  const heavyEnd = results(30, (turn) => (turn < 6 ? 200 : 6000)).map((one) => ({
    ...one,
    mayGo: one.turn < 6,
  }))
  assert.equal(planMask(heavyEnd, { turns: 30, prices: claude }).size, 0)
  assert.equal(
    planMask(
      results(10, () => 3000),
      { turns: 10, prices: claude },
    ).size,
    0,
  )
})

test('the point moves once in eight turns, and what went stays away', () => {
  const long = results(100, () => 2000)
  let moves = 0
  let before = planMask(long, { turns: 1, prices: claude })
  for (let turns = 2; turns <= 100; turns++) {
    const now = planMask(long, { turns, prices: claude })
    for (const index of before) assert.ok(now.has(index))
    if (now.size !== before.size) moves++
    before = now
  }
  assert.ok(moves > 2 && moves <= 12, String(moves))
})

test('property: never results of the last turns, never what must stay, nothing that later turns change', () => {
  const one = record({ tokens: integer({ min: 0, max: 9000 }), mayGo: boolean() })
  check(
    property(array(one, { maxLength: 60 }), integer({ min: 0, max: 60 }), (list, turns) => {
      const all = list.map((result, turn) => ({ ...result, turn }))
      const gone = planMask(all, { turns, prices: claude })
      for (const index of gone) assert.ok(all[index]!.mayGo && index < turns - 6)
      assert.deepEqual(planMask(all.slice(0, Math.max(turns, 0)), { turns, prices: claude }), gone)
    }),
  )
})

test('what stands in its place', () => {
  assert.equal(
    maskText('bash', 812),
    '[result of bash from an earlier turn left out, about 812 tokens]',
  )
})

test('arguments of a tool stay, and are no saving', () => {
  const edits = Array.from({ length: 60 }, (_, turn) => ({ turn, tokens: 120, mayGo: true }))
  assert.ok(planMask(edits, { turns: 60, prices: claude }).size > 0)
  const long = edits.map((one) => ({ ...one, beside: 3000 }))
  assert.equal(planMask(long, { turns: 60, prices: claude }).size, 0)
})
