/**
 * From text to words, figures, ids and pieces of code, in one pass over its chunks between blanks.
 * @module
 */
import type { Token, TokenKind } from './question.ts'
import { stem } from './stem.ts'
import { bareContractions, contractionEnds, isHosts } from './tables/function-words.ts'
import { currencySigns } from './tables/numbers.ts'

/** More than this many pieces is no question: every facet stays linear in them. */
export const tokenBound = 400

const leading = /^[("'“‘[{<*¿¡«„]+/
const trailing = new Set('.,!?;:)"\'”’]}>*…»/–—-')
const abbreviations =
  /^(?:mr|mrs|ms|dr|rs|st|vs|no|inc|jr|sr|prof|approx|etc|e\.g|i\.e|fig|dept|est)$/i

const letters = /^[A-Za-z]+$/
const unicodeWord = /^[\p{L}\p{M}]+$/u
const contraction = /^([\p{L}]+)'([\p{L}]{1,2})$/u
const initials = /^(?:[A-Za-z]\.){1,5}[A-Za-z]?$/
const numeric = new RegExp(
  `^[+-]?[${currencySigns}]?(?:\\d{1,3}(?:,\\d{2,3})+|\\d+)(?:\\.\\d+)?(?:%|[${currencySigns}°]|[a-zA-Z°µ]{1,3})?$`,
)
const hyphenated = /^[\p{L}\d']+(?:[-–][\p{L}\d']+)+$/u
const slashed = /^[\p{L}']+(?:\/[\p{L}']+)+$/u
const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const symbolNames = /^(?:c\+\+|c#|f#|\.net|a\+|disney\+|c\/c\+\+|r&d|at&t|q&a|h&m|b&b)$/i
const months =
  'january february march april may june july august september october november december'.split(' ')

/** A token whose sentence may end yet. */
type Draft = { -readonly [Key in keyof Token]: Token[Key] }

/** Reads tokens; at most `tokenBound` and a few, so that the caller sees that there were more. */
export function readTokens(text: string): Token[] {
  const tokens: Draft[] = []
  const chunk = /\S+/g
  let opens = true
  for (
    let match = chunk.exec(text);
    match && tokens.length <= tokenBound;
    match = chunk.exec(text)
  ) {
    const whole = match[0]
    const plain = letters.test(whole)
    const head = plain ? '' : (leading.exec(whole)?.[0] ?? '')
    let core = plain ? whole : whole.slice(head.length)
    let tail = ''
    if (!plain) {
      tail = tailOf(core)
      // A call's brackets and a dotted abbreviation belong to the word.
      if (tail.startsWith(')') && core.slice(0, -tail.length).includes('(')) tail = tail.slice(1)
      if (tail.startsWith('.') && initials.test(core.slice(0, core.length - tail.length + 1)))
        tail = tail.slice(1)
      if (tail !== '') core = core.slice(0, core.length - tail.length)
    }
    const before = tokens.length
    if (core !== '') readChunk(core, opens || /["“‘«„]/.test(head), tokens)
    const asks = tail.includes('?')
    const ends = asks || /[.!:…;]/.test(tail)
    if (ends && tokens.length > 0 && !(tail === '.' && abbreviations.test(core))) {
      tokens.at(-1)!.closes = asks ? '?' : '.'
      opens = true
    } else if (tokens.length > before) opens = false
  }
  return tokens
}

/** By hand: a pattern anchored at the end only walks a run of marks once for each of its marks. */
function tailOf(core: string): string {
  let at = core.length
  while (at > 0 && trailing.has(core[at - 1]!)) at -= 1
  return core.slice(at)
}

function put(tokens: Draft[], kind: TokenKind, raw: string, opens: boolean): void {
  const lower = raw.toLowerCase()
  tokens.push({
    kind,
    raw,
    lower,
    stem: kind === 'word' ? stem(lower) : lower,
    opens,
    closes: '',
  })
}

function readChunk(chunk: string, opens: boolean, tokens: Draft[]): void {
  if (letters.test(chunk)) return readWord(chunk, opens, tokens)
  const core = chunk
    .replaceAll(/[’‘]|(?<=\p{L})[`´](?=\p{L})/gu, "'")
    .replace(/\(s\)$|\(es\)$/, 's')
  if (symbolNames.test(core)) return put(tokens, 'word', core, opens)
  if (numeric.test(core)) return put(tokens, 'number', core, opens)
  if (/^#\d+$/.test(core)) return put(tokens, 'number', core.slice(1), opens)
  const date = isoDate.exec(core)
  if (date) return readDate(date, opens, tokens)
  const short = contraction.exec(core)
  if (short) return readContraction(short[1]!, short[2]!.toLowerCase(), opens, tokens)
  if (unicodeWord.test(core)) return put(tokens, 'word', core, opens)
  if (initials.test(core)) return put(tokens, 'word', core.replaceAll('.', '').toUpperCase(), opens)
  if (slashed.test(core)) return readParts(core.split('/'), opens, tokens)
  if (hyphenated.test(core) && !isId(core)) return readParts(core.split(/[-–]/), opens, tokens)
  if (/^[\p{L}']+(?:[,;:!?.…—]+[\p{L}']+)+$/u.test(core) && !/^[a-z\d]+\.[a-z\d.]+$/i.test(core)) {
    return readParts(core.split(/[,;:!?.…—]+/), opens, tokens)
  }
  if (/[\p{L}\d]/u.test(core)) return put(tokens, isCode(core) ? 'code' : 'id', core, opens)
  // Of lone signs only those of arithmetic say something.
  if (/^[+*=<>^×÷√]+$/.test(core)) put(tokens, 'code', core, opens)
}

/** `$5-10` and `30-year` are figures with something; `WT-44219`, `7F3A-09` and `b2c-9` are ids. */
function isId(core: string): boolean {
  if (!/\d/.test(core)) return false
  const parts = core.split(/[-–]/)
  const figures = parts.filter((part) => /\d/.test(part))
  const mixed = figures.some((part) => !/^\d+(?:st|nd|rd|th|[a-z]{1,2})?$/.test(part))
  const capitals = parts.some((part) => /^[A-Z]{1,5}$/.test(part))
  return (
    mixed ||
    capitals ||
    (figures.length > 1 && figures.some((part) => part.length > 4)) ||
    figures.length > 2
  )
}

function isCode(core: string): boolean {
  return /[_(){}[\]=<>\\`|&^~]|::|->|^--?\w|^[~.]?\/|\/\w+\/|^@\w|\w\.\w+\(/.test(core)
}

function readWord(word: string, opens: boolean, tokens: Draft[]): void {
  const bare = bareContractions.get(word.toLowerCase())
  if (!bare) {
    // camelCase is code; iPhone, eBay and McDonald are names.
    const code = /^[a-z]{2,}[A-Z]|[a-z][A-Z][a-z]+[A-Z]/.test(word)
    return put(tokens, code ? 'code' : 'word', word, opens)
  }
  put(tokens, 'word', bare[0], opens)
  put(tokens, 'word', bare[1], false)
}

function readContraction(base: string, end: string, opens: boolean, tokens: Draft[]): void {
  const lower = base.toLowerCase()
  if (end === 't' && lower.endsWith('n')) {
    const verb =
      lower === 'can'
        ? 'can'
        : lower === 'won'
          ? 'will'
          : lower === 'ain'
            ? 'is'
            : lower.slice(0, -1)
    put(tokens, 'word', verb, opens)
    put(tokens, 'word', 'not', false)
    return
  }
  const verb = contractionEnds.get(end)
  if (verb && (end !== 's' || isHosts.has(lower))) {
    put(tokens, 'word', base, opens)
    put(tokens, 'word', verb, false)
    return
  }
  put(tokens, 'word', base, opens)
}

function readParts(parts: readonly string[], opens: boolean, tokens: Draft[]): void {
  for (const [at, part] of parts.entries()) {
    if (part !== '' && tokens.length <= tokenBound) readChunk(part, opens && at === 0, tokens)
  }
}

function readDate(
  [, year = '', month = '', day = '']: readonly string[],
  opens: boolean,
  tokens: Draft[],
): void {
  put(tokens, 'number', year, opens)
  put(tokens, 'word', months[Number(month) - 1] ?? month, false)
  put(tokens, 'number', String(Number(day)), false)
}
