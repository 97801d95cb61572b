/**
 * Small words that turn a verb: "rent" and "rent out", "sign in" and "sign up", "report a user" and "report to a user".
 * @module
 */
import { oncePerQuestion } from './once-per-question.ts'
import type { Token } from './question.ts'
import { sides } from './sets.ts'
import { functionWords } from './tables/function-words.ts'
import { particlesOf, prepositionsOf, strong } from './tables/particles.ts'
import { whereAlike } from './where-alike.ts'

export const vetoParticles = whereAlike('action', (a, b) => {
  const left = usesOf(a)
  if (left.length === 0) return undefined
  const right = usesOf(b)
  return turned(left, right, 'particle') ?? turned(left, right, 'preposition')
})

/** A verb of the tables, and what follows it. */
interface Use {
  readonly verb: string
  /** '-' for none. */
  readonly particle: string
  readonly preposition: string
  /** The word of matter behind the preposition, or right behind the verb. */
  readonly head: string
}

const usesOf = oncePerQuestion(({ tokens }): readonly Use[] => {
  const found: Use[] = []
  for (const [at, { kind, stem }] of tokens.entries()) {
    if (kind !== 'word' || !(particlesOf.has(stem) || prepositionsOf.has(stem))) continue
    if (isVerb(tokens, at)) found.push(...uses(tokens, at))
  }
  return found
})

/** "The fur trade", "my clock", "cuttings": no verbs. Behind "by" and the like it is one in -ing. */
function isVerb(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  if (!before || before.closes !== '') return true
  if (determiner.test(before.lower) || !functionWords.has(before.lower)) return false
  return (
    before.lower === 'to' || !prepositions.has(before.lower) || tokens[at]!.lower.endsWith('ing')
  )
}

const determiner =
  /^(?:the|a|an|my|your|our|their|his|her|its|this|that|these|those|some|any|all|each|every|no)$/
const object = /^(?:it|them|this|that|me|you|him|her|us)$/
const prepositions = new Set(
  'to from on in at into for with without about of over under after against by via through within like past off across between'.split(
    ' ',
  ),
)
/** Words between a verb and what belongs to it. */
const widest = 5

function* uses(tokens: readonly Token[], at: number): Generator<Use> {
  const verb = tokens[at]!.stem
  const { particle, end } = particleOf(tokens, at)
  const preposition = prepositionsOf.has(verb)
  if (particle === unsure) return
  if (particle !== '-' || !preposition) return yield { verb, particle, preposition: '', head: '' }
  if (tokens[at]!.closes !== '') return yield { verb, particle, preposition: '', head: '' }
  // An object right behind it, and every preposition of the clause.
  const direct = headAt(tokens, end + 1)
  if (direct !== undefined) yield { verb, particle, preposition: '-', head: direct }
  for (let next = end + 1; next <= Math.min(at + widest, tokens.length - 1); next++) {
    const { lower, closes } = tokens[next]!
    if (prepositions.has(lower)) {
      const head = headAt(tokens, next + 1)
      if (head !== undefined) yield { verb, particle, preposition: lower, head }
      return
    }
    if (closes !== '') break
  }
  yield { verb, particle, preposition: '', head: '' }
}

/** The word of matter that opens a phrase. */
function headAt(tokens: readonly Token[], from: number): string | undefined {
  let at = from
  while (determiner.test(tokens[at]?.lower ?? '')) at += 1
  const head = tokens[at]
  return head && !functionWords.has(head.lower) ? head.stem : undefined
}

/** What may be either matches nothing. */
const unsure = '?'

/** "In the 1990s", "in 2024". */
const isDate = (tokens: readonly Token[], at: number): boolean =>
  /^\d/.test(tokens[determiner.test(tokens[at]?.lower ?? '') ? at + 1 : at]?.lower ?? '')

/** The particle right behind the verb, or behind its object ("turn the heating on"); and where it stands. */
function particleOf(tokens: readonly Token[], at: number): { particle: string; end: number } {
  const verb = tokens[at]!
  const turns = particlesOf.get(verb.stem)
  if (!turns || verb.closes !== '') return { particle: '-', end: at }
  const next = tokens[at + 1]?.lower ?? ''
  const sure = !/^(?:in|on|over|by)$/.test(next) || strong.has(`${verb.stem} ${next}`)
  if (turns.has(next)) {
    const isParticle = sure ? !isDate(tokens, at + 2) : endsPhrase(tokens, at + 1)
    return isParticle ? { particle: next, end: at + 1 } : { particle: unsure, end: at }
  }
  for (let place = at + 1; place <= Math.min(at + widest, tokens.length - 1); place++) {
    const { lower } = tokens[place]!
    if (turns.has(lower) && place > at + 1 && endsPhrase(tokens, place))
      return { particle: lower, end: place }
    if (tokens[place]!.closes !== '') break
    if (determiner.test(lower) || (object.test(lower) && place === at + 1)) continue
    if (functionWords.has(lower)) break
  }
  return { particle: '-', end: at }
}

/** Nothing that it would be the preposition of stands behind it. */
function endsPhrase(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  if (!next || tokens[at]!.closes !== '') return true
  return functionWords.has(next.lower) && !determiner.test(next.lower) && !object.test(next.lower)
}

/** A verb that both have, and nowhere with the same word behind it. */
function turned(
  left: readonly Use[],
  right: readonly Use[],
  what: 'particle' | 'preposition',
): string | undefined {
  const table = what === 'particle' ? particlesOf : prepositionsOf
  for (const one of left) {
    const groups = table.get(one.verb)
    if (!groups) continue
    const group = (use: Use): number | undefined =>
      groups.get(use[what]) ?? (what === 'particle' ? alone : undefined)
    const mine = group(one)
    if (mine === undefined) continue
    const others = right.filter(
      ({ verb, head }) => verb === one.verb && (what === 'particle' || head === one.head),
    )
    if (others.length === 0) continue
    const again = left.filter(({ verb }) => verb === one.verb)
    const alike = others.some((other) => group(other) === mine)
    const other = others.find((use) => {
      const yours = group(use)
      return yours !== undefined && !again.some((use) => group(use) === yours)
    })
    if (!alike && other) return sides([one.verb, one[what]], [one.verb, other[what]])
  }
  return undefined
}

/** The group of a verb without a particle, where the table names it in none. */
const alone = -1
