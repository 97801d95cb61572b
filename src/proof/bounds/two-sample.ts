/**
 * Harm as the excess over A/A: an anytime-valid bound on the difference of two rates.
 *
 * Two full-price answers to the same call differ too, and a judge errs. So some pairs are A/A pairs (the safe arm
 * twice), and the claim is about treated rate θ minus A/A rate φ. H0: θ ≥ b(φ, δ), with b(φ, δ) = φ + δ, or
 * φ + δ(1 − 2φ) where a judge flips its verdict with the probability φ either way, so that only the share 1 − 2φ
 * of the true harm shows (Rogan & Gladen, Am. J. Epidemiol. 107, 1978, with equal error rates).
 *
 * The unknown φ is a nuisance. For every φ the product of two betting supermartingales on disjoint labels,
 *
 *     M(φ) = W(b(φ, δ)) [treated, bets on "below"] × V(φ) [A/A, bets on "above"],
 *
 * is a supermartingale if φ is the true one and H0 holds; so min over φ of M(φ) ≥ 1/α rejects H0 with an error of at
 * most α, at any time (universal inference over a composite null; the betting form of Waudby-Smith & Ramdas 2024).
 * φ is handled in cells [g, g'): V at g' and W at the grid point at or below b(g, δ) are supermartingales for all φ
 * of the cell, so that the grid costs speed and never validity; what lies above the grid is one last cell, with V = 1.
 *
 * M mixes two ways to bet. The first learns both rates, and with a silent A/A arm needs hardly more labels than a bound
 * without one. In noise, learning two rates costs about ln n of log-wealth; so the second learns nothing: it bets on
 * "no excess", split between the arms so that the cells grow alike, which is betting on X − X′ of pairs. (12 % noise,
 * 5 % target: a median of 4,860 labels with the first alone, 1,840 with both.)
 * @module
 */
import { evenGrid } from './grid.ts'
import { LogProducts, type ProductsState } from './log-products.ts'
import { checkLabel, Wealth, type WealthState } from './wealth.ts'

export interface ExcessOptions {
  /** δ: the excess to certify. */
  readonly target: number
  readonly alpha: number
  /** `symmetric`: labels are a judge's, whose A/A rate is read as its error rate either way. */
  readonly noise?: 'none' | 'symmetric'
}

export interface ExcessState {
  readonly treated: WealthState
  readonly control: WealthState
  readonly pairs: ProductsState
}

const stepsPerTarget = 10
/** Rates of A/A harm above this are one cell: nobody certifies there. */
const highest = 0.6
const learningShare = Math.log(2 / 3)
const pairsShare = Math.log(1 / 3)
/** Of the growth-optimal bet: costs 4 % where there is no excess, and still grows at a third of the target. */
const caution = 0.8
/** Candidate excesses that `upper()` reports, as multiples of the target (tenths: cells of the grid). */
const ladder = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.5, 1.7, 2, 2.5, 3, 4, 6, 8]

/** O(1/target) per label; labels of the two arms may come in any order and proportion. */
export class ExcessBound {
  readonly target: number
  readonly alpha: number
  readonly treated: Wealth
  readonly control: Wealth
  private readonly pairs: LogProducts
  private readonly needed: number
  private readonly shrink: number
  private readonly step: number
  private readonly cells: number

  constructor(options: ExcessOptions) {
    const { target, alpha } = options
    if (!(target > 0 && target <= 0.25))
      throw new RangeError(`A target of ${target}, expected (0, 0.25]`)
    if (!(alpha > 0 && alpha < 1)) throw new RangeError(`An alpha of ${alpha}, expected (0, 1)`)
    this.target = target
    this.alpha = alpha
    this.needed = Math.log(1 / alpha)
    this.shrink = options.noise === 'symmetric' ? 2 : 0
    this.step = target / stepsPerTarget
    const grid = evenGrid(this.step)
    this.cells = grid.findIndex((rate) => rate >= highest)
    this.treated = new Wealth(grid, 'below')
    this.control = new Wealth(grid.subarray(0, this.cells), 'above')
    this.pairs = new LogProducts(this.cells)
  }

  /** Labels of treated pairs seen. */
  get n(): number {
    return this.treated.n
  }

  /** A label of a treated pair in [0, 1], with its support weight. */
  observe(x: number, weight = 1): void {
    checkLabel(x, weight)
    const { treated, control, cells, step } = this
    const { product } = this.pairs
    const share = (control.n + 1) / (treated.n + control.n + 2)
    for (let k = 0; k < cells; k++) {
      const rate = this.boundary(k, this.target) * step
      const bet = (caution * share * (rate - (k + 1) * step)) / (rate * (1 - rate))
      if (bet > 0) product[k]! *= 1 + Math.min(bet, 0.9 / (1 - rate)) * weight * (rate - x)
    }
    this.pairs.advance()
    treated.observe(x, weight)
  }

  /** A label of an A/A pair. */
  observeControl(x: number, weight = 1): void {
    checkLabel(x, weight)
    const { treated, control, cells, step } = this
    const { product } = this.pairs
    const share = (treated.n + 1) / (treated.n + control.n + 2)
    for (let k = 0; k < cells; k++) {
      const rate = (k + 1) * step
      const bet =
        (caution * share * (this.boundary(k, this.target) * step - rate)) / (rate * (1 - rate))
      if (bet > 0) product[k]! *= 1 + Math.min(bet, 0.9 / rate) * weight * (x - rate)
    }
    this.pairs.advance()
    control.observe(x, weight)
  }

  /** The smallest excess of the ladder such that it and all above are rejected; 1 while nothing can be said. */
  upper(): number {
    let bound = 1
    for (let k = ladder.length - 1; k >= 0; k--) {
      const excess = ladder[k]! * this.target
      if (excess >= 0.5) continue
      if (!this.rejects(excess)) break
      bound = excess
    }
    return bound
  }

  /** Whether `upper() <= target`. */
  certifies(): boolean {
    return this.rejects(this.target) && this.upper() <= this.target
  }

  state(): ExcessState {
    return {
      treated: this.treated.state(),
      control: this.control.state(),
      pairs: this.pairs.state(),
    }
  }

  restore(state: ExcessState): void {
    this.treated.restore(state.treated)
    this.control.restore(state.control)
    this.pairs.restore(state.pairs)
  }

  /** Whether "the excess is ≥ `excess`" is rejected in every cell of the A/A rate. */
  private rejects(excess: number): boolean {
    const rates = this.treated.grid.length
    // H0 for a larger excess lies inside H0 for the target, so the pairs' process of the target serves both.
    const paired = excess >= this.target
    for (let k = 0; k <= this.cells; k++) {
      const rate = this.boundary(k, excess)
      if (rate > rates) break
      const treated = rate === 0 ? 0 : this.treated.logWealth(rate - 1)
      const learning = learningShare + treated + (k < this.cells ? this.control.logWealth(k) : 0)
      if (learning >= this.needed) continue
      if (!paired || k === this.cells) return false
      const pairs = pairsShare + this.pairs.at(k)
      const most = Math.max(learning, pairs)
      if (most + Math.log1p(Math.exp(Math.min(learning, pairs) - most)) < this.needed) return false
    }
    return true
  }

  /** b(φ, excess) at the lower end of cell k, in steps of the grid, rounded down. */
  private boundary(k: number, excess: number): number {
    const floor = k * this.step
    return Math.floor((floor + excess * Math.max(1 - this.shrink * floor, 0)) / this.step + 1e-9)
  }
}
