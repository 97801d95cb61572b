/**
 * Who does it and whom it is done to, where one of them is the asker or the one asked: "who pays you", "whom do you pay",
 * "how do I bill", "how am I billed". Named sides are the matter of `veto-subjects.ts`.
 * @module
 */
import { oncePerQuestion } from './once-per-question.ts'
import type { Question, Token } from './question.ts'
import { sides } from './sets.ts'
import { isPastForm, stem } from './stem.ts'
import { auxiliaries } from './tables/frame-words.ts'
import { functionWords } from './tables/function-words.ts'
import { whereAlike } from './where-alike.ts'

export const vetoParticipants = whereAlike(
  'principal',
  (a, b) => exchanged(a, b) ?? taken(a, b) ?? taken(b, a) ?? kept(a, b) ?? kept(b, a),
)

/** Who does the deed, and whom it is done to: "i", "you", or neither. */
interface Deed {
  readonly doers: Set<string>
  readonly done: Set<string>
}
interface Deeds {
  /** By verb. */
  readonly deeds: ReadonlyMap<string, Deed>
  /** Who is kept from doing what. */
  readonly kept: readonly { readonly doer: Token; readonly verb: string }[]
}

const deedsOf = oncePerQuestion((question): Deeds => ({
  deeds: readDeeds(question),
  kept: readKept(question),
}))

const persons: ReadonlyMap<string, string> = new Map(
  Object.entries({ i: 'i', we: 'i', me: 'i', us: 'i', you: 'you' }),
)
const nominative = /^(?:i|we|you)$/
const accusative = /^(?:me|us|you)$/
const being = /^(?:am|is|are|was|were|be|been|being|get|gets|got|getting)$/
const between =
  /^(?:not|never|ever|also|just|still|have|has|had|been|be|being|will|would|can|could|do|did|to|get)$/
/** "To get registered" is to register. */
const reflexive = new Set(
  'register enrol enroll verify start certify subscribe divorce marry license insure qualify vaccinate connect dress engage involve prepare organise organize identify protect move'
    .split(' ')
    .map(stem),
)

function readDeeds({ tokens }: Question): Map<string, Deed> {
  const found = new Map<string, Deed>()
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word' || functionWords.has(token.lower)) continue
    const doer = doerOf(tokens, at)
    const undergoes = isPastForm(token.lower) ? sufferer(tokens, at) : undefined
    const next = tokens[at + 1]
    const object = next && token.closes === '' && accusative.test(next.lower) ? next.lower : ''
    // "The card you used": what stands behind "you" then is a verb of it.
    const isObject = object !== '' && !auxiliaries.has(tokens[at + 2]?.lower ?? '')
    if (doer === undefined && undergoes === undefined && !isObject) continue
    const deed = found.get(token.stem) ?? { doers: new Set(), done: new Set() }
    found.set(token.stem, deed)
    if (undergoes !== undefined) deed.done.add(undergoes)
    else if (doer !== undefined) deed.doers.add(doer)
    if (isObject) deed.done.add(persons.get(object)!)
  }
  return found
}

/** The person right before a verb; "you" behind another verb is its object. */
function doerOf(tokens: readonly Token[], at: number): string | undefined {
  const before = tokens[at - 1]
  if (!before || before.closes !== '' || !nominative.test(before.lower)) return undefined
  const opens = tokens[at - 2]
  if (before.lower === 'you' && opens && !auxiliaries.has(opens.lower) && !joins.test(opens.lower))
    return undefined
  return persons.get(before.lower)
}
const joins = /^(?:if|when|what|who|whom|which|that|how|why|where|and|or|before|after|once)$/

/** Whom a verb of the passive voice speaks of: "am I billed", "do I get billed". */
function sufferer(tokens: readonly Token[], at: number): string | undefined {
  if (reflexive.has(tokens[at]!.stem)) return undefined
  const before = tokens[at - 1]?.lower ?? ''
  if (nominative.test(before))
    return being.test(tokens[at - 2]?.lower ?? '') && before !== 'get'
      ? persons.get(before)
      : undefined
  if (!being.test(before)) return undefined
  // "Get paid leave": the leave is paid.
  const next = tokens[at + 1]
  if (before.startsWith('g') && next && !isGrammar(next)) return undefined
  for (let from = at - 2; from >= Math.max(0, at - 5); from--) {
    const { lower } = tokens[from]!
    if (nominative.test(lower)) return persons.get(lower)
    if (!between.test(lower)) return undefined
  }
  return undefined
}

