/**
 * What goes into a certificate and what comes out of it.
 * @module
 */
import type { BreachState } from './bounds/breach.ts'
import type { ExcessState } from './bounds/two-sample.ts'
import type { WealthState } from './bounds/wealth.ts'
import type { ClusterOptions, ClusterState } from './clusters.ts'
import type { LabelSource } from './labels/label.ts'

export type CertificateState = 'learning' | 'certified' | 'breached' | 'stale'

export interface CertificateOptions {
  /** `layer/route` or `layer/route/segment`. */
  readonly key: string
  /** Excess harm that is promised not to be passed. */
  readonly target: number
  /** Of this certificate; where a route is cut into K segments, each gets α/K. */
  readonly alpha: number
  /** The dial, the most careful setting first; one entry for a layer without a dial. */
  readonly settings: readonly number[]
  /**
   * `excess`: labels compare answers, and A/A pairs say how much of it is noise; `judged`: the same where a model
   * judges, whose A/A rate is read as its error rate either way; `absolute`: labels say by themselves what is harm.
   */
  readonly labels: 'excess' | 'judged' | 'absolute'
  /** What the promise was learnt on; another value makes the certificate stale. See `fingerprint.ts`. */
  readonly fingerprint: string
  readonly clusters?: ClusterOptions
  /** Labels within which the certificate is expected; for the page only. */
  readonly horizon?: number
  /** Act from day one, on the user's own word that no more than `harm` is to be expected. Marked wherever shown. */
  readonly accepted?: { readonly harm: number }
}

/** What happened; for log, webhook and page. */
export interface CertificateEvent {
  readonly key: string
  readonly id: string
  readonly from: CertificateState
  readonly to: CertificateState
  /** Index of the setting that is live from now on; −1: none. */
  readonly setting: number
  readonly reason: string
  readonly at: number
}

/** Everything the page and the CLI show. */
export interface CertificateView {
  readonly key: string
  readonly id: string
  readonly state: CertificateState
  readonly target: number
  readonly alpha: number
  readonly window: number
  readonly windowAlpha: number
  readonly since: number
  readonly horizon: number
  readonly accepted: number | undefined
  /** Live setting and the one under test, as values of the dial. */
  readonly setting: number | undefined
  readonly testing: number | undefined
  readonly settings: readonly {
    readonly setting: number
    readonly n: number
    readonly bound: number
    readonly mean: number
  }[]
  /** Bound of the live setting, or of the one under test. */
  readonly bound: number
  readonly n: number
  /** A/A pairs: how many, their rate, and its upper bound. */
  readonly floor: { readonly n: number; readonly mean: number; readonly upper: number } | undefined
  readonly sources: Readonly<Partial<Record<LabelSource, number>>>
  /** Units that wait for their conversation to end. */
  readonly waiting: number
  /** Evidence against the live setting; a breach at 1/windowAlpha. */
  readonly evidence: number
  /** [units, bound] of the setting that `bound` is of, at most 256 points. */
  readonly history: readonly (readonly [n: number, bound: number])[]
}

/** JSON; written after every change of state and now and then, labels since are replayed. */
export interface CertificateSnapshot {
  readonly version: 1
  /** Target, α, dial and kind of labels that it was taken with. */
  readonly promise: string
  readonly fingerprint: string
  /** Harm stated by the user; for readers of the file. */
  readonly accepted?: number
  readonly window: number
  readonly state: CertificateState
  readonly since: number
  readonly certified: number
  readonly ceiling: number
  readonly bounds: readonly (WealthState | ExcessState)[]
  readonly breaches: readonly BreachState[]
  readonly floor: WealthState
  readonly clusters: ClusterState
  readonly sources: Readonly<Partial<Record<LabelSource, number>>>
  /** Per setting. */
  readonly histories: readonly (readonly (readonly [number, number])[])[]
  /** Time of the last label or tick. */
  readonly now: number
}
