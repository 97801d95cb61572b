/**
 * An upper bound on a rate that holds at every moment: the upper betting confidence sequence.
 * @module
 */
import { harmGrid } from './grid.ts'
import { Wealth, type Prior, type WealthState } from './wealth.ts'

export interface UpperBoundOptions {
  /** The rate to certify: a point of the grid. */
  readonly target: number
  /** The bound is ever below the true rate with at most this probability. */
  readonly alpha: number
  readonly grid?: Float64Array
  readonly prior?: Prior
}

/**
 * `upper()` is the smallest grid point g such that all points from g up are rejected (wealth ≥ 1/α).
 * If the true rate θ is ≥ g, then the largest grid point g* ≤ θ was rejected too, and W(g*) is a supermartingale:
 * hence P(ever upper() ≤ θ) ≤ α without any rounding term (Waudby-Smith & Ramdas 2024, theorem 3, one-sided).
 */
export class UpperBound {
  readonly target: number
  readonly alpha: number
  private readonly wealth: Wealth
  private readonly needed: number

  constructor(options: UpperBoundOptions) {
    const { target, alpha } = options
    if (!(alpha > 0 && alpha < 1)) throw new RangeError(`An alpha of ${alpha}, expected (0, 1)`)
    this.target = target
    this.alpha = alpha
    this.needed = Math.log(1 / alpha)
    this.wealth = new Wealth(options.grid ?? harmGrid(target), 'below', options.prior)
  }

  /** Labels seen. */
  get n(): number {
    return this.wealth.n
  }

  /** Weighted mean of the labels. */
  get mean(): number {
    return this.wealth.mean
  }

  /** A label in [0, 1], or a cluster's mean, with its support weight (see `wealth.ts`). */
  observe(x: number, weight = 1): void {
    this.wealth.observe(x, weight)
  }

  /** 1 while nothing can be said. */
  upper(): number {
    const { grid } = this.wealth
    let index = grid.length
    while (index > 0 && this.wealth.logWealth(index - 1) >= this.needed) index--
    return index === grid.length ? 1 : grid[index]!
  }

  /** Whether `upper() <= target`. Scans from the target up, so that "not yet" costs one comparison. */
  certifies(): boolean {
    const { grid } = this.wealth
    for (let index = 0; index < grid.length; index++) {
      if (grid[index]! < this.target) continue
      if (this.wealth.logWealth(index) < this.needed) return false
    }
    return true
  }

  state(): WealthState {
    return this.wealth.state()
  }

  restore(state: WealthState): void {
    this.wealth.restore(state)
  }
}
