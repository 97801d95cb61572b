/**
 * Removes what is over its time, a few with each answer that comes: no timer, and never all of them at once.
 * @module
 */
import type { Kept } from './kept.ts'

/** Answers looked at with each that comes. */
const atOnce = 4

export function createSweep(
  all: ReadonlyMap<number, Kept>,
  remove: (kept: Kept) => void,
): (now: number) => void {
  let rest = all.values()
  return (now) => {
    for (let count = 0; count < atOnce; count++) {
      const next = rest.next()
      if (next.done) {
        rest = all.values()
        return
      }
      if (next.value.expiresAt <= now) remove(next.value)
    }
  }
}
