/**
 * Words of matter that the other wording does not account for, where they narrow down what is asked.
 *
 * A word more or another word is another question, unless it only fills the sentence, goes without saying, or the whole
 * is said in other words. Of the near pairs that we judged and that all else lets pass this stops 100 of 128 others and
 * 94 of 170 that are the same; of such pairs of QQP 307 of 503 and 715 of 1,565. A word of weight is taken for meant although
 * a rewording brings one nearly as often: what is wrongly reused costs more than what is asked anew.
 * @module
 */
import { condition, unaccounted, weighty } from './accounting.ts'
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
    (shared >= 1 ? (defined(a, b, left, right) ?? defined(b, a, right, left)) : undefined) ??
    unmatched(a, b, left, right)
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

/** Words of common matter from which another form of question, or several other words, make another wording of it. */
const much = 4
const several = 3

/**
 * A word of weight on one side. Where much is common and the question is put in another form, or several words of both differ,
 * the verifier decides: real people reword long questions so (18 of 27 banking paraphrases pass, 8 without it).
 */
function unmatched(a: Question, b: Question, left: Words, right: Words): string | undefined {
  const one = weighty(left, b)
  const other = weighty(right, a)
  if (one.length + other.length === 0) return undefined
  const both = Math.min(a.content.length - left.length, b.content.length - right.length)
  const sided = one.length > 0 && other.length > 0
  const rephrased = sided && places(a, one) + places(b, other) >= several
  const reworded = both >= much && (rephrased || isReframed(a, b, sided))
  return reworded ? undefined : sides(one, other)
}

/** How many of these words stand apart: neighbours are one name ("sewing machine"). */
function places({ tokens }: Question, words: Words): number {
  let count = 0
  let inside = false
  for (const { stem } of tokens) {
    const here = words.includes(stem)
    if (here && !inside) count += 1
    inside = here
  }
  return count
}

const ways = /^how(?:-to)? how(?:-to)?$/
/** Between frames that say the same a word more is still a word more. */
function isReframed(a: Question, b: Question, sided: boolean): boolean {
  const frames = `${a.frame} ${b.frame}`
  return a.frame !== b.frame && !ways.test(frames) && (sided || !alike.test(frames))
}
