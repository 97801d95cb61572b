/**
 * Many running products at once, in log space, at the price of a multiplication.
 *
 * A logarithm for each factor is most of the cost of a bound (10 ns × grid × labels); so factors gather in a
 * double and are moved into the logarithm every 32 labels. Factors between 0.01 and 10^9 stay far inside its range.
 * @module
 */

export interface ProductsState {
  readonly pending: number
  readonly log: readonly number[]
  readonly product: readonly number[]
}

const foldEvery = 32

export class LogProducts {
  /** The factors since the last fold: multiply into it, then call `advance` once for each label. */
  readonly product: Float64Array
  private readonly log: Float64Array
  private pending = 0

  constructor(length: number) {
    this.log = new Float64Array(length)
    this.product = new Float64Array(length).fill(1)
  }

  advance(): void {
    if (++this.pending < foldEvery) return
    const { log, product } = this
    for (let i = 0; i < log.length; i++) {
      log[i]! += Math.log(product[i]!)
      product[i] = 1
    }
    this.pending = 0
  }

  /** Natural logarithm of the product at `index`. */
  at(index: number): number {
    return this.log[index]! + Math.log(this.product[index]!)
  }

  state(): ProductsState {
    return { pending: this.pending, log: [...this.log], product: [...this.product] }
  }

  /** Takes up, bit for bit, where `state()` was taken. Throws RangeError where the lengths differ. */
  restore(state: ProductsState): void {
    const { length } = this.log
    if (state.log.length !== length || state.product.length !== length) {
      throw new RangeError(`A state of ${state.log.length} points, expected ${length}`)
    }
    this.pending = state.pending
    this.log.set(state.log)
    this.product.set(state.product)
  }
}
