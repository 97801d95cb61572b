/**
 * Lines of one form, one after another, written once: `[×3] GET {/a,/b,/c} 200`, `[×30] step {1..30} of 30`.
 * Words are what white space separates and are never cut, so a path, a hash or `file:12` stays in one piece.
 * @module
 */

export const foldLegend = '([×n]: n lines, each with the next value of every {})'
const folded = /^\[×(\d+)\] /
/** In these a value or a word could be taken for the notation. */
const breaking = /[{},]|\.\./
const leastLines = 3
/** A form that differs in more of its words is no form. */
const mostVarying = 0.5
const longestLine = 2000

/** undefined where nothing folds, or where a line already looks folded. */
export function foldLines(text: string): string | undefined {
  const lines = text.split('\n')
  if (lines.length < leastLines || lines.some((line) => folded.test(line))) return undefined
  const out: string[] = []
  let changed = false
  for (let at = 0; at < lines.length;) {
    const form = formFrom(lines, at)
    if (form && form.text.length < rawLength(lines, at, form.count) * 0.85) {
      out.push(form.text)
      at += form.count
      changed = true
    } else out.push(lines[at++]!)
  }
  return changed ? out.join('\n') : undefined
}

export function unfoldLines(text: string): string | undefined {
  const out: string[] = []
  for (const line of text.split('\n')) {
    const count = Number(folded.exec(line)?.[1] ?? 0)
    if (count === 0) out.push(line)
    else if (!unfold(line.replace(folded, ''), count, out)) return undefined
  }
  return out.join('\n')
}

function rawLength(lines: readonly string[], at: number, count: number): number {
  let length = 0
  for (let line = at; line < at + count; line++) length += lines[line]!.length + 1
  return length
}

function formFrom(
  lines: readonly string[],
  at: number,
): { text: string; count: number } | undefined {
  const first = wordsOf(lines[at]!)
  if (!first || first.words.length < 2) return undefined
  const varying = new Set<number>()
  const most = Math.max(1, Math.floor(first.words.length * mostVarying))
  const rows: (readonly string[])[] = [first.words]
  for (let next = at + 1; next < lines.length; next++) {
    const line = wordsOf(lines[next]!)
    if (!line || line.spaces !== first.spaces || line.words.length !== first.words.length) break
    const added: number[] = []
    for (let word = 0; word < line.words.length; word++) {
      if (line.words[word] !== first.words[word] && !varying.has(word)) added.push(word)
    }
    if (varying.size + added.length > most) break
    if (added.length > 0 && added.length < line.words.length)
      for (const word of added) varying.add(word)
    rows.push(line.words)
  }
  if (rows.length < leastLines || varying.size === 0) return undefined
  const words = first.words.map((word, column) =>
    varying.has(column) ? `{${valuesText(rows.map((row) => row[column]!))}}` : word,
  )
  return { text: `[×${rows.length}] ${joined(words, first.spaces)}`, count: rows.length }
}

/** Consecutive whole numbers as a range. */
function valuesText(values: readonly string[]): string {
  const numbers = values.map((value) => (/^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : NaN))
  const rises = numbers.every((value, at) => at === 0 || value === numbers[at - 1]! + 1)
  return rises && values.length > 2 ? `${values[0]}..${values.at(-1)}` : values.join(',')
}

function unfold(line: string, count: number, out: string[]): boolean {
  const form = wordsOf(line, true)
  if (!form) return false
  const columns = form.words.map((word) => {
    if (!word.startsWith('{')) return undefined
    const inner = word.slice(1, -1)
    const range = /^(\d+)\.\.(\d+)$/.exec(inner)
    return range
      ? Array.from({ length: count }, (_, at) => String(Number(range[1]) + at))
      : inner.split(',')
  })
  for (let row = 0; row < count; row++) {
    out.push(
      joined(
        form.words.map((word, at) => columns[at]?.[row] ?? word),
        form.spaces,
      ),
    )
  }
  return true
}

/** `spaces`: the white space before, between and behind the words, parted by a NUL. */
function wordsOf(line: string, encoded = false): { words: string[]; spaces: string } | undefined {
  if (line.length > longestLine && !encoded) return undefined
  const parts = line.split(/(\s+)/)
  const words: string[] = []
  let spaces = ''
  for (let at = 0; at < parts.length; at++) {
    if (at % 2 === 0) words.push(parts[at]!)
    else spaces += `${parts[at]}\0`
  }
  if (!encoded && (breaking.test(line) || line.includes('\0'))) return undefined
  return { words, spaces }
}

function joined(words: readonly string[], spaces: string): string {
  const between = spaces.split('\0')
  let text = ''
  for (let at = 0; at < words.length; at++) text += (at > 0 ? between[at - 1]! : '') + words[at]!
  return text
}
