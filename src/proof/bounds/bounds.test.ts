import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { seededRandom } from '../random.ts'
import { BreachDetector, startWeight } from './breach.ts'
import { evenGrid, harmGrid } from './grid.ts'
import { Climb } from './learn-then-test.ts'
import { ExcessBound } from './two-sample.ts'
import { UpperBound } from './upper.ts'
import { Wealth } from './wealth.ts'
import { windowAlpha } from './windows.ts'

const labels = fc.array(
  fc.record({
    x: fc.double({ min: 0, max: 1, noNaN: true }),
    w: fc.double({ min: 0.01, max: 1, noNaN: true }),
  }),
  { maxLength: 150 },
)
const small = { numRuns: 60 }
const certificate = () => new UpperBound({ target: 0.02, alpha: 0.05 })
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

function labelsUntil(
  runs: number,
  seed: number,
  most: number,
  run: (random: () => number) => () => boolean,
) {
  return Array.from({ length: runs }, (_, k) => {
    const step = run(seededRandom(seed + k * 7919))
    let n = 1
    while (n <= most && !step()) n++
    return n
  })
}

const certify = (harm: number, runs: number, most: number) =>
  labelsUntil(runs, 11, most, (random) => {
    const bound = certificate()
    return () => {
      bound.observe(random() < harm ? 1 : 0)
      return bound.certifies()
    }
  })

test('labels to certify 2 % at 95 % are as in the table of note proof.md', () => {
  assert.equal(certify(0, 1, 1000)[0], 170)
  assert.ok(median(certify(0.005, 201, 10_000)) <= 375)
  assert.ok(median(certify(0.01, 201, 10_000)) <= 1200)
})

test('the textbook product in plain arithmetic gives the same wealth', () => {
  const random = seededRandom(3)
  const m = 0.02
  const wealth = new Wealth(Float64Array.of(m), 'below')
  let expected = 0
  let sum = 0
  for (let n = 0; n < 500; n++) {
    const x = random() < 0.01 ? 1 : 0
    const p = (0.3 + sum) / (60 + n)
    const bet = Math.min(Math.max((m - p) / (m * (1 - m)), 0), 0.9 / (1 - m))
    expected += Math.log1p(bet * (m - x))
    sum += x
    wealth.observe(x)
    assert.ok(Math.abs(wealth.logWealth(0) - expected) < 1e-9)
  }
})

// At the boundary every process is a martingale: its mean after n labels is 1, whatever the bets were.
test('the wealth is a martingale at the true rate, also with clusters and unequal draws', () => {
  const rates = Float64Array.of(0.3)
  const arms: ((random: () => number) => [number, number])[] = [
    (random) => [random() < 0.3 ? 1 : 0, 1],
    // Ratio variant: big clusters are worse, and θ counts labels, not clusters: (0.1·1 + 0.4·2)/3 = 0.3.
    (random) => (random() < 0.5 ? [random() < 0.1 ? 1 : 0, 0.5] : [random() < 0.4 ? 1 : 0, 1]),
    // Drawn three times as often where harm is 0.5, instead of 0.1; half the population is so: θ = 0.3.
    (random) => (random() < 0.75 ? [random() < 0.5 ? 1 : 0, 1 / 3] : [random() < 0.1 ? 1 : 0, 1]),
  ]
  for (const [k, arm] of arms.entries()) {
    for (const direction of ['below', 'above'] as const) {
      const random = seededRandom(100 + k)
      const runs = 40_000
      let sum = 0
      let squares = 0
      for (let run = 0; run < runs; run++) {
        const wealth = new Wealth(rates, direction, {
          harms: direction === 'below' ? 0.5 : 2,
          labels: 4,
        })
        for (let n = 0; n < 12; n++) wealth.observe(...arm(random))
        const value = Math.exp(wealth.logWealth(0))
        sum += value
        squares += value * value
      }
      const mean = sum / runs
      const error = Math.sqrt((squares / runs - mean * mean) / runs)
      assert.ok(Math.abs(mean - 1) < 4.5 * error, `arm ${k} ${direction}: ${mean} ± ${error}`)
      assert.ok(error < 0.05)
    }
  }
})

test('serialise and restore equals never having stopped, bit for bit', () => {
  fc.assert(
    fc.property(labels, fc.nat(150), (all, cut) => {
      const make = [
        () => certificate(),
        () => new BreachDetector({ limit: 0.02, alpha: 0.05 }),
        () => new ExcessBound({ target: 0.05, alpha: 0.05, noise: 'symmetric' }),
      ] as const
      for (const create of make) {
        const whole = create()
        let part = create()
        for (const [k, { x, w }] of all.entries()) {
          if (k === cut) {
            const copy = create()
            copy.restore(JSON.parse(JSON.stringify(part.state())) as never)
            part = copy
          }
          for (const one of [whole, part]) {
            if (one instanceof ExcessBound && k % 3 === 0) one.observeControl(x, w)
            else one.observe(x, w)
          }
        }
        assert.deepEqual(part.state(), whole.state())
      }
    }),
    small,
  )
})

test('more harm never lowers the bound', () => {
  fc.assert(
    fc.property(labels, fc.nat(), (all, at) => {
      fc.pre(all.length > 0)
      const [better, worse] = [certificate(), certificate()]
      // The last label: an earlier one also changes the later bets.
      for (const [k, { x, w }] of all.entries()) {
        better.observe(x, w)
        worse.observe(k === all.length - 1 ? Math.min(1, x + (at % 10) / 10) : x, w)
      }
      assert.ok(worse.upper() >= better.upper())
    }),
    small,
  )
})

