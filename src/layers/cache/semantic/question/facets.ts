/**
 * The smaller facets of a question: names, negation, persons, freshness, quantifiers, form of answer, arguments.
 * @module
 */
import type { Role, Token } from './question.ts'
import { functionWords } from './tables/function-words.ts'
import { negations } from './tables/antonyms.ts'
import { smallNumbers } from './tables/numbers.ts'
import { styleRules, styleTriggers } from './tables/styles.ts'

const capital = /^\p{Lu}/u
const allCapitals = /^[\p{Lu}\d&]{2,}$/u

/** Capitals say something where some of the words have them, and some that could have not. */
export function readCasing(tokens: readonly Token[]): boolean {
  let high = 0
  let all = 0
  for (const token of tokens) {
    if (token.kind !== 'word' || token.opens || token.lower === 'i') continue
    all += 1
    if (capital.test(token.raw)) high += 1
  }
  return high > 0 && (all < 4 || high <= all * 0.7)
}

/** Names: capitalised where a capital means something; written all in capitals anywhere. */
export function readEntities(tokens: readonly Token[], cased: boolean): Set<string> {
  const names = new Set<string>()
  if (!cased) return names
  for (const token of tokens) {
    if (token.kind !== 'word' || token.lower === 'i') continue
    if (
      allCapitals.test(token.raw)
        ? functionWords.has(token.lower)
        : token.opens || !capital.test(token.raw)
    )
      continue
    // NOT and ALL are stress, and so are OF and The in titles.
    if (!functionWords.has(token.lower) || token.raw === 'IT' || token.raw === 'US')
      names.add(token.lower)
  }
  return names
}

/** How often it denies. "or not", "why not", "not only", "yes or no" deny nothing. */
export function countNegations(tokens: readonly Token[], only?: string): number {
  let count = 0
  for (const [at, { lower }] of tokens.entries()) {
    if (only === undefined ? !negations.has(lower) : lower !== only) continue
    const before = tokens[at - 1]?.lower
    const next = tokens[at + 1]?.lower
    if (before === 'or' && (lower === 'not' || lower === 'no')) continue
    if (
      lower === 'not' &&
      (next === 'only' || (before === 'why' && (at <= 1 || tokens[at]!.closes !== '')))
    )
      continue
    if (lower === 'no' && (next === 'matter' || next === undefined || tokens[at]!.closes !== ''))
      continue
    count += 1
  }
  return count
}

const relations =
  /^(?:husband|wife|spouse|partner|son|daughter|child|children|kids?|bab(?:y|ies)|toddler|mother|mom|mum|father|dad|parents?|brother|sister|siblings?|grand\w+|uncle|aunt|cousin|niece|nephew|boyfriend|girlfriend|ex|friends?|boss|manager|employees?|employer|landlord|tenants?|patients?|students?|teacher|colleagues?|coworker|clients?|customers?|neighbou?rs?|roommate|dogs?|cats?|pets?|horse)$/
const possessives = new Set(['my', 'your', 'his', 'her', 'our', 'their'])
const thirds = new Map(
  Object.entries({ he: 'he', him: 'he', his: 'he', she: 'she', her: 'she', hers: 'she' }),
)

/** Whose matter it is: a relation ("my husband's card"), he or she, the asker or the one asked. */
export function readPrincipals(tokens: readonly Token[]): Set<string> {
  const principals = new Set<string>()
  for (const [at, { lower }] of tokens.entries()) {
    if (possessives.has(lower)) {
      for (const next of [tokens[at + 1], tokens[at + 2]]) {
        if (next && relations.test(next.lower)) principals.add(`of ${next.stem}`)
      }
    }
    const third = thirds.get(lower)
    if (third) principals.add(third)
    else if (lower === 'my' || lower === 'mine') principals.add('my')
    else if (lower === 'our' || lower === 'ours') principals.add('our')
    else if (lower === 'your' || lower === 'yours') principals.add('your')
    else if (lower === 'their' || lower === 'theirs') principals.add('their')
    else if (lower === 'i' || lower === 'me') principals.add('i')
    else if (lower === 'you' || lower === 'u') principals.add('you')
    else if (lower === 'someone' || lower === 'somebody') principals.add('someone')
  }
  return principals
}

const fresh = new Set(
  'today todays tonight now currently current latest newest recent presently yesterday tomorrow live breaking upcoming ongoing trending'.split(
    ' ',
  ),
)

