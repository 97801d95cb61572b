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

/** A date, or a date and a time, the zone at its end; what is within bounds is for `Date` to say. */
const instant = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/i

/**
 * `24h` (that long ago), a date (its start) or an ISO time, in milliseconds since the epoch. UTC unless a zone is given,
 * as all days of a report are.
 * @throws CommandFailure with exit code 2
 */
export function readTime(text: string, now: number): number {
  const ago = /^(\d{1,6})([smhdw])$/.exec(text)
  if (ago) return now - Number(ago[1]) * units[ago[2]!]!
  const [, date = '', hour = '00:00', zone = 'Z'] = instant.exec(text) ?? []
  const day = Date.parse(`${date}T00:00Z`)
  const time = Date.parse(`${date}T${hour}${zone.toUpperCase()}`)
  // `Date` takes 31 February for 3 March.
  if (Number.isNaN(time) || new Date(day).toISOString().slice(0, 10) !== date)
    throw new CommandFailure(
      `\`${text}\` is no time. Expected 30m, 24h, 7d, 4w, a date such as 2026-11-01, or 2026-11-01T08:00 (UTC).`,
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
