/**
 * Durations and times of day in few characters.
 * @module
 */

/** `< 1 ms` where the clock was too coarse, `0.4 ms`, `340 ms`, `2.31 s`, `3 min`. */
export function shortDuration(ms: number): string {
  if (ms === 0) return '< 1 ms'
  if (ms < 1) return `${ms.toFixed(2)} ms`
  if (ms < 10) return `${ms.toFixed(1)} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 100_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
  return `${Math.round(ms / 60_000)} min`
}

const sameDay = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const otherDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' })

/** The time of day where it is today, else with its day. */
export function shortTime(at: number, now = Date.now()): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString()
  return (today ? sameDay : otherDay).format(at)
}

/** For hovering. */
export function fullTime(at: number): string {
  return whole.format(at)
}
