/**
 * How far two questions share their words of matter, known synonyms counted as one.
 * @module
 */
import { saidBy, unaccounted } from './accounting.ts'
import { synonymous } from './lexicon.ts'
import type { Question } from './question.ts'

export interface Closeness {
  /** One side says all that the other says, and perhaps more: then what it says more is meant. */
  readonly insertion: boolean
  /** Both sides say the same of matter. */
  readonly equal: boolean
  /** Share of the shorter side's words of matter, figures, ids and pieces of code that the other has, 0..1. */
  readonly shared: number
  /** Words of matter of the first side that the second does not account for; worked out once. */
  left(): readonly string[]
  /** And of the second. */
  right(): readonly string[]
}

export function closenessOf(a: Question, b: Question): Closeness {
  const left = unmatched(a, b)
  const right = unmatched(b, a)
  const figures = commonFigures(a, b)
  const smaller = Math.max(1, Math.min(a.content.length, b.content.length) + figures)
  const common = Math.min(a.content.length - left, b.content.length - right) + figures
  return {
    insertion: left === 0 || right === 0,
    equal: left + right === 0,
    shared: common / smaller,
    left: once(() => unaccounted(a, b)),
    right: once(() => unaccounted(b, a)),
  }
}

function once<T>(work: () => T): () => T {
  let known: T | undefined
  return () => (known ??= work())
}

function unmatched(from: Question, other: Question): number {
  let count = 0
  for (const word of from.content) {
    if (
      !other.words.has(word) &&
      !saidBy(word, from, other) &&
      !other.content.some((known) => synonymous(word, known))
    )
      count += 1
  }
  return count
}

/** Those that differ veto by themselves. */
function commonFigures(a: Question, b: Question): number {
  let count = 0
  for (const code of a.codes) if (b.codes.has(code)) count += 1
  for (const id of a.ids) if (b.ids.has(id)) count += 1
  for (const value of new Set(a.numbers.map((number) => number.value)))
    if (b.numbers.some((other) => other.value === value)) count += 1
  return count
}
