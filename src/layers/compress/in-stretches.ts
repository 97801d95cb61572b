/**
 * Work that pauses by itself, so that a call with much to read does not keep the others waiting.
 * @module
 */
import { setImmediate as breathe } from 'node:timers/promises'

/** Work that yields where it may be left for a while. */
export type Work<Result> = Generator<undefined, Result, undefined>

/** Milliseconds at a stretch. */
const longestStretch = 4

/** All of it now. */
export function atOnce<Result>(work: Work<Result>): Result {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}

/** All of it, the event loop free after 4 ms at a stretch. */
export async function inStretches<Result>(work: Work<Result>): Promise<Result> {
  let since = performance.now()
  let step = work.next()
  while (!step.done) {
    if (performance.now() - since > longestStretch) {
      await breathe()
      since = performance.now()
    }
    step = work.next()
  }
  return step.value
}
