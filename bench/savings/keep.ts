/**
 * What was measured, in a file: rows that were measured now replace those of the same name, the others stay.
 * @module
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Bar, holds } from '../bars.ts'
import { barsOf, meansOf, type SavingsReport } from './report.ts'
import { recorded } from './workloads/recorded.ts'

export const resultsFile = new URL('results.json', import.meta.url)

export function readKept(): SavingsReport | undefined {
  if (!existsSync(resultsFile)) return undefined
  const kept = JSON.parse(readFileSync(resultsFile, 'utf8')) as SavingsReport
  return { ...kept, mean: meansOf(kept.rows) }
}

export function keep(report: SavingsReport): void {
  const now = new Set(report.rows.map(({ name }) => name))
  const old = readKept()?.rows.filter(({ name }) => !now.has(name)) ?? []
  const place = (name: string): number => recorded.findIndex((workload) => workload.name === name)
  const rows = [...old, ...report.rows].sort((a, b) => place(a.name) - place(b.name))
  const missing = report.missing.filter((name) => !rows.some((row) => row.name === name))
  const kept: SavingsReport = { ...report, rows, missing, mean: meansOf(rows) }
  // Whole or not at all: whoever stops a long run keeps what was there.
  const beside = `${fileURLToPath(resultsFile)}.new`
  writeFileSync(beside, `${JSON.stringify(kept, undefined, 1)}\n`)
  renameSync(beside, resultsFile)
}

/** Bars of what was kept, as they are wanted today. */
export function barsOfKept({
  rows,
}: SavingsReport): readonly (Bar & { readonly holds: boolean })[] {
  return rows
    .flatMap((row) => {
      const workload = recorded.find(({ name }) => name === row.name)
      return workload === undefined ? [] : barsOf(workload, row)
    })
    .map((bar) => ({ ...bar, holds: holds(bar) }))
}
