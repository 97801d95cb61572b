import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { array, assert as holds, boolean, double, property, tuple } from 'fast-check'
import { seededRandom } from '../../../../proof/random.ts'
import { Budget } from './budget.ts'
import { Drift } from './drift.ts'
import { createScorer } from './evidence.ts'
import { afterLabel, Gaussian, predictive } from './gaussian.ts'
import { carefulShare, checkHeldOut } from './held-out.ts'
import { plainPrior } from './prior.ts'
import { createRisk, type Candidate, type Risk } from './risk.ts'

const near = (a: number, b: number, by: number) => assert.ok(Math.abs(a - b) <= by, `${a} ≉ ${b}`)

function candidate(similarity: number, id = 'a', cluster = id): Candidate {
  return { id, cluster, evidence: { similarity, lexical: [], age: 0 } }
}

/** Calls whose truth is P(same) = σ(30 (s − middle)), labels turned round with the chance 5 %. */
function live(risk: Risk, calls: number, middle: (t: number) => number, seed: number) {
  const random = seededRandom(seed)
  let hits = 0
  let wrong = 0
  for (let t = 0; t < calls; t++) {
    const s = 0.5 + 0.5 * random()
    const same = random() < 1 / (1 + Math.exp(-30 * (s - middle(t))))
    const decision = risk.decide([candidate(s, String(t))], random)
    if (decision.verdict === 'hit') {
      hits++
      if (!same) wrong++
    } else {
      risk.learn({ decision, same: random() < 0.05 ? !same : same })
    }
  }
  return { hits: hits / calls, wrong: wrong / calls }
}

describe('belief', () => {
  it('integrates the uncertainty of the logit out', () => {
    near(predictive({ mean: 2, variance: 1e-9 }), 1 / (1 + Math.exp(-2)), 1e-6)
    assert.ok(predictive({ mean: 2, variance: 9 }) < predictive({ mean: 2, variance: 1 }))
    near(predictive({ mean: 0, variance: 9 }), 0.5, 1e-9)
  })

  it('moves the logit as Bayes says: against sums over a fine grid', () => {
    const before = { mean: 0.5, variance: 2 }
    let total = 0
    let first = 0
    let second = 0
    for (let z = -15; z <= 15; z += 0.001) {
      const density = Math.exp((-0.5 * (z - 0.5) ** 2) / 2)
      const weight = density * (0.1 + 0.8 * (1 - 0.97 / (1 + Math.exp(-z))))
      total += weight
      first += weight * z
      second += weight * z * z
    }
    const after = afterLabel(before, false, 0.1, 0.03)
    near(after.mean, first / total, 1e-4)
    near(after.variance, second / total - (first / total) ** 2, 1e-3)
  })

  it('finds the weights that made the labels, with separable data too', () => {
    const random = seededRandom(5)
    const belief = new Gaussian([0, 0], [4, 4])
    for (let i = 0; i < 3000; i++) {
      const x = [1, 4 * random() - 2]
      const before = { mean: belief.logit(x), variance: belief.variance(x) }
      const same = random() < 1 / (1 + Math.exp(-(-1 + 2 * x[1]!)))
      belief.absorb(x, before, afterLabel(before, same, 0, 0))
    }
    near(belief.mean[0]!, -1, 0.25)
    near(belief.mean[1]!, 2, 0.3)
    const split = new Gaussian([0, 0], [4, 4])
    for (let i = 0; i < 500; i++) {
      const x = [1, i % 2 === 0 ? 1 : -1]
      const before = { mean: split.logit(x), variance: split.variance(x) }
      split.absorb(x, before, afterLabel(before, x[1] === 1, 0, 0))
    }
    assert.ok(split.mean[1]! > 1 && split.mean[1]! < 20)
  })

  it('stays a covariance, whatever labels come', () => {
    const step = tuple(double({ min: -8, max: 8, noNaN: true }), boolean())
    holds(
      property(array(step, { maxLength: 200 }), (steps) => {
        const belief = new Gaussian([0, 1], [1, 0.1])
        for (const [z, same] of steps) {
          const x = [1, z]
          const before = { mean: belief.logit(x), variance: belief.variance(x) }
          belief.absorb(x, before, afterLabel(before, same, 0.05, 0.03))
          belief.widen(1e-3)
        }
        const [a = 0, b = 0, , d = 0] = belief.covariance
        assert.ok(a > 0 && d > 0 && a * d - b * b > 0)
        assert.ok(belief.mean.every(Number.isFinite))
      }),
    )
  })
})

