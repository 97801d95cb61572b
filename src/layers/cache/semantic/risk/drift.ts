/**
 * Finds out that answers are wrong more often than the belief says, from every label there is.
 *
 * Each label is a bet of "a share of the kept answers has gone stale" against the belief. Under the belief the factor
 * has the expectation 1, so the product is an e-process, and the running maximum over starting points (Page's CUSUM)
 * raises at most one false alarm in 1/α labels on average (Shin, Ramdas & Rinaldo, "E-detectors", arXiv 2203.03532).
 * Labels of natural misses count as much as those of shadowed hits: they cost nothing, and a drift shows there first.
 * @module
 */

export interface DriftState {
  readonly evidence: readonly number[]
}

/** Shares of answers gone stale that are bet on. */
const stale = [0.15, 0.4] as const

export class Drift {
  private readonly needed: number
  private readonly evidence = stale.map(() => 0)

  /** `every`: labels between false alarms, on average, at least. */
  constructor(every: number) {
    this.needed = Math.log(every * stale.length)
  }

  /** A label whose probability of "same" was `probability` before it came. Returns whether the alarm goes off. */
  observe(probability: number, same: boolean, noise: number): boolean {
    let alarm = false
    const honest = noise + (1 - 2 * noise) * probability
    for (const [k, share] of stale.entries()) {
      const changed = noise + (1 - 2 * noise) * probability * (1 - share)
      const factor = same ? changed / honest : (1 - changed) / (1 - honest)
      this.evidence[k] = Math.max(0, this.evidence[k]! + Math.log(factor))
      if (this.evidence[k]! >= this.needed) alarm = true
    }
    if (alarm) this.evidence.fill(0)
    return alarm
  }

  state(): DriftState {
    return { evidence: [...this.evidence] }
  }

  restore(state: DriftState): void {
    for (const k of stale.keys()) this.evidence[k] = state.evidence[k] ?? 0
  }
}
