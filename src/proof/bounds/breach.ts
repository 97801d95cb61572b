/**
 * Finds out that a certified rate no longer holds: a mixture of restarted e-processes.
 *
 * Against H0 "the rate is ≤ ε", E = Π (1 + λ w (x − ε)) is a supermartingale. One such process forgets slowly:
 * after 3,000 good labels it needs about 1,760 more to see 6 %. So a new one starts every 50 labels, and their
 * weighted mean (weights sum to 1; one that has not started counts as 1) is still a supermartingale: Ville's
 * inequality holds for the mean, P(ever ≥ 1/α) ≤ α. Shin, Ramdas & Rinaldo, "E-detectors", arXiv 2203.03532, use
 * the sum of the same processes for a bound on the run length instead.
 * @module
 */
import { checkLabel } from './wealth.ts'

export interface BreachOptions {
  /** ε: the highest rate that is no breach. */
  readonly limit: number
  /** Chance of ever raising a false alarm. */
  readonly alpha: number
}

export interface BreachState {
  readonly n: number
  readonly starts: number
  /** Per live process: weight × wealth, harms × weight, weight, labels. */
  readonly live: readonly (readonly [number, number, number, number])[]
  readonly unstarted: number
}

const firstWeight = 0.8
/** The next hundred starts, 5,000 labels, share this; all later ones share the rest. */
const earlyWeight = 0.18
const early = 100
const spacing = 50
const mostLive = 128
/** Labels that a process may see before another may take its place. */
const youngest = 64 * spacing

/** O(live processes ≤ 128) per label. `limit` may rise from label to label if it is known before the label. */
export class BreachDetector {
  readonly alpha: number
  readonly limit: number
  /** Labels seen. */
  n = 0
  private starts = 0
  private unstarted = 1
  private length = 0
  private readonly wealth = new Float64Array(mostLive)
  private readonly harm = new Float64Array(mostLive)
  private readonly weight = new Float64Array(mostLive)
  private readonly labels = new Float64Array(mostLive)

  constructor(options: BreachOptions) {
    if (!(options.limit > 0 && options.limit < 1)) {
      throw new RangeError(`A limit of ${options.limit}, expected (0, 1)`)
    }
    this.limit = options.limit
    this.alpha = options.alpha
  }

  /** The mixture's value: evidence against "the rate is ≤ limit"; 1 at the start. */
  get evidence(): number {
    let sum = this.unstarted
    for (let i = 0; i < this.length; i++) sum += this.wealth[i]!
    return sum
  }

  get breached(): boolean {
    return this.evidence >= 1 / this.alpha
  }

  observe(x: number, weight = 1, limit = this.limit): void {
    checkLabel(x, weight)
    if (limit >= 1) return
    if (this.n % spacing === 0) this.start()
    const kelly = 1 / (limit * (1 - limit))
    const cap = 0.5 / limit
    const { wealth, harm, labels, weight: weights } = this
    for (let i = 0; i < this.length; i++) {
      const n = labels[i]!
      const seen = n === 0 ? 0 : (harm[i]! * n) / weights[i]!
      const bet = ((1 + seen) / (40 + n) - limit) * kelly
      if (bet > 0) wealth[i]! *= 1 + (bet < cap ? bet : cap) * weight * (x - limit)
      // Beyond this it is long decided; infinity would not survive JSON.
      if (wealth[i]! > 1e100) wealth[i] = 1e100
      harm[i]! += weight * x
      weights[i]! += weight
      labels[i] = n + 1
    }
    this.n++
  }

  state(): BreachState {
    const live = Array.from(
      { length: this.length },
      (_, i) => [this.wealth[i]!, this.harm[i]!, this.weight[i]!, this.labels[i]!] as const,
    )
    return { n: this.n, starts: this.starts, live, unstarted: this.unstarted }
  }

  restore(state: BreachState): void {
    this.n = state.n
    this.starts = state.starts
    this.unstarted = state.unstarted
    this.length = state.live.length
    for (const [i, [wealth, harm, weight, labels]] of state.live.entries())
      this.put(i, wealth, harm, weight, labels)
  }

  private start(): void {
    const stake = startWeight(this.starts++)
    this.unstarted -= stake
    // Dropping a process only lowers the mixture, so one may always go.
    const slot = this.length < mostLive ? this.length++ : this.leastUseful()
    this.put(slot, stake, 0, 0, 0)
  }

  /** The poorest of the older ones: young ones are poor because their stakes are small, and see a drift first. */
  private leastUseful(): number {
    let least = -1
    for (let i = 0; i < this.length; i++) {
      if (this.labels[i]! < youngest) continue
      if (least < 0 || this.wealth[i]! < this.wealth[least]!) least = i
    }
    return least
  }

  private put(slot: number, wealth: number, harm: number, weight: number, labels: number): void {
    this.wealth[slot] = wealth
    this.harm[slot] = harm
    this.weight[slot] = weight
    this.labels[slot] = labels
  }
}

/** Weight of the k-th start, k from 0. They sum to 1 over all k: Σ_{k>100} 100/(k(k−1)) = 1. */
export function startWeight(k: number): number {
  if (k === 0) return firstWeight
  if (k <= early) return earlyWeight / early
  return ((1 - firstWeight - earlyWeight) * early) / (k * (k - 1))
}
