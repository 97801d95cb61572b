import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createShadowBudget, createShadowTurns, shadowTier } from './shadow-budget.ts'

test('a share of the baseline comes in, shadows go out, and an empty account closes', () => {
  const budget = createShadowBudget({ share: 0.05, start: 0n })
  assert.equal(budget.open, false)
  budget.earn(1000n)
  assert.equal(budget.balance, 50n)
  budget.spend(80n)
  assert.equal(budget.balance, -30n, 'a dear unit that was drawn is paid for')
  assert.equal(budget.open, false)
  budget.settle(80n, 20n)
  assert.equal(budget.balance, 30n)
  assert.equal(budget.open, true)
})

test('it never spends more than its share, its start and one unit', () => {
  const events = fc.array(
    fc.record({ baseline: fc.bigInt(0n, 10_000n), price: fc.bigInt(0n, 500n) }),
  )
  fc.assert(
    fc.property(events, (all) => {
      const budget = createShadowBudget({ share: 0.1, start: 100n })
      let [spent, baseline] = [0n, 0n]
      for (const event of all) {
        budget.earn(event.baseline)
        baseline += event.baseline
        if (!budget.open) continue
        budget.spend(event.price)
        spent += event.price
      }
      assert.ok(spent <= 100n + baseline / 10n + 500n)
    }),
  )
})

test('quiet times do not save up for a burst', () => {
  const budget = createShadowBudget({ share: 1, most: 10n })
  budget.earn(1_000_000n)
  assert.equal(budget.balance, 10n)
  assert.throws(() => createShadowBudget({ share: 2 }), RangeError)
})

test('the cheaper tier is taken where both sides allow it; only first turns are shadowed', () => {
  assert.equal(shadowTier(['batch', 'flex'], ['flex']), 'flex')
  assert.equal(shadowTier(['batch'], ['batch', 'flex']), 'batch')
  assert.equal(shadowTier([], ['batch']), 'standard')
  const takes = createShadowTurns(2)
  assert.deepEqual([takes('a'), takes('a'), takes('b'), takes('a')], [true, true, true, false])
  for (let k = 0; k < 20_000; k++) takes(`c${k}`)
  assert.equal(takes('a'), true, 'memory is bounded')
})
