/**
 * Which words of matter of one question the other does not account for, and what they do there.
 * @module
 */
import { synonymous } from './lexicon.ts'
import { oncePerQuestion } from './once-per-question.ts'
import { phrasesOf } from './phrases.ts'
import type { Frame, Question } from './question.ts'
import { misspelled } from './spelling.ts'
import { root, stem } from './stem.ts'
import { functionWords, vagueWords } from './tables/function-words.ts'
import { impliedBy, lightWords } from './tables/light-words.ts'
import { impliedBeside } from './tables/unsaid.ts'
import { smallNumbers, units } from './tables/numbers.ts'

/** Whether the word names a thing that the other side names by other words ("carry-on", "hand luggage"). */
export const namedBy = (word: string, from: Question, other: Question): boolean =>
  from.naming
    .get(word)
    ?.some(({ family, member }) => other.members.get(family)?.has(member) ?? false) ?? false

/** Whether the word is part of a phrase for which the other side has another ("get rid of", "remove"). */
export function saidBy(word: string, from: Question, other: Question): boolean {
  const lines = phrasesOf(from).sayingsOf.get(word)
  if (!lines) return false
  const { sayings } = phrasesOf(other)
  return lines.some((line) => sayings.has(line))
}

/** What a frame asks for without saying it: "how much" a price, "when" a day. */
const implied: ReadonlyMap<Frame, ReadonlySet<string>> = new Map(
  Object.entries({
    'how-much':
      'price cost fee amount number rate charge money earn percentage value worth total pay paid spend expensive due sum size high quantity count figure',
    'how-long': 'time duration length long period day week hour minute month business working',
    'how-many-days': 'soon time duration length long period business working',
    when: 'long date day time moment soon year month hour',
    where: 'place location spot country city address',
    who: 'person persons people name',
    why: 'reason cause',
  }).map(([frame, words]) => [frame as Frame, new Set(words.split(' ').map(stem))]),
)

/** Beside figures units are compared by themselves. */
const unitStems: ReadonlySet<string> = new Set([...units.keys()].map(stem))

/** "How much can I …?" asks for a limit. */
const isImplied = (word: string, { frame, mood }: Question): boolean =>
  implied.get(frame)?.has(word) === true ||
  (word === 'limit' && frame === 'how-much' && mood === 'can')

/** What kind of thing a code or id is. */
const kindsOfIds = new Set(
  'function method command keyword operator variable class module package library file option flag setting parameter error code message warning fault status signal light lamp alarm indicator number model version type part serial order case ticket request reference claim invoice booking reservation flight train bus gate seat room building branch policy contract loan account card customer member user id form document article section page item product tracking shipment parcel package wire transfer transaction payment'
    .split(' ')
    .map(stem),
)

/** "The function parse()", "error code E17": what kind of thing the code or id beside it is that both sides name. */
function labels(word: string, { tokens }: Question, other: Question): boolean {
  if (!kindsOfIds.has(word)) return false
  const at = tokens.findIndex((token) => token.stem === word)
  const named = tokens[at + 1]
  return (
    named !== undefined &&
    (other.codes.has(named.raw.replaceAll('`', '')) || other.ids.has(named.lower))
  )
}

const rootsOf = oncePerQuestion(({ content }): ReadonlySet<string> => new Set(content.map(root)))

/**
 * Stems of content words that the other side has in no form: not inflected, derived, misspelled, by a synonym or another
 * name. Numbers are compared by themselves.
 */
export function unaccounted(from: Question, other: Question): string[] {
  const rest = from.content.filter(
    (word) =>
      !other.words.has(word) &&
      !smallNumbers.has(word) &&
      !(other.numbers.length > 0 && unitStems.has(word)) &&
      !namedBy(word, from, other) &&
      !saidBy(word, from, other) &&
      !isImplied(word, other) &&
      !labels(word, from, other),
  )
  if (rest.length === 0) return rest
  const roots = rootsOf(other)
  return rest.filter(
    (word) =>
      !roots.has(root(word)) &&
      !other.content.some((known) => synonymous(word, known) || misspelled(word, known)),
  )
}

/** Of these words, those that go without saying only beside a word that both sides have ("submit", "fill" and a form). */
export const companions = (words: readonly string[], from: Question, other: Question): string[] =>
  unsaid(words, other).filter((word) => impliedBeside(word, from.words, other.words))

/** Of these words, those that neither fill the sentence only nor go without saying beside the other side's words. */
export const weighty = (words: readonly string[], from: Question, other: Question): string[] =>
  unsaid(words, other).filter((word) => !impliedBeside(word, from.words, other.words))

const unsaid = (words: readonly string[], other: Question): string[] =>
  words.filter((word) => !lightWords.has(word) && !impliedBy(word, other.words))

const markers = new Set(
  'for with without on in at by over during via through under from after before per against within between among across near inside outside since until till beyond despite'.split(
    ' ',
  ),
)
const skipped = /^(?:the|a|an|my|your|our|their|his|her|this|that|any|some|each|every|its)$/
/** "In the world", "in detail": said or not said, it is the same. */
const generic = new Set(
  'world life general detail order total advance end way case fact term time opinion mind short brief addition future past beginning start run point view moment present'.split(
    ' ',
  ),
)

/** The first of these words that stands behind a preposition: "… for students". */
export function condition({ tokens }: Question, words: readonly string[]): string | undefined {
  for (const [at, { lower }] of tokens.entries()) {
    if (!markers.has(lower)) continue
    let next = at + 1
    while (next < at + 4 && skipped.test(tokens[next]?.lower ?? '')) next += 1
    for (const token of tokens.slice(next, next + 2)) {
      if (token.kind !== 'word' || functionWords.has(token.lower)) break
      if (words.includes(token.stem) && !generic.has(token.lower)) return `${lower} ${token.lower}`
    }
  }
  return undefined
}

/** The first of these words that stands before a word of matter which both sides have: "express delivery". */
export function modifier(
  { tokens }: Question,
  other: Question,
  words: readonly string[],
): string | undefined {
  for (const [at, { kind, lower, stem }] of tokens.entries()) {
    const next = tokens[at + 1]
    if (kind !== 'word' || next?.kind !== 'word' || !words.includes(stem)) continue
    if (functionWords.has(next.lower) || vagueWords.has(next.lower)) continue
    if (other.words.has(next.stem)) return `${lower} ${next.lower}`
  }
  return undefined
}
