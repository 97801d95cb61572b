/**
 * Calendar windows in UTC.
 * @module
 */

export type Window = 'minute' | 'hour' | 'day' | 'month' | 'total'

const lengths = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Start and end, in milliseconds since the epoch, of the window that holds `at`; 'total' never ends. */
export function windowAt(
  window: Window,
  at: number,
): { readonly start: number; readonly end: number } {
  if (window === 'total') return { start: 0, end: Infinity }
  if (window === 'month') {
    const date = new Date(at)
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
    return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) }
  }
  const length = lengths[window]
  const start = at - (((at % length) + length) % length)
  return { start, end: start + length }
}
