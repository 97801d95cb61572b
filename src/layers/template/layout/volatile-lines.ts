/**
 * Lines of a system text that state a time or an id by its name, such as `Current time: 2026-11-21T09:14:03Z`: what
 * makes a prompt another one on every call. Works on the bytes of a JSON string as they are, escapes and all, so that a
 * line can be cut and put elsewhere without being spelled anew.
 * @module
 */

export interface NamedLine {
  /** In the bytes that were searched; a line end that goes with the line is in it. */
  readonly start: number
  readonly end: number
  /** The line itself, no escapes in it. */
  readonly text: string
  /** The same with its time or id blanked. */
  readonly label: string
  /** Milliseconds since the epoch, where the line states a moment. */
  readonly moment: number | undefined
}

/** A text with more of them is a document full of dates, not one that tells the time. */
const mostLines = 8
/** A label of so many words says what the value is; a longer one says what to do with it. */
const mostWords = 6
const longestLine = 160

const time =
  /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?|\b\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\b|\b1[6-9]\d{8}(?:\d{3})?\b/
const id =
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?=[a-z]*\d)[0-9a-f]{16,64}\b|\b[a-z]{2,8}_(?=[A-Za-z]*\d)[0-9A-Za-z]{12,40}\b/
const value = new RegExp(`${time.source}|${id.source}`, 'gi')
const days =
  /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: \d{4})?/gi
/** A line that tells the model what to do stays where its author put it. */
const instructs =
  /\b(?:never|not|no|must|only|always|don't|do|if|unless|use|answer|reply|say|ask|before|after|until|because|should|please)\b/i

/** @param bytes of a JSON string without its quotes. undefined: more such lines than a prompt has that tells the time */
export function namedLines(bytes: Buffer): readonly NamedLine[] | undefined {
  const text = bytes.toString('latin1')
  const found: NamedLine[] = []
  let covered = 0
  for (const match of text.matchAll(value)) {
    if (match.index < covered) continue
    const line = lineAround(text, match.index)
    if (line === undefined) continue
    covered = line.end
    const own = bytes.toString('utf8', line.from, line.to)
    const label = own.replace(value, '#').replace(days, '#').trim()
    if (!names(label)) continue
    if (found.length === mostLines) return undefined
    found.push({ start: line.start, end: line.end, text: own, label, moment: momentOf(own) })
  }
  return found
}

/** What comes before the colon, or all of it, is a name and no sentence. */
function names(label: string): boolean {
  const words = label.match(/[\p{L}]+/gu) ?? []
  return words.length > 0 && words.length <= mostWords && !instructs.test(label)
}

interface LineSpan {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** The line that holds `at`; undefined where it is long or has an escape in it. */
function lineAround(text: string, at: number): LineSpan | undefined {
  let from = at
  const low = Math.max(0, at - longestLine)
  // A line end is the escape `\n`; any other backslash, or `\\n`, ends the search in vain.
  while (from > low && !isEscape(text, from - 2)) from--
  if (from > 0 && !isEscape(text, from - 2)) return undefined
  let to = at
  const high = Math.min(text.length, from + longestLine)
  while (to < high && text[to] !== '\\') to++
  if (to < text.length && !(text[to] === '\\' && text[to + 1] === 'n')) return undefined
  if (text.slice(from, at).includes('\\')) return undefined
  const last = to === text.length
  return last && from > 0
    ? { start: from - 2, end: to, from, to }
    : { start: from, end: last ? to : to + 2, from, to }
}

/** Whether a line end begins at `at`: `\n` whose backslash is none of another escape's. */
function isEscape(text: string, at: number): boolean {
  if (at < 0 || text[at] !== '\\' || text[at + 1] !== 'n') return false
  let slashes = 0
  while (at - 1 - slashes >= 0 && text[at - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 0
}

function momentOf(line: string): number | undefined {
  const stated = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?/.exec(line)?.[0]
  const zone = /(?:Z|[+-]\d\d:?\d\d)\b/.exec(line)?.[0] ?? 'Z'
  const moment =
    stated === undefined ? Number.NaN : Date.parse(`${stated.replace(' ', 'T')}${zone}`)
  return Number.isNaN(moment) ? undefined : moment
}
