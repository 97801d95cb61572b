/**
 * Runs workloads and puts their results into one report.
 * @module
 */
import type { BenchOptions } from '../bars.ts'
import type { Dollars, Workload, WorkloadResult } from './workload.ts'

export interface SavingsRow extends WorkloadResult {
  readonly name: string
  readonly title: string
  readonly bar: Workload['bar']
  /** Shares saved in `safe`. */
  readonly saved: { readonly input: number; readonly bill: number; readonly against: number }
  readonly holds: boolean
}

export interface SavingsReport {
  readonly quick: boolean
  readonly node: string
  readonly rows: readonly SavingsRow[]
  /** Workloads whose data is not there. */
  readonly missing: readonly string[]
  /** Unweighted, over the rows. */
  readonly mean: { readonly input: number; readonly bill: number }
}

export function savingsReport(
  workloads: readonly Workload[],
  options: BenchOptions,
): SavingsReport {
  const rows: SavingsRow[] = []
  const missing: string[] = []
  for (const { name, title, bar, run } of workloads) {
    const result = run(options)
    if (!result) {
      missing.push(name)
      continue
    }
    const { baseline, uncached, modes } = result
    const input = 1 - modes.safe.input / baseline.input
    const against = 1 - modes.safe.input / (bar.against === 'baseline' ? baseline : uncached).input
    const saved = { input, bill: 1 - total(modes.safe) / total(baseline), against }
    rows.push({ ...result, name, title, bar, saved, holds: against >= bar.saved })
  }
  const mean = (pick: (row: SavingsRow) => number): number =>
    rows.reduce((sum, row) => sum + pick(row), 0) / Math.max(1, rows.length)
  return {
    quick: options.quick,
    node: process.version,
    rows,
    missing,
    mean: { input: mean(({ saved }) => saved.input), bill: mean(({ saved }) => saved.bill) },
  }
}

export function total({ input, output }: Dollars): number {
  return input + output
}
