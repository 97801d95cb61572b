/**
 * What a workload of the savings table is: where its data lies, what a call is, when it comes, how its quality is
 * scored. Quality is read off recorded outcomes (an answer key, later turns, labels), never off a model's opinion.
 * @module
 */
import type { BenchOptions } from '../bars.ts'
import type { Seller } from './rig/prompt.ts'
import type { Served, WorkloadCall } from './rig/run.ts'
import type { Share } from './quality.ts'

/** What the quality rule found in one run. */
export interface Quality {
  /** Of what the client as recorded had: the share that is still there. */
  readonly kept: Share
  /** Further figures by name, for the workload's notes and bars. */
  readonly also?: Readonly<Record<string, number>>
  /** Dollars for turns that an agent would have had to take again. */
  readonly extraDollars?: number
}

/** Scores one run, call by call. */
export interface Judge {
  see(served: Served): void
  result(): Quality
}

export interface Loaded {
  /** In order of time. */
  calls(seller: Seller): readonly WorkloadCall[]
  /** The same calls without the client's own cache markers, where it sets any: for orientation. */
  uncached?(seller: Seller): readonly WorkloadCall[]
  /** What the client sends where lossy layers may act, if that is something else than as recorded. */
  lossyCalls?(seller: Seller): readonly WorkloadCall[]
  judge(): Judge
  /** Traffic from before, by which a certificate is earned: other questions than those that are measured. */
  before?(seller: Seller): readonly WorkloadCall[]
  /** The answer key as proof's judge. */
  sameAnswer?(asked: string, kept: string): boolean | undefined
  /** Said beside the row. */
  readonly notes: readonly string[]
}

export interface WorkloadBar {
  readonly name: string
  readonly bar: number
  readonly good: 'at least' | 'at most'
  readonly unit: string
  /** undefined: not measured in this run. */
  value(row: RowFigures): number | undefined
}

/** What bars may look at; dollars of the first seller. */
export interface RowFigures {
  /** Shares saved against the client as recorded. */
  saved(
    arm: ArmName,
  ): { readonly input: number; readonly bill: number; readonly mean: number } | undefined
  /** Shares saved against the same client without its own markers. */
  savedOfUncached(arm: ArmName): { readonly input: number; readonly bill: number } | undefined
  quality(arm: ArmName): Quality | undefined
}

export type ArmName = 'safe' | 'learning' | 'certified' | 'max'

export interface Workload {
  readonly name: string
  readonly title: string
  /** Data, licence, how calls are made of it, what was tuned on it. */
  readonly what: string
  /** The quality rule in a sentence. */
  readonly rule: string
  /** Models other than the table's usual ones, by seller. */
  readonly models?: Partial<Readonly<Record<Seller['id'], string>>>
  readonly bars: readonly WorkloadBar[]
  /** undefined: its data is not there. */
  load(options: BenchOptions): Loaded | undefined
}

/** The bar that most workloads have: per cent of the input's dollars that are saved, once certified. */
export const inputSaved = (bar: number, name = 'saved'): WorkloadBar => ({
  name,
  bar,
  good: 'at least',
  unit: '% of input',
  value(row) {
    const share = row.saved('certified')?.input
    return share === undefined ? undefined : 100 * share
  },
})
