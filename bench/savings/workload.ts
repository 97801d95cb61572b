/**
 * What a workload of the savings table is.
 * @module
 */
import type { BenchOptions } from '../bars.ts'

/** US dollars. */
export interface Dollars {
  readonly input: number
  /** Output at the length stated; layers that leave it alone bill it alike. */
  readonly output: number
}

/** Results by way of running: the client as recorded, then what the layers do in each mode. */
export interface WorkloadResult {
  readonly calls: number
  /** The client as recorded, billed by the same sandbox. */
  readonly baseline: Dollars
  /** Without any caching: for orientation, never the headline. */
  readonly uncached: Dollars
  readonly modes: {
    readonly safe: Dollars
    /** undefined: no layer of that mode runs on it yet. */
    readonly balanced?: Dollars
    readonly max?: Dollars
  }
  /** What each layer alone makes of it, and all but it. */
  readonly layers: Readonly<Record<string, { readonly alone: Dollars; readonly without: Dollars }>>
  /** Kept, of the baseline's quality, with a 95 % interval. `unchanged`: the model reads the same bytes. */
  readonly quality:
    | 'unchanged'
    | { readonly kept: number; readonly low: number; readonly high: number; readonly n: number }
  /** Loss of the conversation that lost most, in dollars; 0: none lost. */
  readonly worstConversation: number
  /** Said beside the row: data, tuning, what is made up. */
  readonly notes: readonly string[]
}

export interface Workload {
  readonly name: string
  readonly title: string
  /** Bar: share of the baseline's input dollars, or of the uncached ones, that `safe` must save. */
  readonly bar: { readonly against: 'baseline' | 'uncached'; readonly saved: number }
  /** undefined: its data is not there. */
  readonly run: (options: BenchOptions) => WorkloadResult | undefined
}
