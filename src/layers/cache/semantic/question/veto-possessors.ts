/**
 * Whose it is: my warranty, your warranty, theirs; and whether the asker does it or the one asked, where that tells.
 *
 * "How do you clean your lens?" and "How do I clean my lens?" are one question: there "you" is anyone. It is not beside
 * an "I" ("How do I cancel your plan?"), nor without a deed of anyone ("How long is your warranty?").
 * @module
 */
import { synonymous } from './lexicon.ts'
import { oncePerQuestion } from './once-per-question.ts'
import type { Question } from './question.ts'
import { meet, sides } from './sets.ts'
import { stem } from './stem.ts'
import { whereAlike } from './where-alike.ts'

export const vetoPossessors = whereAlike(
  'principal',
  (a, b) => owners(a, b) ?? served(a, b) ?? served(b, a),
)

interface Owned {
  /** Each thing of someone, by the words of its name, and whose it is. */
  readonly things: ReadonlyMap<string, ReadonlySet<string>>
  /** What the one asked does for others, and what the asker does. */
  readonly yours: string | undefined
  readonly mine: string | undefined
}

function owners(a: Question, b: Question): string | undefined {
  const left = ownedOf(a).things
  if (left.size === 0) return undefined
  const right = ownedOf(b).things
  for (const [thing, mine] of left) {
    for (const [other, yours] of right) {
      if (synonymous(thing, other) && !meet(mine, yours)) return sides([...mine], [...yours])
    }
  }
  return undefined
}

const ownedOf = oncePerQuestion((question): Owned => ({
  things: readThings(question),
  yours: serviceOf(question, /^you$/),
  mine: serviceOf(question, /^(?:i|we)$/),
}))

const possessive = /^(?:my|our|your|their|his|her|one's)$/
/** Words of a thing's name that stand behind its owner. */
const longest = 3

function readThings(question: Question): Map<string, Set<string>> {
  const { tokens, content } = question
  const owned = new Map<string, Set<string>>()
  for (const [at, { lower }] of tokens.entries()) {
    if (!possessive.test(lower)) continue
    const owner = ownerOf(lower, question, at)
    for (let next = at + 1; next <= at + longest; next++) {
      const thing = tokens[next]
      if (!thing || thing.kind !== 'word' || !content.includes(thing.stem)) break
      const of = owned.get(thing.stem)
      if (of) of.add(owner)
      else owned.set(thing.stem, new Set([owner]))
      if (thing.closes !== '') break
    }
  }
  return owned
}

const first = /^(?:i|me|my|mine|we|us|our|ours)$/
const single = /^(?:i|me|my|mine)$/
const anyone = /^(?:someone|somebody|anyone|anybody|everyone|everybody|one|people|person)$/

/** Under "own" it belongs to whoever does what is asked about. */
function ownerOf(word: string, question: Question, at: number): string {
  const { tokens, frame } = question
  const says = (pattern: RegExp): boolean => tokens.some(({ lower }) => pattern.test(lower))
  if (word === 'my' || word === "one's") return 'own'
  if (word === 'your') return !says(first) && isAnyone(question) ? 'own' : 'your'
  if (word === 'our') return !says(single) && (says(/^we$/) || frame === 'how-to') ? 'own' : 'our'
  if (word === 'their') {
    // "Can members change their names?" speaks of the members.
    const before = tokens.slice(0, at)
    const named = before.some(
      ({ lower, stem }) =>
        anyone.test(lower) || (question.content.includes(stem) && /[^s]s$|people/.test(lower)),
    )
    return named ? 'own' : 'their'
  }
  return word
}

/** Whether "you" means anyone who does it: in "how do you", "how to", "should you". */
function isAnyone({ tokens, frame }: Question): boolean {
  if (frame === 'how-to') return true
  return tokens.some(({ lower }, at) => {
    if (lower !== 'you' && lower !== 'one') return false
    const before = tokens[at - 1]?.lower ?? ''
    return (
      /^(?:should|must)$/.test(before) ||
      (frame.startsWith('how') && /^(?:do|can|could|would|may)$/.test(before))
    )
  })
}

/** What a seller does, and his customers do not: "How much do you charge?" */
const services = new Set(
  'charge ship deliver offer refund provide accept supply stock retain employ'.split(' ').map(stem),
)

function served(a: Question, b: Question): string | undefined {
  const { yours } = ownedOf(a)
  if (yours === undefined || ownedOf(b).mine !== yours) return undefined
  // "How do you ship a piano?" may ask how anyone does.
  return /^how(?:-to)?$/.test(a.frame) || /^how(?:-to)?$/.test(b.frame) || a.frame === 'command'
    ? undefined
    : sides(['you', yours], ['i', yours])
}

const serviceOf = ({ tokens }: Question, who: RegExp): string | undefined =>
  tokens.find(({ stem }, at) => services.has(stem) && who.test(tokens[at - 1]?.lower ?? ''))?.stem