const isGrammar = ({ lower }: Token): boolean =>
  /^(?:by|for|in|on|at|to|from|as|with|when|if|while|after|before|during|and|or|every|each|per|the|a|an|more|less|twice|until|without|because)$/.test(
    lower,
  )

/** One side does to the asker or the one asked what the other has them do. */
function exchanged(a: Question, b: Question): string | undefined {
  const left = deedsOf(a).deeds
  if (left.size === 0) return undefined
  const right = deedsOf(b).deeds
  for (const [verb, one] of left) {
    const other = right.get(verb)
    if (!other) continue
    for (const who of ['i', 'you']) {
      const does = one.doers.has(who) && other.done.has(who)
      const undergoes = one.done.has(who) && other.doers.has(who)
      if (does && !one.done.has(who) && !other.doers.has(who))
        return sides([who, verb], [verb, who])
      if (undergoes && !one.doers.has(who) && !other.done.has(who))
        return sides([who, verb], [verb, who])
    }
  }
  return undefined
}

/** "May my coach read my diary?" and "May I read my coach's diary?" */
function taken(from: Question, other: Question): string | undefined {
  for (const [verb, { doers, done }] of deedsOf(from).deeds) {
    if (!doers.has('i') || done.size > 0) continue
    const at = other.tokens.findIndex((token) => token.stem === verb)
    const doer = other.tokens[at - 1]
    if (!doer || !people.test(doer.lower) || deedsOf(other).deeds.get(verb)?.doers.has('i'))
      continue
    const start = from.tokens.findIndex((token) => token.stem === verb)
    const owner = from.tokens.findIndex(({ lower }, i) => i > start && lower === doer.lower)
    const owned = from.tokens[owner + 1]
    if (owner > 0 && owned && from.content.includes(owned.stem))
      return sides(['i', verb], [doer.lower, verb])
  }
  return undefined
}

/** Who may do what the asker does. */
const people =
  /^(?:boss|manager|supervisor|employers?|employees?|landlord|tenants?|roommate|flatmate|neighbou?rs?|husband|wife|spouse|partner|ex|sons?|daughters?|child|children|kids?|parents?|mother|father|mom|mum|dad|brother|sister|friends?|teacher|tutor|coach|doctor|nurse|dentist|lawyer|accountant|bank|insurer|company|school|students?|patients?|clients?|customers?|guests?|colleagues?|coworkers?|staff|workers?|contractor|agent|seller|buyer|police|government|dogs?|cats?|pets?)$/

const hindering = new Set('stop keep prevent block discourage ban restrain'.split(' ').map(stem))

/** "Keep my cat from biting" and "keep biting my cat". */
function kept(from: Question, other: Question): string | undefined {
  for (const { doer, verb } of deedsOf(from).kept) {
    const found = other.tokens.findIndex((token) => token.stem === verb)
    if (found < 1 || other.tokens[found - 1]!.lower === 'from') continue
    const next = other.tokens[found + 1]
    const object = /^(?:a|an|the|my|our|your)$/.test(next?.lower ?? '')
      ? other.tokens[found + 2]
      : next
    if (object?.stem === doer.stem && other.tokens[found - 1]!.stem !== doer.stem)
      return sides([doer.lower, verb], [verb, doer.lower])
  }
  return undefined
}

function readKept({ tokens }: Question): { doer: Token; verb: string }[] {
  const found: { doer: Token; verb: string }[] = []
  for (let at = 3; at < tokens.length; at++) {
    const { lower, stem: verb } = tokens[at]!
    if (!lower.endsWith('ing') || tokens[at - 1]!.lower !== 'from') continue
    if (tokens.slice(0, at).some((token) => hindering.has(token.stem)))
      found.push({ doer: tokens[at - 2]!, verb })
  }
  return found
}
