/**
 * What checks read from a question besides its facets, and not before one of them asks.
 * @module
 */
import type { Question } from './question.ts'

let slots = 0

/**
 * The same reading, made once for each question: one is compared with many. It lies at the question itself: a weak map
 * outside would keep it alive through young collections.
 */
export function oncePerQuestion<T extends object>(
  read: (question: Question) => T,
): (question: Question) => T {
  const slot = slots++
  return (question) => (question.readings[slot] ??= read(question)) as T
}
