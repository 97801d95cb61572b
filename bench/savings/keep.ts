/**
 * What was measured, in a file: rows that were measured now replace those of the same name, the others stay.
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type Bar, holds } from '../bars.ts'
import { meansOf, type SavingsReport } from './report.ts'

export interface KeptReport extends SavingsReport {
  readonly bars: readonly (Bar & { readonly holds: boolean })[]
}

export const resultsFile = new URL('results.json', import.meta.url)

/** Rows stand in this order. */
const order = [
  'scenarios',
  'coding-agent',
  'tool-agent',
  'support-0',
  'support-10',
  'support-30',
  'rag',
  'long-chat',
  'ci-logs',
  'tool-choice',
]

export function readKept(): KeptReport | undefined {
  return existsSync(resultsFile)
    ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as KeptReport)
    : undefined
}

export function keep(report: SavingsReport, bars: readonly Bar[]): void {
  const before = readKept()
  const now = new Set(report.rows.map(({ name }) => name))
  const of = ({ name }: Bar): string => name.split(':')[0]!
  const rows = [...(before?.rows ?? []).filter(({ name }) => !now.has(name)), ...report.rows].sort(
    (a, b) => order.indexOf(a.name) - order.indexOf(b.name),
  )
  const kept: KeptReport = {
    ...report,
    rows,
    missing: report.missing.filter((name) => !rows.some((row) => row.name === name)),
    mean: meansOf(rows),
    bars: [
      ...(before?.bars ?? []).filter((bar) => !now.has(of(bar))),
      ...bars.map((bar) => ({ ...bar, holds: holds(bar) })),
    ].sort((a, b) => order.indexOf(of(a)) - order.indexOf(of(b))),
  }
  writeFileSync(resultsFile, `${JSON.stringify(kept, undefined, 1)}\n`)
}
