/**
 * Measured savings: what holdouts cost more than treated units, with a confidence sequence, beside what the ledger
 * claims.
 *
 * A unit (a conversation, or a call) is a holdout with a known probability π. Its cost alone is mostly noise: a long
 * conversation costs a hundred times a short one. So the quote q, the ledger's counterfactual made before anything was
 * decided, is the control variate; with β₀, β₁ the cost over quote in the earlier units of each arm,
 *
 *     φ = (β₀ − β₁) q + 1{holdout} (c − β₀ q)/π − 1{treated} (c − β₁ q)/(1 − π)
 *
 * has exactly the saving per unit as its mean, whatever the β (augmented inverse probability weighting, Robins,
 * Rotnitzky & Zhao, J. Am. Stat. Assoc. 89, 1994). The interval is the asymptotic confidence sequence of
 * Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas, Ann. Stat. 52 (2024), theorem 2.2: it may be looked at any time, and
 * holds in the limit of many units, since money has no bound that a betting interval could use.
 * @module
 */
import type { Money } from '../call.ts'

export interface SavingsUnit {
  readonly arm: 'treated' | 'holdout'
  /** π: with which this unit was to be a holdout, in (0, 1). */
  readonly probability: number
  /** Baseline cost as quoted before the draw. */
  readonly quote: Money
  /** What was paid in the end. */
  readonly cost: Money
  /** What the ledger books as saved; 0 for a holdout. */
  readonly claimed: Money
}

export interface Interval {
  readonly mean: Money
  readonly low: Money
  readonly high: Money
}

export interface MeasuredSavings {
  readonly units: number
  readonly holdouts: number
  /** Saving per unit; undefined below 30 holdouts. */
  readonly perUnit: Interval | undefined
  /** The ledger's claim per treated unit, less the measured saving: above 0, the ledger claims too much. */
  readonly gap: Interval | undefined
  readonly claimedPerUnit: Money
}

/** Below it the limit theorem has nothing to stand on. */
export const fewestHoldouts = 30
/** The sequence is narrowest at about this many units. */
const tuned = 2000

export interface Savings {
  /** Throws RangeError for a probability outside (0, 1). */
  observe(unit: SavingsUnit): void
  measured(): MeasuredSavings
  /** JSON, for `restore`. */
  state(): SavingsState
  restore(state: SavingsState): void
}

export interface SavingsState {
  readonly moments: readonly (readonly [n: number, mean: number, squares: number])[]
  readonly ratio: Readonly<
    Record<'treated' | 'holdout', { readonly cost: number; readonly quote: number }>
  >
  readonly holdouts: number
}

/** `alpha`: chance that the interval ever misses. */
export function createSavings(alpha: number): Savings {
  const saved = createMoments()
  const gap = createMoments()
  const claims = createMoments()
  const ratio = { treated: { cost: 0, quote: 0 }, holdout: { cost: 0, quote: 0 } }
  let holdouts = 0
  const beta = (arm: 'treated' | 'holdout') => {
    const { cost, quote } = ratio[arm]
    return quote > 0 ? cost / quote : 1
  }
  return {
    observe({ arm, probability, quote, cost, claimed }) {
      if (!(probability > 0 && probability < 1))
        throw new RangeError(`A probability of ${probability}`)
      const [q, c, s] = [Number(quote), Number(cost), Number(claimed)]
      const [untouched, touched] = [beta('holdout'), beta('treated')]
      const correction =
        arm === 'holdout'
          ? (c - untouched * q) / probability
          : -(c - touched * q) / (1 - probability)
      const saving = (untouched - touched) * q + correction
      const claim = arm === 'treated' ? s / (1 - probability) : 0
      saved.add(saving)
      claims.add(claim)
      gap.add(claim - saving)
      ratio[arm].cost += c
      ratio[arm].quote += q
      if (arm === 'holdout') holdouts++
    },
    measured() {
      const known = holdouts >= fewestHoldouts
      return {
        units: saved.n,
        holdouts,
        perUnit: known ? saved.interval(alpha) : undefined,
        gap: known ? gap.interval(alpha) : undefined,
        claimedPerUnit: toMoney(claims.mean),
      }
    },
    state: () => ({
      moments: [saved, gap, claims].map((moments) => moments.state()),
      ratio: { treated: { ...ratio.treated }, holdout: { ...ratio.holdout } },
      holdouts,
    }),
    restore(state) {
      for (const [at, moments] of [saved, gap, claims].entries())
        moments.restore(state.moments[at]!)
      Object.assign(ratio.treated, state.ratio.treated)
      Object.assign(ratio.holdout, state.ratio.holdout)
      holdouts = state.holdouts
    },
  }
}

function createMoments() {
  let n = 0
  let mean = 0
  let squares = 0
  // Minimises the width at n = tuned for α = 5 % (the paper's §B.2, with ln ln rounded in).
  const rho2 = (2 * Math.log(20) + Math.log(2 * Math.log(20) + 1)) / tuned
  return {
    get n() {
      return n
    },
    get mean() {
      return mean
    },
    state: () => [n, mean, squares] as const,
    restore(state: readonly [number, number, number]) {
      ;[n, mean, squares] = state
    },
    /** Welford's update. */
    add(value: number) {
      n++
      const delta = value - mean
      mean += delta / n
      squares += delta * (value - mean)
    },
    interval(alpha: number): Interval {
      const scale = n * rho2 + 1
      const margin = Math.sqrt(
        (squares / n) * (scale / (n * n * rho2)) * Math.log(scale / alpha ** 2),
      )
      return { mean: toMoney(mean), low: toMoney(mean - margin), high: toMoney(mean + margin) }
    },
  }
}

function toMoney(value: number): Money {
  return BigInt(Math.round(value))
}
