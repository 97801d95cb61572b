/**
 * How many calls may be open at a provider; the next ones wait in the order in which they came.
 * @module
 */
import { FarthingError } from '../errors.ts'

interface Waiter {
  readonly enter: () => void
  readonly signal: AbortSignal
  readonly leave: () => void
}

/** Open calls of one provider. */
export interface Limit {
  /** A place at once, or undefined where it has to be waited for. */
  tryEnter(): boolean
  /** Waits for a place. Rejects with the signal's reason, or `overloaded` where too many wait. */
  enter(signal: AbortSignal): Promise<void>
  /** Gives a place back; exactly once for each that was got. */
  leave(): void
  readonly open: number
  readonly waiting: number
}

/** @param mostWaiting calls that may wait; the next is refused. */
export function createLimit(most: number, mostWaiting = 4 * most): Limit {
  let open = 0
  // A Set keeps the order and lets whoever gives up leave from the middle.
  const queue = new Set<Waiter>()
  return {
    tryEnter() {
      if (open >= most) return false
      open++
      return true
    },
    enter(signal) {
      if (signal.aborted) return Promise.reject(signal.reason as Error)
      if (open < most) {
        open++
        return Promise.resolve()
      }
      if (queue.size >= mostWaiting) {
        return Promise.reject(new FarthingError('overloaded', { limit: most }))
      }
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          enter: resolve,
          signal,
          leave: () => {
            queue.delete(waiter)
            reject(signal.reason as Error)
          },
        }
        queue.add(waiter)
        signal.addEventListener('abort', waiter.leave, { once: true })
      })
    },
    leave() {
      const next = queue.values().next()
      if (next.done === true) {
        open--
        return
      }
      queue.delete(next.value)
      next.value.signal.removeEventListener('abort', next.value.leave)
      next.value.enter()
    },
    get open() {
      return open
    },
    get waiting() {
      return queue.size
    },
  }
}
