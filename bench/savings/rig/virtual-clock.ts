/**
 * Virtual time for everything in this process that asks `Date.now()`: a week of traffic runs in seconds, with the
 * lifetimes that providers' caches have.
 * @module
 */

/** A Monday morning; prices are those of that day. */
export const start = Date.UTC(2026, 10, 23, 9)

const real = Date.now
let now: number | undefined

/** Takes over `Date.now`. Answers how to give it back. */
export function holdTime(): () => void {
  now = start
  Date.now = () => now!
  return () => {
    now = undefined
    Date.now = real
  }
}

/** Moves to `at` milliseconds after the start. Time never goes back: a call that came meanwhile waits. */
export function moveTo(at: number): void {
  now = Math.max(now ?? start, start + at)
}

/** A new run begins. */
export function restart(): void {
  now = start
}