/** Words that bind the answer to the moment of asking. "now" in "right now" counts, "right" does not. */
export function readFreshness(tokens: readonly Token[]): Set<string> {
  const words = new Set<string>()
  for (const [at, { lower }] of tokens.entries()) {
    if (fresh.has(lower)) {
      if (lower === 'now' && /^(?:till|until|by|from|and)$/.test(tokens[at - 1]?.lower ?? ''))
        continue
      if (lower === 'current' && tokens[at + 1]?.lower === 'account') continue
      if (
        lower === 'live' &&
        !/^(?:score|scores|price|prices|rate|rates|stream|update|updates|news)$/.test(
          tokens[at + 1]?.lower ?? '',
        )
      )
        continue
      words.add(
        lower.startsWith('current') ||
          lower === 'now' ||
          lower === 'presently' ||
          lower === 'today' ||
          lower === 'todays'
          ? 'now'
          : lower,
      )
    } else if (
      lower === 'this' &&
      /^(?:week|month|year|morning|afternoon|evening|weekend|quarter|season)$/.test(
        tokens[at + 1]?.lower ?? '',
      )
    ) {
      words.add(`this ${tokens[at + 1]!.lower}`)
    } else if (
      lower === 'at' &&
      tokens[at + 1]?.lower === 'the' &&
      tokens[at + 2]?.lower === 'moment'
    )
      words.add('now')
  }
  return words
}

/** Bounds and quantifiers, under one name each. */
export function readQuantifiers(tokens: readonly Token[]): Set<string> {
  const found = new Set<string>()
  for (const [at, { lower }] of tokens.entries()) {
    const next = tokens[at + 1]?.lower
    if (lower === 'at') {
      if (next === 'least') found.add('at least')
      else if (next === 'most') found.add('at most')
    } else if (next === 'than' && isFigure(tokens[at + 2]?.lower)) {
      if (/^(?:more|greater|over|longer|larger|older|higher)$/.test(lower)) found.add('more than')
      else if (/^(?:less|fewer|shorter|smaller|younger|lower)$/.test(lower)) found.add('less than')
    } else if (lower === 'over' && isFigure(next)) found.add('more than')
    else if ((lower === 'under' || lower === 'below') && isFigure(next)) found.add('less than')
    else if (lower === 'or' && next === 'more') found.add('at least')
    else if (lower === 'or' && next === 'less') found.add('at most')
    else if (lower === 'up' && next === 'to' && isFigure(tokens[at + 2]?.lower)) {
      found.add('at most')
    } else if (
      lower === 'all' ||
      lower === 'every' ||
      lower === 'each' ||
      lower === 'everyone' ||
      lower === 'everybody' ||
      lower === 'everything' ||
      lower === 'always' ||
      lower === 'entire'
    )
      found.add('all')
    else if (
      lower === 'some' ||
      lower === 'several' ||
      lower === 'few' ||
      lower === 'sometimes' ||
      lower === 'certain'
    )
      found.add('some')
    else if (lower === 'any' || lower === 'anyone' || lower === 'anybody') found.add('any')
    else if (lower === 'none' || lower === 'nobody' || lower === 'never') found.add('none')
    else if (
      lower === 'most' &&
      (next === 'of' || (next ?? '').endsWith('s')) &&
      tokens[at - 1]?.lower !== 'the' &&
      tokens[at - 1]?.lower !== 'at'
    )
      found.add('most')
    else if (lower === 'only' || lower === 'exclusively' || lower === 'solely') found.add('only')
    else if (lower === 'both') found.add('both')
    else if (lower === 'half') found.add('half')
    else if (lower === 'exactly' && /^\d/.test(next ?? '')) found.add('exactly')
    else if (lower === 'except' || lower === 'besides' || lower === 'excluding') found.add('except')
  }
  return found
}

/** The form, length, tone or language that the answer shall have. Lower-cased text; tried only behind a trigger word. */
export function readStyles(lowered: string, tokens: readonly Token[]): Set<string> {
  const styles = new Set<string>()
  if (!tokens.some(({ lower }) => styleTriggers.has(lower))) return styles
  for (const [name, pattern] of styleRules) {
    const match = pattern.exec(lowered)
    if (!match) continue
    const about = match.slice(1).filter((group) => group !== undefined)
    styles.add(about.length > 0 ? `${name} ${about.join(' ')}` : name)
  }
  return styles
}

const markers = new Set(
  'from to into than by before after over under without with for against between on in at of via instead if'.split(
    ' ',
  ),
)
const skipped = /^(?:the|a|an|my|your|our|their|his|her|this|that|any|some|of)$/

/** The first word of matter behind each preposition. */
export function readRoles(tokens: readonly Token[]): Role[] {
  const roles: Role[] = []
  for (const [at, { lower }] of tokens.entries()) {
    if (!markers.has(lower)) continue
    let next = at + 1
    while (next < tokens.length && skipped.test(tokens[next]!.lower)) next += 1
    const head = tokens[next]
    if (head && !functionWords.has(head.lower))
      roles.push({ marker: markerOf(lower, tokens[at - 1]?.lower), head: head.stem })
  }
  return roles
}

/** "Compared with X" asks what "than X" asks. */
function markerOf(marker: string, before: string | undefined): string {
  if (marker === 'into') return 'to'
  return before?.startsWith('compar') && (marker === 'with' || marker === 'to') ? 'than' : marker
}

const isFigure = (word = ''): boolean => /^[$€£₹]?\d/.test(word) || smallNumbers.has(word)
