/**
 * Whose matter it is, and of how many: persons and quantifiers.
 * @module
 */
import { weighty } from './accounting.ts'
import type { Closeness } from './closeness.ts'
import { synonymous } from './lexicon.ts'
import type { Question, Veto } from './question.ts'
import { difference, sides } from './sets.ts'

const bounds = ['at least', 'at most', 'more than', 'less than', 'exactly', 'only', 'except']
/** In another wording these may only stress. */
const loose = new Set(['only', 'except'])
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
/** Of much the same matter these never stand for each other, nor for none of them. */
const measures = [
  ['average', 'total'],
  ['average', 'median'],
  ['total', 'median'],
  ['highest', 'advised'],
  ['highest', 'usual'],
  ['highest', 'average'],
  ['advised', 'usual'],
  ['advised', 'average'],
] as const

export function vetoWhom(a: Question, b: Question, closeness: Closeness, vetoes: Veto[]): void {
  const { insertion, shared } = closeness
  const left = [...relations(a, b), ...gender(a, b)]
  const right = [...relations(b, a), ...gender(b, a)]
  if (left.length + right.length > 0) {
    vetoes.push({ kind: 'principal', words: sides(left, right) })
  } else {
    const [mine, yours] = [owner(a), owner(b)]
    // "How do I find my …" and "how do you find your …" ask the same of anyone.
    if (
      mine &&
      yours &&
      mine !== yours &&
      !a.frame.startsWith('how') &&
      !b.frame.startsWith('how')
    ) {
      vetoes.push({ kind: 'principal', words: sides([mine], [yours]) })
    }
  }
  if (a.quantifiers.size === 0 && b.quantifiers.size === 0) return
  const [one, other] = [pick(a, insertion), pick(b, insertion)]
  const bounded = insertion || (one.size > 0 && other.size > 0) ? difference(one, other) : undefined
  const whether = a.frame === 'yes-no' && b.frame === 'yes-no'
  const opposed = pairs.find(
    ([one, other]) =>
      (whether || one === 'both' || other === 'none' || (shared >= 1 && other === 'some')) &&
      ((only(a, b, one) && only(b, a, other)) || (only(b, a, one) && only(a, b, other))),
  )
  const measured = measures.find(
    ([one, other]) =>
      (only(a, b, one) && only(b, a, other)) || (only(b, a, one) && only(a, b, other)),
  )
  const few =
    shared >= 0.5 && (only(a, b, 'how few') || only(b, a, 'how few')) ? 'how few / -' : undefined
  const sweeping = shared >= 0.5 && (sweeps(a, b) || sweeps(b, a)) ? 'all / -' : undefined
  // Whether they may, and whether all of them may.
  const whole =
    whether &&
    shared >= 0.5 &&
    (only(a, b, 'all') || only(b, a, 'all')) &&
    weighty(closeness.left(), a, b).length + weighty(closeness.right(), b, a).length === 0
      ? 'all / -'
      : undefined
  const alone = shared >= 0.5 && (only(a, b, 'only') || only(b, a, 'only')) ? 'only / -' : undefined
  // Interest alone is asked for as a rate.
  const summed =
    shared >= 0.5 && (only(a, b, 'total') || only(b, a, 'total')) && isRate(a) && isRate(b)
      ? 'total / -'
      : undefined
  const found =
    summed ?? bounded ?? (opposed ?? measured)?.join(' / ') ?? few ?? sweeping ?? whole ?? alone
  if (found) {
    vetoes.push({ kind: 'quantifier', words: found })
  }
}

const isRate = ({ words }: Question): boolean => words.has('interest') || words.has('growth')

/** Relations of someone ("my husband") of whom the other side does not speak. */
function relations({ principals }: Question, other: Question): string[] {
  const found: string[] = []
  for (const one of principals) {
    if (!one.startsWith('of ')) continue
    const relation = one.slice(3)
    if (!other.words.has(relation) && !other.content.some((word) => synonymous(word, relation)))
      found.push(relation)
  }
  return found
}

/** He where the other side has she. */
function gender({ principals }: Question, other: Question): string[] {
  if (principals.has('he') && !principals.has('she')) return has(other, 'she', 'he') ? ['he'] : []
  return principals.has('she') && !principals.has('he') && has(other, 'he', 'she') ? ['she'] : []
}

/** The one possessor that a question has; undefined for none or several. */
function owner({ principals }: Question): string | undefined {
  const found = ['my', 'your', 'their'].filter((one) => principals.has(one))
  return found.length === 1 ? found[0] : undefined
}

function pick({ quantifiers }: Question, insertion: boolean): Set<string> {
  return new Set(
    bounds.filter((bound) => quantifiers.has(bound) && (insertion || !loose.has(bound))),
  )
}

const only = (a: Question, b: Question, quantifier: string): boolean =>
  a.quantifiers.has(quantifier) && !b.quantifiers.has(quantifier)

const has = ({ principals }: Question, one: string, other: string): boolean =>
  principals.has(one) && !principals.has(other)

/** "Do all countries border it?" against "Which countries border it?". */
function sweeps(a: Question, b: Question): boolean {
  return (
    a.frame === 'yes-no' &&
    b.frame !== 'yes-no' &&
    (only(a, b, 'all') || only(a, b, 'only') || only(a, b, 'both'))
  )
}
