/**
 * Whose matter it is, and of how many: persons and quantifiers.
 * @module
 */
import type { Question, Veto } from './question.ts'
import { difference, sides } from './sets.ts'

const bounds = ['at least', 'at most', 'more than', 'less than', 'exactly', 'only', 'except']
const pairs = [
  ['all', 'some'],
  ['all', 'any'],
  ['all', 'none'],
  ['all', 'most'],
  ['some', 'none'],
  ['both', 'half'],
  ['all', 'half'],
  ['most', 'some'],
] as const

export function vetoWhom(a: Question, b: Question, vetoes: Veto[]): void {
  const relations = difference(related(a), related(b))
  if (relations) vetoes.push({ kind: 'principal', words: relations })
  else {
    const [left, right] = [owners(a), owners(b)]
    // "How do I find my …" and "how do you find your …" ask the same of anyone.
    if (left && right && left !== right && !(a.frame === 'how-to' && b.frame === 'how-to')) {
      vetoes.push({ kind: 'principal', words: sides([left], [right]) })
    }
  }
  if (a.quantifiers.size === 0 && b.quantifiers.size === 0) return
  const bounded = difference(pick(a), pick(b))
  const opposed = pairs.find(
    ([one, other]) =>
      (only(a, b, one) && only(b, a, other)) || (only(b, a, one) && only(a, b, other)),
  )
  if (bounded ?? opposed)
    vetoes.push({ kind: 'quantifier', words: bounded ?? opposed!.join(' / ') })
}

function related({ principals }: Question): Set<string> {
  const found = new Set<string>()
  for (const one of principals)
    if (one.startsWith('of ') || one === 'he' || one === 'she') found.add(one)
  return found
}

/** The one possessor that a question has; undefined for none or several. */
function owners({ principals }: Question): string | undefined {
  const found = ['my', 'your', 'their', 'our'].filter((one) => principals.has(one))
  return found.length === 1 ? found[0] : undefined
}

function pick({ quantifiers }: Question): Set<string> {
  return new Set(bounds.filter((bound) => quantifiers.has(bound)))
}

const only = (a: Question, b: Question, quantifier: string): boolean =>
  a.quantifiers.has(quantifier) && !b.quantifiers.has(quantifier)
