/**
 * Reads recorded data; undefined where it is not there.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Records of others, as they are. */
// oxlint-disable-next-line no-explicit-any
export type Json = Readonly<Record<string, any>>

export function readText(data: string, name: string): string | undefined {
  const file = join(data, name)
  if (!existsSync(file)) return undefined
  const bytes = readFileSync(file)
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** One JSON value a line. */
export function readLines(data: string, name: string): Json[] | undefined {
  return readText(data, name)
    ?.split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json)
}

/** Rows of a CSV with quoted fields (RFC 4180), header left out. */
export function readCsv(data: string, name: string): string[][] | undefined {
  const text = readText(data, name)
  if (text === undefined) return undefined
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    if (quoted) {
      if (char !== '"') field += char
      else if (text[at + 1] === '"') field += text[at++]
      else quoted = false
    } else if (char === '"') quoted = true
    else if (char === ',' || char === '\n') {
      rows.at(-1)!.push(field.replace(/\r$/, ''))
      field = ''
      if (char === '\n') rows.push([])
    } else field += char
  }
  if (field !== '') rows.at(-1)!.push(field)
  return rows.slice(1).filter((row) => row.length > 1)
}
