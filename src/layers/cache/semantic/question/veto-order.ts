/**
 * The same words with their parts exchanged: USD to EUR, A better than B, whether dogs eat cats.
 * @module
 */
import { findExchange, widestPart } from './exchange.ts'
import { families, membersOfWord } from './lexicon.ts'
import type { Closeness } from './closeness.ts'
import type { Question, Role, Veto } from './question.ts'
import { sidesAsked, thingAsked } from './sides-asked.ts'
import { sides } from './sets.ts'
import { auxiliaries } from './tables/frame-words.ts'

/** Words around which both orders ask the same. */
const symmetric =
  /^(?:and|or|vs|versus|between|compare|compared|comparison|differ|difference|differences|distinguish|relation|relationship|common|similar|both|with|equal|same)$/

const joining = /^(?:and|or|with)$/
/** "And", "with" far from both join other things. */
const isSymmetric = ({ tokens }: Question): boolean =>
  tokens.some(({ lower }) => symmetric.test(lower) && !joining.test(lower))

/** "With" says of names what belongs to which. */
const isComparing = ({ tokens }: Question): boolean =>
  tokens.some(({ lower }) => lower !== 'with' && symmetric.test(lower))

export function vetoOrder(a: Question, b: Question, closeness: Closeness, vetoes: Veto[]): void {
  const { equal, shared } = closeness
  const swapped =
    swappedRoles(a, b) ??
    swappedRoles(b, a) ??
    opposed(a.roles, b.roles) ??
    opposed(b.roles, a.roles) ??
    (shared >= 0.8 ? objects(a, b) : undefined) ??
    (equal ? sidesAsked(a, b) : undefined) ??
    (shared >= 0.5 ? thingAsked(a, b) : undefined) ??
    attached(a, b) ??
    (closeness.left().length + closeness.right().length === 0 ? exchanged(a, b) : undefined)
  if (swapped) vetoes.push({ kind: 'order', words: swapped })
}

const directed = new Set([
  'from',
  'to',
  'than',
  'before',
  'after',
  'by',
  'against',
  'via',
  'over',
  'under',
  'instead',
  'into',
  'onto',
])

/**
 * Both name X and Y, and where one has X behind "from" (or "than", "by" …) the other has Y. Of names any preposition
 * says which is which: "a visa for Peru".
 */
function swappedRoles(a: Question, b: Question): string | undefined {
  for (const { marker, head } of a.roles) {
    const named = isNamed(head) && !isComparing(a) && !isComparing(b)
    if (!(directed.has(marker) || named) || !b.words.has(head)) continue
    const others = b.roles.filter((role) => role.marker === marker)
    if (others.length === 0 || others.some((role) => role.head === head)) continue
    const other = others.find(
      (role) =>
        a.words.has(role.head) &&
        ((directed.has(marker) && marker !== 'to') || (named && isNamed(role.head))),
    )
    if (other) return sides([marker, head], [marker, other.head])
  }
  return undefined
}

/** Behind "to" stand verbs as well: there only names count. */
const isNamed = (word: string): boolean =>
  membersOfWord(word)?.some(({ family }) =>
    /^(?:place|currency|code|entity)$/.test(families[family]!.veto),
  ) ?? false

const against = new Set([
  'to from',
  'from to',
  'to via',
  'via to',
  'before after',
  'after before',
  'for against',
  'against for',
  'with without',
  'without with',
  'over under',
  'under over',
  ...[
    'within after',
    'within beyond',
    'within outside',
    'inside outside',
    'until after',
    'until since',
    'until from',
    'before since',
    'before within',
    'since within',
    'until within',
    'above below',
    'over below',
    'above under',
    'with against',
  ].flatMap((pair) => [pair, pair.split(' ').toReversed().join(' ')]),
])

/** The same word behind markers that point apart: "to Rome" and "from Rome". */
function opposed(a: readonly Role[], b: readonly Role[]): string | undefined {
  for (const { marker, head } of a) {
    if (b.some((other) => other.head === head && other.marker === marker)) continue
    const other = b.find((role) => role.head === head && against.has(`${marker} ${role.marker}`))
    if (other) return sides([marker, head], [other.marker, head])
  }
  return undefined
}

/** "Who beat her?" and "Whom did she beat?" of the same words. */
function objects(a: Question, b: Question): string | undefined {
  const asks = ({ tokens }: Question): string =>
    tokens.find(({ lower }) => /^(?:who|whom|whose|which)$/.test(lower))?.lower ?? ''
  const [one, other] = [asks(a), asks(b)]
  // "To whom did she lose?" asks who beat her.
  if (a.tokens[0]?.lower === 'to' || b.tokens[0]?.lower === 'to') return undefined
  const object = /^(?:whom|whose)$/
  return one !== '' && other !== '' && object.test(one) !== object.test(other)
    ? sides([one], [other])
    : undefined
}

/** "A passport of Kenya" against "an Iceland passport", where both speak of both. */
function attached(a: Question, b: Question): string | undefined {
  if (isComparing(a) || isComparing(b)) return undefined
  const names = new Map<string, string>()
  for (const [name, head] of attachments(a)) names.set(head, name)
  for (const [name, head] of attachments(b)) {
    const other = names.get(head)
    if (other === undefined || other === name) continue
    if (a.words.has(name) && b.words.has(other)) return sides([other, head], [name, head])
  }
  return undefined
}

/** Names with the word of matter that they stand before, or behind with "of". */
function* attachments(question: Question): Generator<readonly [name: string, head: string]> {
  const { tokens } = question
  for (const [at, { stem, kind }] of tokens.entries()) {
    if (kind !== 'word' || !isNamed(stem)) continue
    const next = tokens[at + 1]
    // Behind an auxiliary it is the subject, and what follows a verb.
    const subject = auxiliaries.has(tokens[at - 1]?.lower ?? '')
    if (next && !subject && question.content.includes(next.stem) && !isNamed(next.stem))
      yield [stem, next.stem]
    const of = tokens[at - 1]?.lower === 'of' ? tokens[at - 2] : undefined
    if (of && question.content.includes(of.stem)) yield [stem, of.stem]
  }
}

/** The very same words, two parts of them in each other's place around something that is not symmetric. */
function exchanged(a: Question, b: Question): string | undefined {
  const found = findExchange(plain(a), plain(b))
  if (!found || isSymmetric(a) || isSymmetric(b)) return undefined
  const { one, between, other } = found
  const joined = between.length <= widestPart && between.some((word) => joining.test(word))
  return joined ? undefined : [...one, '/', ...other].join(' ')
}

/** Stems without articles and auxiliaries, which move with the wording. */
function plain({ tokens }: Question): string[] {
  const words: string[] = []
  for (const { lower, stem, closes } of tokens) {
    if (!/^(?:a|an|the|is|are|was|were|do|does|did|can|could|will|would|be|to)$/.test(lower))
      // The stem of "and" is that of the Andes.
      words.push(joining.test(lower) ? lower : placeOf(stem))
    // Where a sentence ends, something stands between.
    if (closes !== '') words.push('.')
  }
  return words
}

/** "India" and "Indian" are one. */
function placeOf(word: string): string {
  const place = membersOfWord(word)?.find(({ family }) => families[family]!.veto === 'place')
  return place ? `${place.family} ${place.member}` : word
}
