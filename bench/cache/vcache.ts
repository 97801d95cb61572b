/**
 * The rule of vCache ("vCache: Verified Semantic Prompt Caching", arXiv 2502.03771, §4), written anew from the paper's
 * description, to compare with.
 *
 * Each entry keeps its own observations (similarity, right or wrong) and fits P(right | s) = σ(γ (s − t)). The chance of
 * exploring is the least over ε of 1 − δ/(1 − α(ε)), with α(ε) the fitted chance at the upper 1 − ε point of t. Where
 * the paper leaves room this file decides for itself: a ridge on γ and intercept in place of a table of variances
 * for separable data, and 101 steps of ε.
 * @module
 */
import type { Rule } from './stream.ts'
import type { World } from './world.ts'

interface Observed {
  readonly s: number
  readonly right: boolean
}

/** Real observations that an entry needs before its first hit. */
const needed = 4
const steps = 101

export interface VcacheSettings {
  readonly limit: number
  /** Variance of the Gaussian prior on intercept and slope: what keeps separable data from an infinite slope. */
  readonly ridge?: number
}

/** `limit`: δ. Nearest entry only; a question whose nearest answer was judged right is not stored (as in the paper). */
export function vcacheRule(settings: VcacheSettings): (world: World, random: () => number) => Rule {
  const { limit, ridge = 400 } = settings
  return (world, random) => {
    const kept = new Map<number, Observed[]>()
    const fits = new Map<number, Fit>()
    let pending = -1
    return {
      decide(slots) {
        const slot = slots[0] ?? -1
        pending = slot
        if (slot < 0) return { hit: false, slot }
        const entry = world.neighbours[slot]!
        const observed = kept.get(entry) ?? []
        if (observed.length < needed) return { hit: false, slot }
        let fit = fits.get(entry)
        if (!fit) fits.set(entry, (fit = fitSigmoid(observed, ridge)))
        const s = Math.max(0, Math.min(1, world.similarity[slot]!))
        return { hit: random() > exploring(fit, s, limit), slot }
      },
      upstream(_question, same) {
        if (same === undefined) return true
        const entry = world.neighbours[pending]!
        const observed = kept.get(entry) ?? []
        observed.push({ s: Math.max(0, Math.min(1, world.similarity[pending]!)), right: same })
        kept.set(entry, observed)
        fits.delete(entry)
        return !same
      },
    }
  }
}

interface Fit {
  readonly slope: number
  readonly middle: number
  readonly variance: number
}

/** Newton's method on intercept and slope; (0, wrong) and (1, right) are taken for granted. */
export function fitSigmoid(observed: readonly Observed[], ridge: number): Fit {
  const points = [{ s: 0, right: false }, { s: 1, right: true }, ...observed]
  let a = 0
  let b = 0
  let haa = 1
  let hab = 0
  let hbb = 1
  for (let round = 0; round < 30; round++) {
    let ga = -a / ridge
    let gb = -b / ridge
    haa = 1 / ridge
    hab = 0
    hbb = 1 / ridge
    for (const { s, right } of points) {
      const p = 1 / (1 + Math.exp(-(a + b * s)))
      const w = p * (1 - p)
      ga += (right ? 1 : 0) - p
      gb += ((right ? 1 : 0) - p) * s
      haa += w
      hab += w * s
      hbb += w * s * s
    }
    const determinant = haa * hbb - hab * hab
    const da = (hbb * ga - hab * gb) / determinant
    const db = (haa * gb - hab * ga) / determinant
    a += da
    b += db
    if (Math.abs(da) + Math.abs(db) < 1e-7) break
  }
  const slope = Math.max(b, 1e-6)
  const middle = Math.max(0, Math.min(1, -a / slope))
  // The delta method on t = −a/b.
  const determinant = haa * hbb - hab * hab
  const da = -1 / slope
  const db = a / (slope * slope)
  const variance = (da * da * hbb - 2 * da * db * hab + db * db * haa) / determinant
  return { slope, middle, variance: Math.max(variance, 0) }
}

/** Chance with which a call of this similarity goes upstream. */
export function exploring({ slope, middle, variance }: Fit, s: number, limit: number): number {
  const deviation = Math.sqrt(variance)
  let least = 1
  for (let k = 1; k < steps; k++) {
    const epsilon = k / steps
    const t = Math.max(0, Math.min(1, middle + normalQuantile(1 - epsilon) * deviation))
    const right = (1 - epsilon) / (1 + Math.exp(-slope * (s - t)))
    least = Math.min(least, 1 - limit / (1 - right))
  }
  return least
}

/** Inverse of the normal distribution by bisection on its series: exact enough, and only a table of 100 is needed. */
const quantiles = new Map<number, number>()
function normalQuantile(p: number): number {
  const known = quantiles.get(p)
  if (known !== undefined) return known
  let low = -6
  let high = 6
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (normal(middle) < p) low = middle
    else high = middle
  }
  quantiles.set(p, low)
  return low
}

function normal(x: number): number {
  // Abramowitz & Stegun 7.1.5: the series converges everywhere, within 60 terms for |x| ≤ 6.
  let term = x
  let sum = x
  for (let k = 1; k < 120; k++) {
    term *= (x * x) / (2 * k + 1)
    sum += term
  }
  return 0.5 + (sum * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI)
}
