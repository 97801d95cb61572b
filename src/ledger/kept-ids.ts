/**
 * Ids of a ledger that new calls must not have.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { callTime, firstNumber, takeCallIds } from './call-id.ts'

/** Calls that are so far ahead of the clock were written under one that was wrong, or is wrong now. */
const aheadMs = 60_000

/**
 * Keeps the ids of new calls off those that the ledger holds. Where some are ahead of the clock, that is told, and new
 * calls get the clock's own time: else what they cost would be booked to a day that is still to come.
 */
export function keepCallIds(
  database: DatabaseSync,
  now: number,
  onProblem: (message: string) => void,
): void {
  const bound = firstNumber(now + aheadMs)
  const either = (which: 'min' | 'max', test: string, none: number): number => {
    const of = ['SELECT id FROM calls WHERE id', 'SELECT call FROM attempts WHERE call'].map(
      (select) =>
        database
          .prepare(`${select} ${test} ORDER BY 1 ${which === 'max' ? 'DESC' : ''} LIMIT 1`)
          .get(bound),
    )
    const found = of.flatMap((row) => (row === undefined ? [] : Number(Object.values(row)[0])))
    return Math[which](none, ...found)
  }
  takeCallIds(0, either('max', '<= ?', 0))
  const first = either('min', '> ?', Infinity)
  if (first === Infinity) return
  const last = either('max', '> ?', 0)
  takeCallIds(first, last)
  const [clock, newest] = [now, callTime(last)].map((at) => new Date(at).toISOString())
  onProblem(
    `The ledger holds calls of up to ${newest}, and the clock says ${clock}: it is behind now, or was ahead when they were written. New calls are booked to the clock's time; check it.`,
  )
}
