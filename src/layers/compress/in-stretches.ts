/**
 * Work that pauses by itself, so that a call with much to read does not keep the others waiting.
 * @module
 */
import { setImmediate as breathe } from 'node:timers/promises'

/** Work that yields where it may be left for a while. */
export type Work<Result> = Generator<undefined, Result, undefined>

/** Milliseconds at a stretch. */
const longestStretch = 4

/** Work that looks at the time by itself, where it may be left for a while. */
export interface Stretch {
  /** It has gone on long enough. */
  readonly over: boolean
  /** Lets the others have their turn; a new stretch begins. */
  pause(): Promise<void>
}

export function startStretch(most = longestStretch): Stretch {
  let since = performance.now()
  return {
    get over() {
      return performance.now() - since > most
    },
    async pause() {
      await breathe()
      since = performance.now()
    },
  }
}

/** All of it now. */
export function atOnce<Result>(work: Work<Result>): Result {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}

/** All of it, the event loop free after 4 ms at a stretch. */
export async function inStretches<Result>(work: Work<Result>): Promise<Result> {
  const stretch = startStretch()
  let step = work.next()
  while (!step.done) {
    if (stretch.over) await stretch.pause()
    step = work.next()
  }
  return step.value
}
