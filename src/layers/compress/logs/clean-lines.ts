/**
 * A log as lines without what only a terminal needs: colours, overwritten progress bars, and the clock before each.
 * @module
 */
import { atOnce, type Work } from '../in-stretches.ts'

export interface LogLine {
  /** Number in the original, from 1. */
  readonly number: number
  readonly text: string
}

export interface CleanLog {
  readonly lines: readonly LogLine[]
  /** Lines of the original. */
  readonly count: number
  /** The first and last clock that was removed. */
  readonly from: string | undefined
  readonly to: string | undefined
}

/** Colours, cursor moves, hyperlinks, titles (ECMA-48). */
// oxlint-disable-next-line no-control-regex
const escapes = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g
/** The same as some tools write it down, escape as a caret and a bracket; a regular expression may look alike. */
const written = /\^\[\[(?:\d[\d;]*[A-HJKSTfm]|[Km](?![\w\]-]))/g
/** `gh run view --log` writes job and step before each line. */
const jobPrefix = /^[^\t]{1,120}\t[^\t]{1,120}\t(?=\uFEFF?\d{4}-\d\d-\d\dT)/
const clocks = [
  /^\uFEFF?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)[ \t]?/,
  /^\[(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\][ \t]?/,
  /^(\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?)[ \t]/,
  /^((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} \d\d:\d\d:\d\d)[ \t]/,
] as const
/** A clock is a prefix of the log where at least this share of its lines starts with one. */
const clockShare = 0.5
const sampleLines = 400

/** The text without terminal codes; of a line that was overwritten, what was seen last. */
export function plainText(line: string): string {
  let text = line.includes('\u001b') ? line.replace(escapes, '') : line
  if (text.includes('^[[')) text = text.replace(written, '')
  if (text.includes('\r')) {
    text = text.replace(/\r+$/, '')
    const last = text.lastIndexOf('\r')
    if (last >= 0) text = text.slice(last + 1)
  }
  return text
}

/**
 * One pass over the text. Lines longer than `longest` characters become several: a line is kept or dropped whole, and
 * one of a megabyte would be neither.
 */
export function cleanLines(text: string, longest = 2000): CleanLog {
  return atOnce(cleaning(text, longest))
}

/** Lines between two pauses: about a tenth of a millisecond. */
const linesAtAStretch = 256

/** The same, with pauses. */
export function* cleaning(text: string, longest = 2000): Work<CleanLog> {
  const clock = clockOf(text)
  const lines: LogLine[] = []
  let count = 0
  let from: string | undefined
  let to: string | undefined
  for (let start = 0; start <= text.length;) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    if (end === text.length && start === end && count > 0) break
    if (++count % linesAtAStretch === 0) yield
    let line = plainText(text.slice(start, end))
    if (line.includes('\t')) line = line.replace(jobPrefix, '')
    const found = clock?.exec(line)
    if (found) {
      from ??= found[1]
      to = found[1]
      line = line.slice(found[0].length)
    }
    line = line.trimEnd()
    for (let at = 0; at === 0 || at < line.length;) {
      let next = Math.min(line.length, at + longest)
      // Not through a number or a word, where there is a place nearby.
      const half = at + Math.floor(longest / 2)
      const space = next < line.length ? line.slice(half, next).lastIndexOf(' ') : -1
      if (space > 0) next = half + space + 1
      lines.push({
        number: count,
        text: at === 0 && next === line.length ? line : line.slice(at, next),
      })
      at = Math.max(next, at + 1)
    }
    start = end + 1
  }
  return { lines, count, from, to }
}

/** The form of clock that most of the first lines start with. */
function clockOf(text: string): RegExp | undefined {
  const seen = clocks.map(() => 0)
  let lines = 0
  for (let start = 0; start < text.length && lines < sampleLines; lines++) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    const line = plainText(text.slice(start, Math.min(end, start + 400))).replace(jobPrefix, '')
    const kind = clocks.findIndex((form) => form.test(line))
    if (kind >= 0) seen[kind]!++
    start = end + 1
  }
  const most = Math.max(...seen)
  return most >= lines * clockShare && most > 1 ? clocks[seen.indexOf(most)] : undefined
}
