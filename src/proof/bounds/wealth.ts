/**
 * The betting game under every bound here: one gambler for each candidate rate m, who bets against "the rate is m".
 *
 * Waudby-Smith & Ramdas, "Estimating means of bounded random variables by betting", J. R. Stat. Soc. B 86 (2024),
 * arXiv 2010.09686. With labels x in [0, 1] and bets λ that look only at earlier labels,
 *
 *     below:  W(m) = Π (1 + λ w (m − x))    is a supermartingale wherever the true rate is ≥ m
 *     above:  W(m) = Π (1 + λ w (x − m))    is one wherever the true rate is ≤ m
 *
 * so that by Ville's inequality W(m) ever reaches 1/α with a probability of at most α, however often one looks.
 *
 * The support weight w in (0, 1] is what unequal draw probabilities and unequal clusters need. For a unit drawn with
 * probability π the factor has the expectation 1 + λ c (m − θ) if w = c/π and c is known before the draw and no
 * larger than any π in force: inverse probability weighting (X/π on [0, 1/c]) without counting the units not drawn.
 * For a cluster of k labels with mean x, w = k/K with a fixed cap K makes θ the ratio of harms to labels.
 * @module
 */
import { LogProducts, type ProductsState } from './log-products.ts'

export interface Prior {
  /** Harms and labels that the first bets pretend to have seen: they shape speed, never validity. */
  readonly harms: number
  readonly labels: number
}

/** Numbers only, so that JSON gives back the same bits. */
export interface WealthState {
  readonly n: number
  readonly weight: number
  readonly weightSquared: number
  readonly harm: number
  readonly wealth: ProductsState
}

/** A bet may lose at most this share of the wealth: 1 is ruin, and the paper's experiments use 1/2 to 0.9. */
const boldest = 0.9

/** O(grid) per label, without allocation. Throws RangeError where a label or a weight is out of range. */
export class Wealth {
  readonly grid: Float64Array
  readonly direction: 'below' | 'above'
  /** Labels seen. */
  n = 0
  private readonly prior: Prior
  private readonly kelly: Float64Array
  private readonly cap: Float64Array
  private readonly wealth: LogProducts
  private weight = 0
  private weightSquared = 0
  private harm = 0

  /** `grid`: candidate rates, ascending, inside (0, 1). */
  constructor(
    grid: Float64Array,
    direction: 'below' | 'above',
    prior: Prior = direction === 'below' ? { harms: 0.3, labels: 60 } : { harms: 0, labels: 20 },
  ) {
    this.grid = grid
    this.direction = direction
    this.prior = prior
    this.kelly = grid.map((m) => 1 / (m * (1 - m)))
    this.cap = grid.map((m) => boldest / (direction === 'below' ? 1 - m : m))
    this.wealth = new LogProducts(grid.length)
  }

  /** The rate as the bets believe it: the weighted mean, shrunk towards the prior. */
  get estimate(): number {
    const { harms, labels } = this.prior
    const seen = this.weight === 0 ? 0 : (this.harm * this.n) / this.weight
    return (harms + seen) / (labels + this.n)
  }

  /** The weighted mean of the labels; 0 before the first. */
  get mean(): number {
    return this.weight === 0 ? 0 : this.harm / this.weight
  }

  observe(x: number, weight = 1): void {
    checkLabel(x, weight)
    const { grid, kelly, cap } = this
    const { product } = this.wealth
    const estimate = this.estimate
    // The growth-optimal bet on a coin is (m − p)/(m(1 − m)); weights shrink it by E w / E w².
    const scale = this.n === 0 ? 1 : this.weight / this.weightSquared
    if (this.direction === 'below') {
      for (let i = 0; i < grid.length; i++) {
        const m = grid[i]!
        const bet = (m - estimate) * kelly[i]! * scale
        if (bet > 0) product[i]! *= 1 + (bet < cap[i]! ? bet : cap[i]!) * weight * (m - x)
      }
    } else {
      for (let i = 0; i < grid.length; i++) {
        const m = grid[i]!
        const bet = (estimate - m) * kelly[i]! * scale
        if (bet > 0) product[i]! *= 1 + (bet < cap[i]! ? bet : cap[i]!) * weight * (x - m)
      }
    }
    this.n++
    this.weight += weight
    this.weightSquared += weight * weight
    this.harm += weight * x
    this.wealth.advance()
  }

  /** Logarithm of the wealth of the gambler against `grid[index]`. */
  logWealth(index: number): number {
    return this.wealth.at(index)
  }

  state(): WealthState {
    const { n, weight, weightSquared, harm } = this
    return { n, weight, weightSquared, harm, wealth: this.wealth.state() }
  }

  /** Takes up where `state()` was taken; the same grid and direction are the caller's to keep. */
  restore(state: WealthState): void {
    this.wealth.restore(state.wealth)
    this.n = state.n
    this.weight = state.weight
    this.weightSquared = state.weightSquared
    this.harm = state.harm
  }
}

/** Throws RangeError unless x is in [0, 1] and the weight in (0, 1]; NaN is out of range. */
export function checkLabel(x: number, weight: number): void {
  if (!(x >= 0 && x <= 1)) throw new RangeError(`A label of ${x}, expected 0 to 1`)
  if (!(weight > 0 && weight <= 1)) throw new RangeError(`A weight of ${weight}, expected (0, 1]`)
}
