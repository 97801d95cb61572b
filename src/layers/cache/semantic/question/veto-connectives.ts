/**
 * The small words between, and what they do to the rest: or and and, before and when, one and several, need and may.
 * @module
 */
import type { Closeness } from './closeness.ts'
import type { Question, Veto, VetoKind } from './question.ts'
import { meet, sides } from './sets.ts'
import { type SmallWords, smallWordsOf } from './small-words.ts'
import { functionWords } from './tables/function-words.ts'

/** Share of common matter from which these words make another question. */
const enough = 0.5
const nearly = 0.75

export function vetoConnectives(
  a: Question,
  b: Question,
  { shared }: Closeness,
  vetoes: Veto[],
): void {
  const empty = a.content.length + b.content.length === 0 && alike(a, b)
  if (shared < enough && !empty) return
  const put = (kind: VetoKind, found: string | undefined): void => {
    if (found !== undefined) vetoes.push({ kind, words: found })
  }
  const [one, other] = [smallWordsOf(a), smallWordsOf(b)]
  put('quantifier', joined(one, other))
  put('order', timed(one, other))
  put('quantifier', counted(one, other) ?? counted(other, one) ?? few(one, other))
  if ((shared < nearly && !empty) || a.frame !== b.frame || a.frame !== 'yes-no') return
  if (one.duty !== other.duty && one.duty !== '' && other.duty !== '')
    put('tense', sides([one.duty], [other.duty]))
  if (
    (one.time === 'done' && other.time === 'to come') ||
    (one.time === 'to come' && other.time === 'done')
  )
    put('tense', 'done / to come')
}

/** Of no words of matter ("tip", "use"), one that both have. */
const alike = (a: Question, b: Question): boolean =>
  a.tokens.some(({ lower, stem }) => !functionWords.has(lower) && b.words.has(stem))

/** Kinds of time that are not each other; "when it ends" may well be after it. */
const apart = new Set(
  'before after,before when,before while,before until,after while,after until,until when,until while,unless when'.split(
    ',',
  ),
)
/** The same two with the other word between. */
function joined(a: SmallWords, b: SmallWords): string | undefined {
  for (const [pair, word] of a.pairs) {
    const other = b.pairs.get(pair)
    if (other !== undefined && other !== word) return sides([word], [other])
  }
  return undefined
}

/** The same behind "before" here and "when" there. */
function timed(a: SmallWords, b: SmallWords): string | undefined {
  for (const [head, mine] of a.moments) {
    const yours = b.moments.get(head)
    if (!yours || meet(mine, yours)) continue
    for (const one of mine) {
      for (const other of yours) {
        if (apart.has([one, other].sort().join(' '))) return sides([one, head], [other, head])
      }
    }
  }
  return undefined
}

/** One here, several there. */
function counted(a: SmallWords, b: SmallWords): string | undefined {
  for (const noun of a.one) {
    if (a.several.has(noun) || b.one.has(noun)) continue
    if (b.several.has(noun)) return sides(['one', noun], ['several', noun])
  }
  return undefined
}

function few(a: SmallWords, b: SmallWords): string | undefined {
  return meet(a.few, b.many) || meet(b.few, a.many) ? 'few / many' : undefined
}
