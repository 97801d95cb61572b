/**
 * Cuts a document into the units that selection keeps or drops: sentences of prose, else lines. Own and bounded: one
 * pass, no backtracking. Every character belongs to exactly one unit, so the units in order are the document.
 * @module
 */

export type UnitKind = 'sentence' | 'heading' | 'item' | 'turn' | 'row' | 'code' | 'space'

export interface Unit {
  readonly kind: UnitKind
  /** Half-open range of characters; the space behind a unit belongs to it. */
  readonly start: number
  readonly end: number
}

/** A longer run without an end of sentence is cut at a comma or a space, so that one unit cannot eat a budget. */
const longestUnit = 700
/** More units are not worth ranking: the rest of the document becomes one unit that is always kept. */
const mostUnits = 20_000

/** Words before a full stop that end no sentence; lower case, without the stop. */
const abbreviations = new Set(
  (
    'mr mrs ms dr prof st jr sr vs etc e.g i.e cf al fig figs eq no nos vol pp ed eds inc ltd co corp dept univ gen col ' +
    'sgt capt lt rev hon pres gov sen rep approx est u.s u.k u.n d.c a.m p.m ph.d b.c a.d ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ' +
    'z.b d.h u.a bzw usw ca evtl ggf inkl nr str hr fr bspw vgl sog tel abs art jh s.o m.e ' +
    'p.ej sr.a ud uds pág núm av m mme mlle sig ecc'
  ).split(' '),
)

const heading = /^(?:#{1,6}\s|={3,}|-{3,}\s*$|(?:chapter|section|kapitel|abschnitt|title)\s+\S)/i
const item = /^\s*(?:[-*+•–]\s|\(?[0-9]{1,3}[.)]\s|\(?[a-zA-Z][.)]\s)/
const speaker =
  /^\s*(?:\[[^\]\n]{1,12}\]\s*)?[\p{Lu}][\p{L}\p{N}'.-]{0,24}(?: [\p{L}\p{N}'.-]{1,24}){0,3}\s?:\s/u
const row = /^\s*\|.*\||\t.*\t/
const fence = /^\s*(?:```|~~~)/

/**
 * Units of a document, in order, without gaps.
 * Linear in the text; at most `most` units (20,000), and one more that then holds the rest.
 */
export function splitSentences(text: string, most: number = mostUnits): Unit[] {
  const units: Unit[] = []
  let fenced = false
  let at = 0
  while (at < text.length) {
    if (units.length >= most) {
      units.push({ kind: 'code', start: at, end: text.length })
      return units
    }
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline + 1
    // Signs are looked for at the head of a line only: a line may be megabytes long.
    const line = text.slice(at, Math.min(end, at + 400))
    if (fence.test(line)) {
      fenced = !fenced
      units.push({ kind: 'code', start: at, end })
    } else if (fenced) units.push({ kind: 'code', start: at, end })
    else if (line.trim() === '' && end - at <= 400) units.push({ kind: 'space', start: at, end })
    else if (
      heading.test(line) ||
      (isTitle(line, end - at) && !item.test(line) && !speaker.test(line))
    ) {
      units.push({ kind: 'heading', start: at, end })
    } else if (row.test(line)) units.push({ kind: 'row', start: at, end })
    else {
      const kind = speaker.test(line) ? 'turn' : item.test(line) ? 'item' : 'sentence'
      cutLine(text, at, end, kind, units, most)
    }
    at = end
  }
  return units
}

/** A short line without an end, alone: what a document writes above its parts. */
function isTitle(line: string, length: number): boolean {
  if (length > 80 || !line.endsWith('\n')) return false
  const words = line.trim()
  return words.length > 2 && /^[\p{Lu}\p{N}]/u.test(words) && /[\p{L}\p{N})]$/u.test(words)
    ? words.split(' ').length <= 10
    : false
}

function cutLine(
  text: string,
  from: number,
  to: number,
  first: UnitKind,
  units: Unit[],
  most: number,
): void {
  let start = from
  let kind = first
  for (let at = from; at < to && units.length < most; at += 1) {
    const code = text.charCodeAt(at)
    const end = isEnd(code) ? endOfSentence(text, at, to) : 0
    if (end > 0) {
      units.push({ kind, start, end })
      start = end
      at = end - 1
      // What follows in the same turn or item is an ordinary sentence, told by its neighbour where it belongs.
      kind = 'sentence'
    } else if (at - start >= longestUnit && (code === 32 || code === 44 || code === 59)) {
      const next = skipSpace(text, at + 1, to)
      units.push({ kind, start, end: next })
      start = next
      at = next - 1
      kind = 'sentence'
    } else if (at - start >= longestUnit * 4) {
      units.push({ kind: 'code', start, end: at })
      start = at
    }
  }
  if (start < to) units.push({ kind, start, end: to })
}

/** . ! ? … and their full-width and Devanagari fellows. */
function isEnd(code: number): boolean {
  return (
    code === 46 ||
    code === 33 ||
    code === 63 ||
    code === 0x2026 ||
    code === 0x3002 ||
    code === 0xff01 ||
    code === 0xff1f ||
    code === 0x0964 ||
    code === 0x061f
  )
}

/** Where the sentence that a mark at `at` may end does end, its trailing space included; 0 where it goes on. */
function endOfSentence(text: string, at: number, to: number): number {
  const mark = text.charCodeAt(at)
  let next = at + 1
  while (next < to && isCloser(text.charCodeAt(next))) next += 1
  if (mark >= 0x3002) return skipSpace(text, next, to)
  if (next >= to) return to
  const after = skipSpace(text, next, to)
  if (after === next) return 0
  if (mark !== 46 || after >= to) return after
  // A full stop: an abbreviation, an initial, or a small letter behind it end nothing.
  const following = text[after]!
  if (following !== following.toUpperCase()) return 0
  let word = at
  while (word > 0 && at - word < 12 && /[\p{L}\p{N}.]/u.test(text[word - 1]!)) word -= 1
  const before = text.slice(word, at)
  if (/^\p{L}$/u.test(before)) return 0
  if (abbreviations.has(before.toLowerCase())) return 0
  // "am 3. Mai": an ordinal in German; a sentence that ends in a small number is joined to the next, which harms little.
  if (/^[0-9]{1,2}$/.test(before) && /\p{L}/u.test(following))
    return ordinal(text, after, to) ? 0 : after
  return after
}

const months =
  /^(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jahrhundert|jh|century|january|february|march|may|june|july|october|december)/i

function ordinal(text: string, after: number, to: number): boolean {
  return months.test(text.slice(after, Math.min(to, after + 14)))
}

function isCloser(code: number): boolean {
  // . ! ? ) ] " ' ” ’ »
  return (
    code === 46 ||
    code === 33 ||
    code === 63 ||
    code === 41 ||
    code === 93 ||
    code === 34 ||
    code === 39 ||
    code === 0x201c ||
    code === 0x201d ||
    code === 0x2019 ||
    code === 0xbb ||
    code === 0x300d
  )
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from
  while (at < to) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13 && code !== 0xa0) break
    at += 1
  }
  return at
}
