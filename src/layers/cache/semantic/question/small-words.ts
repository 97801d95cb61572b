/**
 * The small words of a question that turn the rest: or and and, before and when, one and several, need and may.
 * @module
 */
import { oncePerQuestion } from './once-per-question.ts'
import type { Question, Token } from './question.ts'
import { functionWords } from './tables/function-words.ts'
import { auxiliaries } from './tables/frame-words.ts'

export interface SmallWords {
  /** Two neighbours of matter → "and" or "or" between them. */
  readonly pairs: ReadonlyMap<string, string>
  /** The word of matter behind "before", "when" and the like → which kind of time. */
  readonly moments: ReadonlyMap<string, ReadonlySet<string>>
  /** Nouns that are one. */
  readonly one: ReadonlySet<string>
  /** Nouns that are several. */
  readonly several: ReadonlySet<string>
  /** Nouns of which there are many, or few. */
  readonly many: ReadonlySet<string>
  readonly few: ReadonlySet<string>
  readonly duty: '' | 'must' | 'may'
  readonly time: '' | 'done' | 'to come'
}

/** Linear in its tokens. */
export const smallWordsOf = oncePerQuestion(readWords)

const moments: ReadonlyMap<string, string> = new Map(
  Object.entries({
    before: 'before',
    after: 'after',
    once: 'after',
    when: 'when',
    if: 'when',
    whenever: 'when',
    while: 'while',
    during: 'while',
    until: 'until',
    till: 'until',
    unless: 'unless',
  }),
)
const numbers = /^(?:several|multiple|many|numerous|various|two|three|four|five|both)$/
const skipped =
  /^(?:a|an|the|my|your|our|their|his|her|its|this|that|these|i|you|we|they|he|she|it|there|is|are|am|was|were|be|being|been|have|has|had|of|to|do|does|did)$/
const musts =
  /^(?:must|required|obliged|obligated|obligatory|mandatory|compulsory|necessary|needed|forced)$/
const mays = /^(?:may|allowed|permitted|able|possible|permissible)$/

function readWords({ tokens, frame, negations }: Question): SmallWords {
  return {
    pairs:
      frame === 'yes-no' && tokens.some(({ lower }) => needs.test(lower))
        ? readPairs(tokens)
        : none,
    moments: readMoments(tokens),
    ...readCounts(tokens),
    // What is not needed one may do without.
    duty: negations > 0 ? '' : dutyOf(tokens),
    time: timeOf(tokens),
  }
}

function readPairs(tokens: readonly Token[]): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const [at, { lower }] of tokens.entries()) {
    if (lower !== 'and' && lower !== 'or') continue
    const left = tokens[at - 1]
    const right = tokens[article.test(tokens[at + 1]?.lower ?? '') ? at + 2 : at + 1]
    if (left && right && isMatter(left) && isMatter(right))
      pairs.set([left.stem, right.stem].sort().join(' '), lower)
  }
  return pairs
}
const article = /^(?:a|an|the|my)$/

function readMoments(tokens: readonly Token[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [at, { lower }] of tokens.entries()) {
    const moment = moments.get(lower)
    if (moment === undefined) continue
    // "When do I …" asks.
    if (at === 0 && auxiliaries.has(tokens[1]?.lower ?? '')) continue
    for (const head of clause(tokens, at + 1)) {
      const known = found.get(head)
      if (known) known.add(moment)
      else found.set(head, new Set([moment]))
    }
  }
  return found
}

function readCounts(
  tokens: readonly Token[],
): Pick<SmallWords, 'one' | 'several' | 'many' | 'few'> {
  const found = {
    one: new Set<string>(),
    several: new Set<string>(),
    many: new Set<string>(),
    few: new Set<string>(),
  }
  const put = (where: keyof typeof found, at: number, pattern: RegExp): void => {
    for (const noun of nounsAt(tokens, at + 1, pattern)) found[where].add(noun)
  }
  for (const [at, { lower }] of tokens.entries()) {
    const before = tokens[at - 1]?.lower ?? ''
    if (before === 'how') continue
    if (/^(?:one|single|a|an)$/.test(lower)) {
      // "More than one account", "such a thing".
      if (before !== 'such') put(before === 'than' ? 'several' : 'one', at, any)
    } else if (numbers.test(lower)) {
      put('several', at, plural)
      if (lower === 'many') put('many', at, plural)
    } else if (lower === 'most' && before !== 'the' && before !== 'at') put('many', at, plural)
    else if (lower === 'few' && before !== 'a') put('few', at, plural)
  }
  return found
}

/** Elsewhere "or" and "and" name the same things: "Are cats or dogs allowed?" */
const needs =
  /^(?:should|must|need|needs|needed|required|require|requires|have|has|include|includes|included)$/
const none: ReadonlyMap<string, string> = new Map()

const isMatter = ({ kind, lower }: Token): boolean => kind !== 'word' || !functionWords.has(lower)

/** The first two words of matter of a clause or phrase. */
function clause(tokens: readonly Token[], from: number): string[] {
  const found: string[] = []
  for (let at = from; at < Math.min(tokens.length, from + 6) && found.length < 2; at++) {
    const token = tokens[at]!
    if (isMatter(token)) found.push(token.stem)
    else if (!skipped.test(token.lower)) break
    if (token.closes !== '') break
  }
  return found
}

/** The words of matter right here: "late payments". */
function nounsAt(tokens: readonly Token[], from: number, pattern: RegExp): string[] {
  const nouns: string[] = []
  for (let at = from; at < Math.min(tokens.length, from + 3); at++) {
    const token = tokens[at]!
    if (token.kind !== 'word' || !isMatter(token)) break
    if (pattern.test(token.lower)) nouns.push(token.stem)
    if (token.closes !== '') break
  }
  return nouns
}
const plural = /[^s]s$|people|children/
const any = /./

/** What one has to do, or may. '' where neither or both are said. */
function dutyOf(tokens: readonly Token[]): SmallWords['duty'] {
  let must = false
  let may = false
  for (const [at, { lower }] of tokens.entries()) {
    const next = tokens[at + 1]?.lower
    must ||= musts.test(lower) || (/^(?:have|has|need|needs)$/.test(lower) && next === 'to')
    must ||= lower === 'need' && at === 0
    may ||= mays.test(lower) || (lower === 'can' && at === 0)
  }
  return must === may ? '' : must ? 'must' : 'may'
}

/** Whether it has come about ("have you been"), or is to come. */
function timeOf(tokens: readonly Token[]): SmallWords['time'] {
  const first = tokens[0]?.lower ?? ''
  if (first === 'will' || first === 'shall') return 'to come'
  const goes = tokens
    .slice(1, 6)
    .some(({ lower }, at) => lower === 'going' && tokens[at + 2]?.lower === 'to')
  if (goes && /^(?:is|are|am)$/.test(first)) return 'to come'
  if (first === 'did') return 'done'
  return /^(?:has|have)$/.test(first) ? 'done' : ''
}
