/**
 * A script of faults: each call takes the next one. Filled by tests in process or by `POST /sandbox/faults`.
 * @module
 */
import type { Directive } from './directive.ts'

export interface FaultQueue {
  /** Adds directives, each for its `times` calls (default 1). An empty object lets a call pass. */
  push(...directives: readonly Directive[]): void
  take(): Directive | undefined
  clear(): void
  readonly length: number
}

export function createFaultQueue(): FaultQueue {
  let queue: { directive: Directive; left: number }[] = []
  return {
    push(...directives) {
      for (const directive of directives) queue.push({ directive, left: directive.times ?? 1 })
    },
    take() {
      const first = queue[0]
      if (first === undefined) return undefined
      if (--first.left <= 0) queue.shift()
      return first.directive
    },
    clear() {
      queue = []
    },
    get length() {
      return queue.reduce((sum, entry) => sum + entry.left, 0)
    },
  }
}