describe('scorer', () => {
  const model = { inputs: ['similarity', 'similarity*verifier'], mean: [0, 0], scale: [1, 2] }

  it('multiplies inputs, and says so where one is missing', () => {
    const score = createScorer({ ...model, weights: [1, 2], intercept: 0.5 }, [])
    near(score({ similarity: 0.5, verifier: 3, lexical: [], age: 0 })!, 0.5 + 0.5 + 1.5, 1e-12)
    assert.equal(score({ similarity: 0.5, lexical: [], age: 0 }), undefined)
  })

  it('refuses names that it does not know and figures that do not fit', () => {
    const wrong = { inputs: ['lexical.x'], mean: [0], scale: [1], weights: [1], intercept: 0 }
    assert.throws(() => createScorer(wrong, ['y']), RangeError)
    assert.throws(() => createScorer({ ...model, weights: [1], intercept: 0 }, []), RangeError)
  })
})

describe('budget', () => {
  it('plans within its share of the limit, and keeps the account', () => {
    const budget = new Budget(0.02)
    const random = seededRandom(3)
    let served = 0
    for (let t = 0; t < 20_000; t++) {
      const wrong = random() ** 3
      budget.call(wrong)
      if (wrong <= budget.threshold(0.6) && budget.bears(wrong)) {
        budget.spend(wrong)
        served++
      }
    }
    near(budget.spent / budget.calls, 0.012, 0.003)
    assert.ok(served > 4000)
  })

  it('bears nothing before there are calls to bear it', () => {
    const budget = new Budget(0.01)
    budget.call(0.3)
    assert.equal(budget.bears(0.3), false)
  })
})

describe('drift', () => {
  const labels = (n: number, truth: number, seed: number) => {
    const drift = new Drift(1000)
    const random = seededRandom(seed)
    for (let t = 1; t <= n; t++) {
      const same = random() < 0.05 + 0.9 * truth
      if (drift.observe(0.9, same, 0.05)) return t
    }
    return Infinity
  }

  it('is quiet while the belief holds, and heard soon after it fails', () => {
    const runs = Array.from({ length: 100 }, (_, seed) => seed)
    const early = runs.filter((seed) => labels(200, 0.9, seed) < Infinity)
    assert.ok(early.length <= 20, `${early.length} false alarms in 20,000 labels`)
    const delays = runs.map((seed) => labels(5000, 0.6, seed)).sort((a, b) => a - b)
    assert.ok(delays[50]! <= 80, `median delay ${delays[50]}`)
  })
})

