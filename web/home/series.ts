/**
 * Sums by hour or day as columns for a chart, with the empty ones filled in.
 * @module
 */
import type { Summary } from '../api.ts'
import { parseMoney, toDollars } from '../money.ts'
import { paidOf } from './waterfall-rows.ts'

export interface Series {
  /** Seconds since the epoch, start of each step. */
  readonly at: number[]
  /** Dollars. */
  readonly paid: number[]
  readonly baseline: number[]
  readonly calls: number[]
  /** Seconds. */
  readonly step: number
}

/** A page as wide as a hand shows no more bars than this. */
const mostSteps = 400
const fewSteps = 8

/** Columns from `from`, or the first point, to `to`. At most 400, the newest. */
export function seriesOf({ from, to, series }: Pick<Summary, 'from' | 'to' | 'series'>): Series {
  const step = series.step === 'hour' ? 3600 : 86_400
  const byTime = new Map(
    series.points.map(({ name, totals }) => [Math.round(Date.parse(name) / 1000), totals]),
  )
  const last = Math.floor(to / 1000 / step) * step
  const begin = from === undefined ? 0 : floor(from / 1000, step)
  // A ledger younger than the window begins its chart with its first call; a few steps give the bars a measure.
  const first = Math.min(Math.max(begin, Math.min(...byTime.keys())), last - (fewSteps - 1) * step)
  const start = Math.max(first, last - (mostSteps - 1) * step)
  const result: Series = { at: [], paid: [], baseline: [], calls: [], step }
  for (let at = start; at <= last; at += step) {
    const totals = byTime.get(at)
    result.at.push(at)
    result.paid.push(totals === undefined ? 0 : toDollars(paidOf(totals)))
    result.baseline.push(totals === undefined ? 0 : toDollars(parseMoney(totals.baseline)))
    result.calls.push(totals?.calls ?? 0)
  }
  return result
}

function floor(value: number, step: number): number {
  return Math.floor(value / step) * step
}
