/**
 * Times as a command line gives them.
 * @module
 */
import { CommandFailure, exitCodes } from './exit.ts'

const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/**
 * `24h` (that long ago), a date (its start, UTC) or an ISO time, in milliseconds since the epoch.
 * @throws CommandFailure with exit code 2
 */
export function readTime(text: string, now: number): number {
  const ago = /^(\d{1,6})([smhdw])$/.exec(text)
  if (ago) return now - Number(ago[1]) * units[ago[2]!]!
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time))
    throw new CommandFailure(
      `\`${text}\` is no time. Expected 30m, 24h, 7d, 4w, or a date such as 2026-11-01.`,
      exitCodes.usage,
    )
  return time
}

/** `--since` and `--until` as a query of the ledger takes them. */
export function readSpan(
  options: { readonly since?: string; readonly until?: string },
  now = Date.now(),
): { from?: number; to?: number } {
  return {
    ...(options.since === undefined ? {} : { from: readTime(options.since, now) }),
    ...(options.until === undefined ? {} : { to: readTime(options.until, now) }),
  }
}
