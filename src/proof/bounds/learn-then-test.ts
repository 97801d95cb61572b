/**
 * Which setting of a dial may be used: fixed-sequence testing, with one process for each setting.
 *
 * Angelopoulos, Bates, Candès, Jordan & Lei, "Learn then Test", arXiv 2110.01052, §3: order the settings beforehand
 * from the most careful to the boldest, test each at the full α, and stop at the first that is not rejected. The
 * chance that any certified setting breaks its promise is at most α, with no share of α lost to the number of
 * settings: a wrong certificate needs the first bad setting of the order to be rejected. The processes here are
 * valid at any time, so the climb may go on whenever labels come.
 * @module
 */

/** What the climb needs of a bound; `UpperBound` and `ExcessBound` have it. */
export interface Bound<State = unknown> {
  readonly n: number
  observe(x: number, weight?: number): void
  upper(): number
  certifies(): boolean
  state(): State
  restore(state: State): void
}

/** The settings of one dial. A setting once certified stays so until the window ends (Ville holds for the past). */
export class Climb<B extends Bound> {
  readonly bounds: readonly B[]
  /** Index of the boldest certified setting; −1: none. */
  certified = -1

  /** `bounds`: one for each setting, the most careful first, each at the full α. */
  constructor(bounds: readonly B[]) {
    if (bounds.length === 0) throw new RangeError('A dial without settings')
    this.bounds = bounds
  }

  /** The setting that needs labels next; the boldest once all are certified. */
  get tested(): number {
    return Math.min(this.certified + 1, this.bounds.length - 1)
  }

  /** A label for one setting. Returns whether the climb reached a new setting. */
  observe(setting: number, x: number, weight = 1): boolean {
    this.at(setting).observe(x, weight)
    return this.advance()
  }

  /** Tests on from the certified setting; for callers who feed the bounds themselves. */
  advance(): boolean {
    const before = this.certified
    while (this.certified + 1 < this.bounds.length && this.at(this.certified + 1).certifies()) {
      this.certified++
    }
    return this.certified > before
  }

  at(setting: number): B {
    const bound = this.bounds[setting]
    if (!bound) throw new RangeError(`Setting ${setting} of a dial of ${this.bounds.length}`)
    return bound
  }
}
