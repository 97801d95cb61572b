/**
 * What `GET /farthing/api/proof` answers, and `farthing proof --json` prints: the shape that pages and scripts read.
 *
 * Money is exact dollars as decimal text, times are milliseconds since the epoch, rates and harms are shares (0.02 is
 * 2 %). What is not known yet is null, never left out.
 * @module
 */
import type { CertificateState } from './certificate-types.ts'
import type { LabelSource } from './labels/label.ts'

/** `GET api/proof`. */
export interface ProofReport {
  readonly at: number
  readonly rates: ProofRates
  /** What shadows and judges may still cost. */
  readonly budget: { readonly balance: string; readonly open: boolean }
  /** By layer, then route; feedback's own certificates after the ones they watch, segments last. */
  readonly certificates: readonly ProofCertificate[]
  readonly savings: ProofSavings
  /** Changes of state, the newest first, at most 100. */
  readonly events: readonly ProofEvent[]
}

export interface ProofRates {
  readonly holdout: number
  readonly shadow: number
  /** The rate while a certificate is young. */
  readonly young: number
  /** `provider/model`; null: no judge is asked. */
  readonly judge: string | null
  readonly verifier: boolean
}

export interface ProofCertificate {
  /** `layer/route`, `layer/route/segment`, or `layer/route/feedback`. */
  readonly key: string
  readonly layer: string
  readonly route: string
  /** Part of the route that it is about, as `model:gpt-5-mini`; null: all that has no certificate of its own. */
  readonly segment: string | null
  /** `shadow`: labels of answers run twice. `feedback`: what users said, live answers against holdouts. */
  readonly kind: 'shadow' | 'feedback'
  /** As it stands in decision records: `layer/route#window`. */
  readonly id: string
  readonly state: CertificateState
  /** Whether clients get the layer's results now. */
  readonly acting: boolean
  /** Harm stated by the user who let the layer act from day one; null: nobody did. Mark it wherever it is shown. */
  readonly accepted: number | null
  /** Excess harm that is promised not to be passed, and the chance that the promise is ever false. */
  readonly target: number
  readonly alpha: number
  /** Upper bound on the harm, now; the A/A floor is already taken off. 1 without labels. */
  readonly bound: number
  /** Units (conversations or calls) behind `bound`. */
  readonly units: number
  /** Mean harm of them, A/A floor not taken off. */
  readonly mean: number
  readonly waiting: number
  /** What the harm is measured against: rate of A/A pairs that differ. Null where labels are absolute. */
  readonly floor: { readonly units: number; readonly mean: number; readonly upper: number } | null
  readonly labels: 'excess' | 'judged' | 'absolute'
  readonly sources: Readonly<Partial<Record<LabelSource, number>>>
  readonly window: number
  readonly since: number
  readonly horizon: number
  /** Breached at 1: evidence against the live setting over what it takes. */
  readonly evidence: number
  /** Of a dial; one entry for a layer without one. */
  readonly settings: readonly {
    readonly value: number
    readonly units: number
    readonly bound: number
    readonly mean: number
    readonly live: boolean
    readonly testing: boolean
  }[]
  /** The line of the chart: [units, bound], at most 256 points. */
  readonly history: readonly (readonly [units: number, bound: number])[]
  /** How far it still is, if the harm stays as it looks; null where it is certified or cannot come. */
  readonly needed: ProofNeeded | null
}

export interface ProofNeeded {
  /** Labels still to come, and the calls in which they are drawn at `rate`. */
  readonly labels: number
  readonly calls: number
  readonly rate: number
  /** In words: `360 labels = 18,000 calls at 2 %`. */
  readonly words: string
}

/** Measured by holdouts, beside what the ledger books. Amounts are for one conversation. */
export interface ProofSavings {
  readonly units: number
  readonly holdouts: number
  /** Holdouts below which nothing is said. */
  readonly needed: number
  readonly measured: ProofInterval | null
  readonly claimed: string
  /** Claimed less measured: an interval above 0 says that the ledger claims too much. */
  readonly gap: ProofInterval | null
  readonly confidence: number
}

export interface ProofInterval {
  readonly mean: string
  readonly low: string
  readonly high: string
}

export interface ProofEvent {
  readonly key: string
  readonly id: string
  readonly from: CertificateState
  readonly to: CertificateState
  /** Value of the dial that is live from then on; null: the layer is off. */
  readonly setting: number | null
  readonly reason: string
  readonly at: number
}

/** `GET api/proof?certificate=layer/route`: one certificate and what lies behind it. */
export interface ProofDetail {
  readonly certificate: ProofCertificate
  /** Newest first, at most 100. */
  readonly samples: readonly ProofSample[]
  /** Pairs of the current window that were found worse, the worst first, at most 20. */
  readonly worst: readonly ProofSample[]
  readonly events: readonly ProofEvent[]
}

export interface ProofSample {
  /** Id of the call: its decision record is `/farthing/decisions/<call>`. */
  readonly call: string
  readonly conversation: string
  readonly arm: 'treated' | 'control'
  readonly setting: number
  readonly harm: number
  readonly source: LabelSource
  readonly probability: number
  readonly at: number
  /** Only where the route keeps text (`storeText`), and only of pairs that differ. */
  readonly text: ProofText | null
}

export interface ProofText {
  readonly question: string
  /** What the client got, and what the other arm said. */
  readonly safe: string
  readonly candidate: string
}
