/**
 * Who does it to whom: the same verb with its two sides exchanged, in the active or the passive voice, or the verb that
 * says it from the other side (to beat, to lose).
 * @module
 */
import { oncePerQuestion } from './once-per-question.ts'
import type { Question, Token } from './question.ts'
import { meet, sides } from './sets.ts'
import { stem } from './stem.ts'
import { functionWords } from './tables/function-words.ts'
import { whereAlike } from './where-alike.ts'

interface Deed {
  readonly verb: string
  readonly doer: ReadonlySet<string>
  readonly done: ReadonlySet<string>
  /** Behind the preposition that follows: "import A into B". */
  readonly aim: ReadonlySet<string>
}

/** Each does to the other what the other does to it. */
const mutual = new Set(
  'meet marry border compare match equal resemble differ relate connect combine mix pair fight date'
    .split(' ')
    .map(stem),
)
const converses: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  'beat defeat | lose',
  'employ hire | work',
  'teach | learn study',
  'own | belong',
  'precede | follow succeed',
].map((line) => {
  const [left = '', right = ''] = line.split(' | ')
  return [new Set(left.split(' ').map(stem)), new Set(right.split(' ').map(stem))] as const
})

export const vetoSubjects = whereAlike('order', (a, b) => {
  const others = deedsOf(b)
  for (const one of deedsOf(a)) {
    for (const other of others) {
      if (isExchanged(one, other) || isConverse(one, other))
        return sides([...one.doer, one.verb], [...other.doer, other.verb])
    }
  }
  return undefined
})

function isExchanged(one: Deed, other: Deed): boolean {
  return (
    one.verb === other.verb &&
    (swapped(one.doer, one.done, other.doer, other.done) ||
      swapped(one.done, one.aim, other.done, other.aim))
  )
}

type Words = ReadonlySet<string>

const swapped = (a: Words, b: Words, c: Words, d: Words): boolean =>
  meet(a, d) && meet(b, c) && !meet(a, c) && !meet(b, d)

function isConverse(one: Deed, other: Deed): boolean {
  return (
    meet(one.doer, other.doer) &&
    converses.some(
      ([left, right]) =>
        (left.has(one.verb) && right.has(other.verb)) ||
        (right.has(one.verb) && left.has(other.verb)),
    )
  )
}

/** More words than this on one side of a verb are no name. */
const widest = 4
/** Any word of matter may be a verb; what is none has no exchanged sides elsewhere. */
const mostDeeds = 24

const article = /^(?:a|an|the|my|your|our|their|his|her|its|any|some|all|each|every|this|that)$/
const being = /^(?:is|are|was|were|be|been|being|get|gets|got)$/
const preposition = /^(?:to|into|in|on|onto|from|for|with|at|of|before|after|over)$/
/** What says of a thing that another brings it about, whichever stands first. */
const causal = new Map(
  Object.entries({
    'lead to': true,
    'leads to': true,
    'result in': true,
    'results in': true,
    'cause of': true,
    'reason for': true,
    'source of': true,
    'result from': false,
    'results from': false,
    'come from': false,
    'comes from': false,
    'due to': false,
    'because of': false,
    'result of': false,
    'effect of': false,
    'consequence of': false,
    'symptom of': false,
    'sign of': false,
  }),
)

const deedsOf = oncePerQuestion(readDeeds)

function readDeeds({ tokens, content }: Question): Deed[] {
  const matter = new Set(content)
  const found: Deed[] = []
  let was = false
  for (let at = 0; at < tokens.length && found.length < mostDeeds; at++) {
    const { lower, stem: verb } = tokens[at]!
    was ||= being.test(lower)
    const next = tokens[at + 1]?.lower ?? ''
    const brings = causal.get(`${lower} ${next}`)
    if (brings !== undefined) {
      const before = chunk(tokens, at - 1, -1)
      const behind = chunk(tokens, at + 2, 1)
      const [doer, done] = brings ? [before, behind] : [behind, before]
      found.push({ verb: 'caus', doer, done, aim: none })
      continue
    }
    if (!matter.has(verb) || mutual.has(verb)) continue
    const before = chunk(tokens, at - 1, -1)
    if (next === 'by') {
      found.push({ verb, doer: chunk(tokens, at + 2, 1), done: before, aim: none })
      continue
    }
    const behind = chunk(tokens, at + 1, 1)
    const aim = aimOf(tokens, at + 1)
    // "Is A imported into B" says of A what "import A into B" does.
    const passive = was && /ed$|en$/.test(lower) && behind.size === 0
    if (before.size + behind.size + aim.size > 0) {
      found.push(
        passive
          ? { verb, doer: none, done: before, aim }
          : { verb, doer: before, done: behind, aim },
      )
    }
  }
  return found
}

const none: ReadonlySet<string> = new Set()

/** The words of matter next to a verb; articles, and towards the front what only says that it is, are skipped. */
function chunk(tokens: readonly Token[], from: number, step: 1 | -1): Set<string> {
  const words = new Set<string>()
  let at = from
  for (let word = tokens[at]?.lower; word !== undefined; word = tokens[at]?.lower) {
    if (!article.test(word) && !(step < 0 && being.test(word))) break
    at += step
  }
  for (; words.size < widest; at += step) {
    const token = tokens[at]
    if (!token || functionWords.has(token.lower)) break
    words.add(token.stem)
  }
  return words
}

/** What stands behind the first preposition within a few words. */
function aimOf(tokens: readonly Token[], from: number): Set<string> {
  for (let at = from; at < Math.min(tokens.length, from + widest + 1); at++) {
    if (preposition.test(tokens[at]!.lower)) return chunk(tokens, at + 1, 1)
    if (tokens[at]!.closes !== '') break
  }
  return new Set()
}
