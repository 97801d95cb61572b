/**
 * How many wrong answers may be spent, and on which calls.
 *
 * The promise is: wrong hits ≤ δ × calls. Serving where the chance q of being wrong is at most τ gets the most hits for
 * a given Σ q (Neyman and Pearson's lemma), so τ is the largest threshold whose spending per call, over the calls of
 * late, stays within a share of δ (the caution). Beyond that an account is kept: what was spent so far, with its upper
 * 95 % point (wrong hits are rare and nearly independent: their variance is their mean), must fit δ × calls.
 * @module
 */

export interface BudgetState {
  readonly calls: number
  readonly spent: number
  readonly sums: readonly number[]
  readonly seen: number
  readonly weight: number
}

const bins = 96
/** Chances below this are one bin: q = e^(−k/8). */
const perBin = 8
/** A call counts half for τ after a thousand more. */
const growth = 2 ** (1 / 1000)
/** One-sided 95 %. */
const quantile = 1.645

export class Budget {
  readonly limit: number
  /** Calls so far, hits or not. */
  calls = 0
  /** Expected wrong hits among those served. */
  spent = 0
  private readonly sums = new Float64Array(bins)
  private seen = 0
  private weight = 1

  /** `limit`: δ. */
  constructor(limit: number) {
    if (!(limit > 0 && limit < 1)) throw new RangeError(`A limit of ${limit}, expected (0, 1)`)
    this.limit = limit
  }

  /** A call, with the chance that its best candidate is wrong; 1 where it has none. */
  call(wrong: number): void {
    this.calls++
    // Older calls count less: cheaper than shrinking them is to let the newest one grow.
    this.weight *= growth
    if (this.weight > 1e12) this.rescale()
    this.seen += this.weight
    const bin = binOf(wrong)
    this.sums[bin]! += this.weight * wrong
  }

  /** τ: the highest chance of being wrong that may be served, at this share of δ. */
  threshold(caution: number): number {
    const allowed = this.limit * caution * this.seen
    let sum = 0
    for (let bin = bins - 1; bin >= 0; bin--) {
      sum += this.sums[bin]!
      if (sum > allowed) return Math.exp(-(bin + 1) / perBin)
    }
    return 1
  }

  /** Whether the account bears one more hit of this chance. */
  bears(wrong: number): boolean {
    const after = this.spent + wrong
    return after + quantile * Math.sqrt(after) <= this.limit * this.calls
  }

  spend(wrong: number): void {
    this.spent += wrong
  }

  private rescale(): void {
    for (let bin = 0; bin < bins; bin++) this.sums[bin]! /= this.weight
    this.seen /= this.weight
    this.weight = 1
  }

  state(): BudgetState {
    const { calls, spent, seen, weight } = this
    return { calls, spent, seen, weight, sums: [...this.sums] }
  }

  restore(state: BudgetState): void {
    this.calls = state.calls
    this.spent = state.spent
    this.seen = state.seen
    this.weight = state.weight
    this.sums.set(state.sums)
  }
}

function binOf(wrong: number): number {
  const bin = Math.floor(-perBin * Math.log(Math.max(wrong, 1e-9)))
  return Math.max(0, Math.min(bins - 1, bin))
}
