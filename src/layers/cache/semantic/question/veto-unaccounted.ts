/**
 * Words of matter that the other wording does not account for, where they narrow down what is asked.
 *
 * Of labelled pairs of QQP that nothing else forbids, those with a condition on each side are other questions in 83 of
 * 100 cases (of all: 53). Of those that the shipped scorer lets pass as well (26 of 100), a word more of a thing to be
 * defined makes others of 66, another word in another frame of 44. A condition on one side alone, a word more at the end,
 * another word where an amount is asked, or a modifier more or other, are left to the verifier: they took one to five of
 * 27 banking paraphrases with them, or a fourteenth of all duplicates.
 * @module
 */
import { condition, unaccounted } from './accounting.ts'
import type { Closeness } from './closeness.ts'
import type { Question, Veto } from './question.ts'
import { sides } from './sets.ts'

/** Share of common matter from which a difference in the rest is meant. */
const enough = 0.5
/** With another frame as well, the whole may be another way to say it. */
const nearly = 0.75

export function vetoUnaccounted(
  a: Question,
  b: Question,
  { shared }: Closeness,
  vetoes: Veto[],
): void {
  if (shared < enough) return
  const left = unaccounted(a, b)
  const right = unaccounted(b, a)
  const found =
    conditions(a, b, left, right) ??
    (shared >= nearly ? framed(a, b, left, right) : undefined) ??
    (shared >= 1 ? (defined(a, b, left, right) ?? defined(b, a, right, left)) : undefined)
  if (found !== undefined) vetoes.push({ kind: 'substitution', words: found })
}

type Words = readonly string[]

/** A condition of one side ("for students"), and another of the other. */
function conditions(a: Question, b: Question, left: Words, right: Words): string | undefined {
  const one = condition(a, left)
  const other = one === undefined ? undefined : condition(b, right)
  return one === undefined || other === undefined ? undefined : sides([one], [other])
}

/** Frames that say the same in other words. */
const alike =
  /^(?:(?:what|which|definition|how-much) (?:what|which|definition|how-much)|how(?:-to)? how(?:-to)?)$/

/** Another word, and another kind of answer. */
function framed(a: Question, b: Question, left: Words, right: Words): string | undefined {
  const single = left.length === 1 && right.length === 1 && a.frame !== b.frame
  return single && !alike.test(`${a.frame} ${b.frame}`) ? sides(left, right) : undefined
}

/** "What is entropy?" and "What is entropy used for in coding?" */
function defined(short: Question, long: Question, none: Words, more: Words): string | undefined {
  const defines = short.frame === 'definition' && /^(?:definition|what)$/.test(long.frame)
  return defines && none.length === 0 && more.length === 1 ? sides([], more) : undefined
}
