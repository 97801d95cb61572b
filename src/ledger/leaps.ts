/**
 * Whether the clock can be believed with what is old: a clock that is wrong by years would delete every call.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** How often a start of later finds the time that was seen last. */
const notedMs = hourMs

export interface LeapOptions {
  /** A clock that goes ahead by more at once has leapt, or the gateway stood still so long; a day where absent. */
  readonly mostLeapMs?: number
  readonly onProblem: (message: string) => void
}

/**
 * Answers whether the clock went without a leap for a day: for a day after one, nothing is deleted for its age, so that
 * there is time to mend the clock. Where it is mended, that is over at once. Call inside a transaction.
 */
export function createLeapWatch(
  database: DatabaseSync,
  options: LeapOptions,
): (now: number) => boolean {
  const { mostLeapMs = dayMs, onProblem } = options
  const read = database.prepare('SELECT value FROM meta WHERE name = ?')
  const write = database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  const value = (name: string): number | undefined => {
    const found = read.get(name)?.['value']
    return found === undefined || found === null ? undefined : Number(found)
  }
  let seen = value('clock')
  let noted = seen ?? -Infinity
  /** Until when nothing is deleted, and from when on: before that the clock was mended. */
  let held = { from: value('held_from') ?? 0, until: value('held_until') ?? 0 }
  const hold = (from: number, until: number): void => {
    held = { from, until }
    write.run('held_from', from)
    write.run('held_until', until)
  }
  return (now) => {
    const before = seen ?? now
    if (now - before > mostLeapMs) {
      hold(now, now + dayMs)
      const [was, is] = [before, now].map((at) => new Date(at).toISOString())
      onProblem(
        `The clock went from ${was} to ${is}. If it is right, nothing needs to be done; for a day no call is deleted for its age.`,
      )
    } else if (now < held.from - mostLeapMs) hold(0, 0)
    seen = now
    if (Math.abs(now - noted) >= notedMs) {
      noted = now
      write.run('clock', now)
    }
    return now >= held.until
  }
}
