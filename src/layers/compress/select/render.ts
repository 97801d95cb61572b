/**
 * Writes a document with what was kept: original order, a mark where something went, headings above what they head,
 * and the speaker in front of what is left of a turn.
 * @module
 */
import type { Prepared } from './prepared.ts'

/** Two tokens in o200k; says that something was left out without words of any language. */
export const mark = '[…]'

/** A heading of this many characters at most is kept with any unit of its section. */
const longestHeading = 300

/**
 * Adds what belongs to kept units: the headings above them, and a blank or a short list of units between two kept
 * ones, whose mark would cost as much. `from` is the index of the document's first unit in `kept`.
 */
export function complete({ units }: Prepared, from: number, kept: Uint8Array): void {
  let headings: number[] = []
  let afterHeading = true
  for (const [index, { kind, start, end }] of units.entries()) {
    if (kind === 'heading') {
      if (afterHeading) headings = [...headings.slice(-2), index]
      else headings = [index]
      afterHeading = true
    } else if (kind !== 'space') {
      afterHeading = false
      if (kept[from + index] === 0) continue
      for (const heading of headings) {
        const unit = units[heading]!
        if (unit.end - unit.start <= longestHeading) kept[from + heading] = 1
      }
    }
    // A unit of a few letters costs less than the mark that would stand for it.
    if (kept[from + index] === 0 && end - start <= 4 && index > 0 && kept[from + index - 1] === 1) {
      kept[from + index] = kept[from + index + 1] ?? 0
    }
  }
}

const label =
  /^\s*(?:\[[^\]\n]{1,12}\]\s*)?[\p{Lu}][\p{L}\p{N}'.-]{0,24}(?: [\p{L}\p{N}'.-]{1,24}){0,3}\s?:/u

/** The document with kept units only; '' where none is kept, the same string where all are. */
export function render({ text, units }: Prepared, from: number, kept: Uint8Array): string {
  // Parts, since looking at the end of one string that grows copies all of it each time: 120 ms for 190 KB.
  const written: string[] = []
  let any = false
  /** Something was left out since the last kept unit. */
  let gap = false
  let speaker = ''
  let speakerKept = true
  for (const [index, { kind, start, end }] of units.entries()) {
    const keep = kept[from + index] === 1
    if (kind === 'space') {
      // A blank line goes with what it stands behind.
      if (!gap && any) written.push(text.slice(start, end))
      continue
    }
    if (kind === 'turn') {
      speaker = label.exec(text.slice(start, Math.min(end, start + 160)))?.[0] ?? ''
      speakerKept = keep
    } else if (startsLine(text, start)) {
      speaker = ''
      speakerKept = true
    }
    if (!keep) {
      gap = true
      continue
    }
    if (gap) {
      const last = written.at(-1)
      const fresh = startsLine(text, start) || (!speakerKept && speaker !== '')
      if (last !== undefined && fresh && !last.endsWith('\n')) {
        trimEnd(written)
        written.push('\n')
      } else if (last !== undefined && last === last.trimEnd()) written.push(' ')
      if (!speakerKept && speaker !== '') written.push(`${speaker} `)
      written.push(`${mark} `)
      gap = false
    }
    any = true
    speakerKept = true
    if (end > start) written.push(text.slice(start, end))
  }
  if (!any) return ''
  if (gap) {
    trimEnd(written)
    written.push(` ${mark}`, text.slice(text.trimEnd().length))
  }
  return written.join('')
}

/** Takes the white space off the end of what the parts come to. */
function trimEnd(parts: string[]): void {
  while (parts.length > 0) {
    const last = parts.pop()!.trimEnd()
    if (last === '') continue
    parts.push(last)
    return
  }
}

function startsLine(text: string, at: number): boolean {
  return at === 0 || text.charCodeAt(at - 1) === 10
}