test('the bound falls towards the rate, and stays above it', () => {
  const random = seededRandom(5)
  const bound = certificate()
  for (let n = 0; n < 20_000; n++) bound.observe(random() < 0.01 ? 1 : 0)
  assert.ok(bound.upper() > 0.01 && bound.upper() < 0.014, String(bound.upper()))
})

test('hostile labels are refused, and leave nothing behind', () => {
  const make = [
    certificate(),
    new BreachDetector({ limit: 0.1, alpha: 0.05 }),
    new ExcessBound({ target: 0.05, alpha: 0.05 }),
  ]
  for (const bound of make) {
    const before = JSON.stringify(bound.state())
    for (const [x, w] of [
      [-0.1, 1],
      [1.1, 1],
      [Number.NaN, 1],
      [0, 0],
      [0, 1.5],
      [0, Number.NaN],
    ] as const) {
      assert.throws(() => bound.observe(x, w), RangeError)
    }
    assert.equal(JSON.stringify(bound.state()), before)
  }
})

test('breach is found soon, and no false alarm in quiet times', () => {
  const found = (harm: number, good = 0) =>
    labelsUntil(201, 77, 5000, (random) => {
      const detector = new BreachDetector({ limit: 0.02, alpha: 0.05 })
      for (let n = 0; n < good; n++) detector.observe(random() < 0.005 ? 1 : 0)
      return () => {
        detector.observe(random() < harm ? 1 : 0)
        return detector.breached
      }
    })
  assert.ok(median(found(0.05)) <= 280)
  assert.ok(median(found(0.1)) <= 75)
  assert.ok(median(found(0.06, 3000)) <= 400)
  assert.ok(found(0.02).filter((n) => n <= 5000).length <= 16, '5 % would be 10')
})

test('the weights of the starts sum to 1, and evidence is 1 before the first label', () => {
  let sum = 0
  for (let k = 0; k < 200_000; k++) sum += startWeight(k)
  assert.ok(sum < 1 && sum > 0.9999)
  assert.equal(new BreachDetector({ limit: 0.1, alpha: 0.05 }).evidence, 1)
})

test('a detector that ran long keeps a bounded number of processes', () => {
  const detector = new BreachDetector({ limit: 0.02, alpha: 0.05 })
  for (let n = 0; n < 12_000; n++) detector.observe(0)
  assert.ok(detector.state().live.length <= 128)
  assert.ok(detector.evidence < 1)
  let n = 0
  for (const random = seededRandom(8); !detector.breached && n < 5000; n++) {
    detector.observe(random() < 0.06 ? 1 : 0)
  }
  assert.ok(n < 1000, `and still sees a drift: ${n}`)
})

test('the excess over A/A: silence certifies fast, equal noise certifies, excess does not', () => {
  const judge = (treated: number, control: number, most: number, runs: number) =>
    labelsUntil(runs, 21, most, (random) => {
      const bound = new ExcessBound({ target: 0.05, alpha: 0.05 })
      return () => {
        if (random() < 0.5) bound.observeControl(random() < control ? 1 : 0)
        else bound.observe(random() < treated ? 1 : 0)
        return bound.certifies()
      }
    })
  assert.ok(median(judge(0, 0, 10_000, 5)) < 200)
  assert.ok(median(judge(0.12, 0.12, 10_000, 15)) < 3000)
  assert.ok(judge(0.2, 0.12, 5000, 15).every((n) => n > 5000))
})

test('a judge that flips verdicts hides part of the harm, and the symmetric boundary takes it into account', () => {
  // True harm 6 %, flips 12 %: seen 0.06·0.88 + 0.94·0.12 = 16.6 %, an excess of only 4.6 %.
  const certified = (noise: 'none' | 'symmetric') => {
    const random = seededRandom(10)
    const bound = new ExcessBound({ target: 0.05, alpha: 0.05, noise })
    for (let n = 0; n < 60_000; n++) {
      bound.observe(random() < 0.1656 ? 1 : 0)
      bound.observeControl(random() < 0.12 ? 1 : 0)
    }
    return bound.upper()
  }
  assert.ok(certified('none') <= 0.065)
  assert.ok(certified('symmetric') >= 0.06, 'the true harm')
  assert.ok(certified('symmetric') > certified('none'))
})

test('the climb stops at the first setting that is not certified', () => {
  const climb = new Climb(Array.from({ length: 3 }, certificate))
  for (let n = 0; n < 300; n++) climb.observe(2, 0)
  assert.equal(climb.certified, -1)
  for (let n = 0; n < 300; n++) climb.observe(0, 0)
  assert.equal(climb.certified, 0)
  for (let n = 0; n < 169; n++) climb.observe(1, 0)
  assert.equal(climb.certified, 0)
  assert.equal(climb.observe(1, 0), true)
  assert.equal(climb.certified, 2, 'the boldest had its labels already')
  assert.throws(() => climb.observe(3, 0), RangeError)
})

test('the levels of all windows sum to α', () => {
  let sum = 0
  for (let k = 1; k < 100_000; k++) sum += windowAlpha(0.05, k)
  assert.ok(sum < 0.05 && sum > 0.04999)
  assert.throws(() => windowAlpha(0.05, 0), RangeError)
})

test('grids are ascending inside (0, 1), and the target is a point', () => {
  for (const target of [0.001, 0.02, 0.05, 0.3, 0.7]) {
    const grid = harmGrid(target)
    assert.ok(grid.includes(target))
    assert.ok(grid.every((m, k) => m > 0 && m < 1 && (k === 0 || m > grid[k - 1]!)))
    assert.ok(grid.length < 200)
  }
  assert.equal(evenGrid(0.25).length, 3)
})
