/**
 * Whether a text is what a program said while it ran. Code, diffs, hits of a search, tables and data are none: a line
 * left out of them is missed.
 * @module
 */
import { kindOfLine } from '../segment/line-kinds.ts'
import { plainText } from './clean-lines.ts'
import { isStrong } from './score-lines.ts'
import { signOf } from './line-signs.ts'

const sampled = 400
/** Shares of the sampled lines. */
const leastLogLines = 0.25
const mostOther = 0.3
const other = new Set(['diff', 'hits', 'table', 'numbered', 'csv', 'base64'])
/** A CI service's log says so itself. */
const service = /^(?:\S+ )?##\[(?:group|command|section)\]/m
const code =
  /^\s*(?:import |export |from \S+ import|def |class |function |const |let |var |return\b|if \(|for \(|while \(|#include|package |public |private |fn |impl |use |\}\s*$|\{\s*$|\/\/|\/\*|\*\s)|[;{]\s*$/

/** Looks at 400 lines spread over the text; linear in its length. */
export function isLog(text: string): boolean {
  if (service.test(text.slice(0, 20_000))) return true
  const lines = sampleOf(text)
  let logs = 0
  let others = 0
  let coded = 0
  for (const line of lines) {
    const kind = kindOfLine(line)
    if (other.has(kind)) others++
    else if (kind === 'log') logs++
    else if (code.test(line)) coded++
    else if (isStrong(signOf(line))) logs++
  }
  const count = Math.max(1, lines.length)
  return logs / count >= leastLogLines && others / count < mostOther && coded < logs
}

function sampleOf(text: string): readonly string[] {
  const lines: string[] = []
  const step = Math.max(1, Math.floor(text.length / sampled))
  let next = 0
  for (let at = 0; at < text.length;) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    if (at >= next) {
      const line = plainText(text.slice(at, Math.min(end, at + 400)))
      if (line.trim() !== '') {
        lines.push(line)
        next = at + step
      }
    }
    at = end + 1
  }
  return lines
}
