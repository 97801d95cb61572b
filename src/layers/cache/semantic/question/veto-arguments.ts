/**
 * The same parts in each other's place where a small word between says which is which: "A from B", "the ratio of A to B",
 * "10 of 50", also where the parts are letters, figures or several words.
 * @module
 */
import { findExchange } from './exchange.ts'
import { oncePerQuestion } from './once-per-question.ts'
import type { Question, Token } from './question.ts'
import { sides } from './sets.ts'
import { stem } from './stem.ts'
import { functionWords } from './tables/function-words.ts'
import { whereAlike } from './where-alike.ts'

export const vetoArguments = whereAlike(
  'order',
  (a, b) => placed(a, b) ?? placed(b, a) ?? exchanged(a, b),
)

interface Parts {
  /** Every part: a phrase of matter, figures and letters. */
  readonly parts: ReadonlySet<string>
  /** Preposition → the parts behind it. */
  readonly behind: ReadonlyMap<string, readonly string[]>
  /** Stems, articles left out. */
  readonly plain: readonly string[]
  /** Those of them that are no words of grammar. */
  readonly matter: ReadonlySet<string>
  /** Both orders ask the same. */
  readonly symmetric: boolean
}

const partsOf = oncePerQuestion(readParts)

const symmetric =
  /^(?:and|or|vs|versus|between|compare|compared|comparing|comparison|differ|differs|differ|difference|differences|distinguish|distance|far|multiply|multiplied|times|plus|swap|add)$/
const directed = /^(?:from|to|into|by|than|with|over|onto|per|for|of|as|minus)$/
/** With these "with" says what comes in the other's place, or into or over it. */
const covering = new Set(
  'replace substitute fill cover overwrite wrap coat stuff load prefix suffix prepend append line feed supply pay treat'
    .split(' ')
    .map(stem),
)
/** With these "for" does. */
const exchanging = new Set('substitute exchange mistake trade replace swap'.split(' ').map(stem))
/** "Of" one of these says which is counted and which it is held against. */
const shares =
  /^(?:ratio|proportion|percentage|percent|share|fraction|quotient|power|multiple|odds)$/
/** Words of a part. */
const longest = 3

function readParts({ tokens }: Question): Parts {
  const parts = new Set<string>()
  const behind = new Map<string, string[]>()
  const plain: string[] = []
  const matter = new Set<string>()
  const has = (words: ReadonlySet<string>): boolean => tokens.some(({ stem }) => words.has(stem))
  const counts = tokens.some(({ lower, raw }) => shares.test(lower) || raw.endsWith('%'))
  const points = (marker: string): boolean =>
    directed.test(marker) &&
    (marker !== 'with' || has(covering)) &&
    (marker !== 'for' || has(exchanging)) &&
    (marker !== 'of' || counts) &&
    marker !== 'as'
  let marker = ''
  let part: string[] = []
  // "To email a friend": what has an object is a verb.
  const close = (isVerb = false): void => {
    if (part.length > 0) {
      const name = part.join(' ')
      // A verb may have grown to it: "subtract column B".
      for (let from = 0; from < part.length; from++) parts.add(part.slice(from).join(' '))
      if (points(marker) && !isVerb) behind.set(marker, [...(behind.get(marker) ?? []), name])
      marker = ''
    }
    part = []
  }
  for (const token of tokens) {
    const { lower, closes } = token
    if (isPart(token)) {
      const word = isLetter(token) ? token.raw : token.stem.replace('%', '')
      part.push(word)
      plain.push(word)
      matter.add(word)
      if (part.length === longest) close()
    } else {
      const article = /^(?:a|an|the)$/.test(lower)
      close(marker === 'to' && (article || owner.test(lower)))
      if (!article) plain.push(lower)
      if (directed.test(lower)) marker = lower
      else if (!article) marker = ''
    }
    if (closes !== '') close()
  }
  close()
  return {
    parts,
    behind,
    plain,
    matter,
    symmetric: tokens.some(({ lower }) => symmetric.test(lower)),
  }
}

const owner = /^(?:my|your|our|their|his|her|its|this|that|these|those|it|them|me|us|you)$/

const isPart = (token: Token): boolean =>
  isLetter(token) || (token.kind !== 'word' ? true : !functionWords.has(token.lower))

/** "A" is a letter where nothing but its name calls for the capital. */
const isLetter = ({ raw, opens }: Token): boolean => /^[A-HJ-Z]$/.test(raw) && !opens

/** Both have both parts, and where one has the first behind "from", the other has the second. */
function placed(a: Question, b: Question): string | undefined {
  const [one, other] = [partsOf(a), partsOf(b)]
  if (one.behind.size === 0 || one.symmetric || other.symmetric) return undefined
  for (const [marker, mine] of one.behind) {
    const yours = other.behind.get(marker)
    if (!yours) continue
    for (const part of mine) {
      if (yours.includes(part) || !other.parts.has(part)) continue
      const found = yours.find((name) => one.parts.has(name) && !mine.includes(name))
      if (found !== undefined) return sides([marker, part], [marker, found])
    }
  }
  return undefined
}

/** The very same words, but two parts in each other's place, with a word of direction or matter between. */
function exchanged(a: Question, b: Question): string | undefined {
  const [one, other] = [partsOf(a), partsOf(b)]
  if (one.symmetric || other.symmetric) return undefined
  const found = findExchange(one.plain, other.plain)
  if (!found) return undefined
  const moved = [...found.one, ...found.other]
  const matters = moved.every((word) => one.matter.has(word))
  const points = found.between.some((word) => directed.test(word) || one.matter.has(word))
  const joins =
    found.between.includes('with') && !one.behind.has('with') && !other.behind.has('with')
  return matters && points && !joins ? sides(found.one, found.other) : undefined
}