describe('risk', () => {
  it('never reuses anything without a candidate, and counts the call', () => {
    const risk = createRisk(plainPrior, { limit: 0.05 })
    assert.equal(risk.decide([], () => 0.5).verdict, 'miss')
    assert.equal(risk.account.calls, 1)
  })

  it('keeps wrong hits / calls within the limit, although the prior is wrong', () => {
    // The prior takes 0.87 for even odds; here it is 0.93.
    for (const limit of [0.01, 0.05]) {
      const runs = Array.from({ length: 40 }, (_, seed) =>
        live(createRisk(plainPrior, { limit }), 2000, () => 0.93, seed + 1),
      )
      const within = runs.filter(({ wrong }) => wrong <= limit).length
      assert.ok(within >= 38, `${within} of 40 at ${limit}`)
    }
  })

  it('learns where the prior was too shy', () => {
    const { hits } = live(createRisk(plainPrior, { limit: 0.02 }), 4000, () => 0.7, 1)
    assert.ok(hits > 0.35, `${hits} hits`)
  })

  it('holds the limit through a drift', () => {
    const runs = Array.from({ length: 40 }, (_, seed) =>
      live(createRisk(plainPrior, { limit: 0.03 }), 3000, (t) => (t < 1500 ? 0.8 : 0.95), seed + 1),
    )
    const within = runs.filter(({ wrong }) => wrong <= 0.03).length
    assert.ok(within >= 38, `${within} of 40`)
  })

  it('joins two answers only on a label that the evidence bears out', () => {
    const risk = createRisk(plainPrior, { limit: 0.02 })
    const judge = (similarity: number, same: boolean) => {
      const decision = risk.decide([candidate(similarity)], () => 0)
      return risk.learn({ decision, same }).joined
    }
    assert.equal(judge(0.99, true), true)
    assert.equal(judge(0.99, false), false)
    assert.equal(judge(0.5, true), false)
  })

  it('goes on where its state was taken, bit for bit', () => {
    const first = createRisk(plainPrior, { limit: 0.05 })
    live(first, 700, () => 0.8, 3)
    const second = createRisk(plainPrior, { limit: 0.05 })
    second.restore(JSON.parse(JSON.stringify(first.state())))
    assert.deepEqual(
      live(first, 300, () => 0.8, 4),
      live(second, 300, () => 0.8, 4),
    )
    assert.deepEqual(first.state(), second.state())
  })
})

describe('held-out pairs', () => {
  const held = { from: 2, pairs: 72, wrong: 0, most: 0.0408 }
  const prior = { ...plainPrior, scorers: plainPrior.scorers.map((one) => ({ ...one, held })) }
  // Cosines of .99 and .9: logits of 2.66 and .5.
  const sure = candidate(0.99)
  const unsure = candidate(0.9)

  it('speak for logits as high as theirs before any label, and for no others', () => {
    const plain = createRisk(plainPrior, { limit: 0.05 })
    const risk = createRisk(prior, { limit: 0.05 })
    assert.ok(plain.probability(sure.evidence) < 0.95)
    near(risk.probability(sure.evidence), 1 - held.most, 1e-9)
    assert.equal(risk.probability(unsure.evidence), plain.probability(unsure.evidence))
  })

  it('are worth what their number is: fewer of them spend more of the account', () => {
    near(carefulShare(held), 0.0165, 0.001)
    assert.ok(carefulShare({ ...held, pairs: 20 }) > 2 * carefulShare(held))
    assert.ok(carefulShare({ ...held, wrong: 3 }) > 0.06)
    for (const wrong of [{ pairs: 0 }, { wrong: 73 }, { most: 0 }, { from: Number.NaN }])
      assert.throws(() => checkHeldOut({ ...held, ...wrong }), RangeError)
  })

  it('say nothing any more where labels of the traffic say something worse', () => {
    const risk = createRisk(prior, { limit: 0.05 })
    const plain = createRisk(plainPrior, { limit: 0.05 })
    for (const one of [risk, plain]) {
      const decision = one.decide([sure], () => 1)
      one.learn({ decision, same: false })
    }
    assert.equal(risk.probability(sure.evidence), plain.probability(sure.evidence))
    for (let label = 0; label < 30; label++)
      risk.learn({ decision: risk.decide([sure], () => 1), same: true })
    assert.ok(risk.probability(sure.evidence) >= 1 - held.most, 'and again where they bear it out')
  })

  it('say nothing any more where the traffic has as many labels of its own, also after a restart', () => {
    const risk = createRisk(prior, { limit: 0.05 })
    const plain = createRisk(plainPrior, { limit: 0.05 })
    const far = candidate(0.6)
    for (const one of [risk, plain]) {
      for (let label = 0; label < held.pairs; label++)
        one.learn({ decision: one.decide([far], () => 1), same: false })
    }
    assert.equal(risk.probability(sure.evidence), plain.probability(sure.evidence))
    const again = createRisk(prior, { limit: 0.05 })
    again.restore(risk.state())
    assert.equal(again.probability(sure.evidence), plain.probability(sure.evidence))
  })
})
