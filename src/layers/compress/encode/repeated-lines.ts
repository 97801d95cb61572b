/**
 * A line that comes again and again, written once with its number.
 * @module
 */

const mark = /^\[the line above (\d+) more times\]$/
const leastRepeats = 3

/** undefined where no line is repeated three times over, or where a line looks like the mark. */
export function countRepeats(text: string): string | undefined {
  const lines = text.split('\n')
  const out: string[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at]!
    if (mark.test(line)) return undefined
    let same = 1
    while (lines[at + same] === line) same++
    out.push(line)
    if (same > leastRepeats) out.push(`[the line above ${same - 1} more times]`)
    else for (let copy = 1; copy < same; copy++) out.push(line)
    at += same
  }
  return out.length < lines.length ? out.join('\n') : undefined
}

const mostLines = 1_000_000

export function repeatCounted(text: string): string | undefined {
  const out: string[] = []
  for (const line of text.split('\n')) {
    const times = Number(mark.exec(line)?.[1] ?? 0)
    if (out.length + times > mostLines) return undefined
    if (times === 0) out.push(line)
    else for (let copy = 0; copy < times; copy++) out.push(out.at(-1)!)
  }
  return out.join('\n')
}
