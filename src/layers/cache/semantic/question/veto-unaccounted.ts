/**
 * Words of matter that the other wording does not account for, where they narrow down what is asked.
 *
 * A word more or another word is another question, unless it only fills the sentence, goes without saying, or the other
 * side says it in other words. There is no exception for wordings that are far apart in other respects: of near pairs that
 * we judged and that scorer and all other vetoes let pass, such an exception saved 134 that are the same and 160 that are
 * not. What is wrongly reused costs more than what is asked anew.
 * @module
 */
import { companions, condition, weighty } from './accounting.ts'
import type { Closeness } from './closeness.ts'
import type { Question, Veto } from './question.ts'
import { meet, sides } from './sets.ts'
import { stem } from './stem.ts'

/** Share of common matter from which a difference in the rest is meant. */
const enough = 0.5
/** Below it the whole is said in other words, unless both speak of one named thing: then of that another thing is asked. */
const least = 0.3
/** With another frame as well, the whole may be another way to say it. */
const nearly = 0.75

export function vetoUnaccounted(
  a: Question,
  b: Question,
  closeness: Closeness,
  vetoes: Veto[],
): void {
  const { shared } = closeness
  if (shared < least && !shareName(a, b)) return
  const left = closeness.left()
  const right = closeness.right()
  const found =
    (shared >= enough ? conditions(a, b, left, right) : undefined) ??
    (shared >= nearly ? framed(a, b, left, right) : undefined) ??
    (shared >= 1 ? (defined(a, b, left, right) ?? defined(b, a, right, left)) : undefined) ??
    unmatched(a, b, left, right)
  if (found !== undefined) vetoes.push({ kind: 'substitution', words: found })
}

/** A figure, an id, a piece of code or a name that both have. */
const shareName = (a: Question, b: Question): boolean =>
  meet(a.ids, b.ids) ||
  meet(a.codes, b.codes) ||
  meet(a.entities, b.words) ||
  meet(b.entities, a.words) ||
  a.numbers.some(({ value }) => b.numbers.some((other) => other.value === value))

type Words = readonly string[]

/** A condition of one side ("for students"), and another of the other. */
function conditions(a: Question, b: Question, left: Words, right: Words): string | undefined {
  const one = condition(a, weighty(left, a, b))
  const other = one === undefined ? undefined : condition(b, weighty(right, b, a))
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

/** A word of weight on one side. */
function unmatched(a: Question, b: Question, left: Words, right: Words): string | undefined {
  const one = weighty(left, a, b)
  const other = weighty(right, b, a)
  if (one.length + other.length > 0) return sides(one, other)
  // What may be left out may not be put in another's place: who fills in a form need not submit it.
  const [mine, yours] = [companions(left, a, b), companions(right, b, a)]
  if (mine.length > 0 && yours.length > 0) return sides(mine, yours)
  const [who, whom] = [left.find(isPerson), right.find(isPerson)]
  return who !== undefined && whom !== undefined ? sides([who], [whom]) : undefined
}

/** They fill a sentence, but what members may, guests may not. */
const persons = new Set('member user reader owner holder visitor guest client'.split(' ').map(stem))
const isPerson = (word: string): boolean => persons.has(word)
