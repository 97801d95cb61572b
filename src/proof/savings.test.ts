import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from './random.ts'
import { createSavings, type MeasuredSavings } from './savings.ts'

const dollar = 1e12

/** Conversations of very unequal cost; the layer saves 5 %, and the quote knows the size but for 20 %. */
function simulate(
  seed: number,
  units: number,
  options: { quoted?: boolean; overclaim?: number } = {},
) {
  const random = seededRandom(seed)
  const savings = createSavings(0.05)
  const covered = { saving: true, gap: true }
  const mean = ((Math.exp(4) - 1) / 4) * 0.01 * dollar
  const truth = 0.05 * mean
  let last: MeasuredSavings = savings.measured()
  for (let k = 0; k < units; k++) {
    const size = Math.exp(4 * random()) * 0.01 * dollar
    const probability = 0.05
    const arm = random() < probability ? 'holdout' : 'treated'
    const baseline = size * (0.9 + 0.2 * random())
    const cost = arm === 'holdout' ? baseline : 0.95 * baseline
    const quote = options.quoted === false ? 0 : size
    const claimed = arm === 'holdout' ? 0 : 0.05 * baseline * (options.overclaim ?? 1)
    savings.observe({ arm, probability, quote: big(quote), cost: big(cost), claimed: big(claimed) })
    last = savings.measured()
    const { perUnit, gap } = last
    if (perUnit && (Number(perUnit.low) > truth || Number(perUnit.high) < truth))
      covered.saving = false
    if (gap && (gap.low > 0n || gap.high < 0n)) covered.gap = false
  }
  return { last, covered, truth }
}

const big = (value: number) => BigInt(Math.round(value))
const width = ({ last }: { last: MeasuredSavings }) =>
  Number(last.perUnit!.high - last.perUnit!.low)

test('the interval holds the true saving at every moment, in at least 95 % of the runs', () => {
  const runs = Array.from({ length: 120 }, (_, seed) => simulate(seed, 3000))
  assert.ok(runs.filter(({ covered }) => !covered.saving).length <= 11)
  assert.ok(runs.filter(({ covered }) => !covered.gap).length <= 11)
})

test('the quote as control variate finds a 5 % saving that raw costs do not show', () => {
  const quoted = simulate(1, 4000)
  const raw = simulate(1, 4000, { quoted: false })
  assert.ok(width(quoted) < width(raw) / 5, `${width(quoted)} ${width(raw)}`)
  assert.ok(quoted.last.perUnit!.low > 0n, 'a saving for certain')
  assert.ok(raw.last.perUnit!.low < 0n, 'and none without the quote')
})

test('a ledger that claims twice what it saves is found out', () => {
  const { last, truth } = simulate(2, 6000, { overclaim: 2 })
  assert.ok(last.gap!.low > 0n)
  assert.ok(Math.abs(Number(last.gap!.mean) - truth) < truth * 0.5)
})

test('too few holdouts give no figure, and an impossible probability is refused', () => {
  const savings = createSavings(0.05)
  const unit = { arm: 'holdout', quote: 1n, cost: 1n, claimed: 0n } as const
  for (let k = 0; k < 29; k++) savings.observe({ ...unit, probability: 0.02 })
  assert.equal(savings.measured().perUnit, undefined)
  assert.throws(() => savings.observe({ ...unit, probability: 0 }), RangeError)
  assert.throws(() => savings.observe({ ...unit, probability: 1 }), RangeError)
})
