/**
 * JSON data as an outline: a line for each member, a table for each list of alike records. It is TOON (spec 4,
 * indented by one space) with two additions: a column may lie deeper in its record (`prices.economy`), and a column
 * that is the same in every row is written once, in the heading (`status=available`).
 * @module
 */
import { parseJsonAt, writeJson, type JsonTree } from './json-tree.ts'
import { planTable, type Column, type Table } from './table-plan.ts'
import { needsQuotes, plainKey } from './outline-words.ts'

/** What TOON lacks, in words for the model. */
export const outlineLegend = '(a.b is b of a; x=v holds for every row)'
/** The heading of a table, wherever it stands. */
export const tableHeading = /^ *(?:[A-Za-z_][\w.]*|"(?:[^"\\\n]|\\.)*")?\[\d+\]\{.*\}:$/m

export interface Outline {
  readonly text: string
  /** Some list became a table. */
  readonly table: boolean
  /** Some table has a column that TOON does not know. */
  readonly extended: boolean
}

/** The data as an outline; undefined where it is no object and no list, or empty. */
export function writeOutline(tree: JsonTree): Outline | undefined {
  const lines: Lines = []
  if (tree.kind === 'object' && tree.keys.length > 0) writeMembers(tree, 0, lines)
  else if (tree.kind === 'array' && tree.items.length > 0) writeArray('', tree, 0, lines)
  else return undefined
  return { text: lines.join('\n'), table: lines.table === true, extended: lines.extended === true }
}

type Lines = string[] & { table?: boolean; extended?: boolean }

function writeMembers(
  tree: Extract<JsonTree, { kind: 'object' }>,
  depth: number,
  lines: Lines,
): void {
  for (let at = 0; at < tree.keys.length; at++) {
    writeMember(keyText(tree.keys[at]!), tree.values[at]!, depth, lines)
  }
}

function writeMember(key: string, value: JsonTree, depth: number, lines: Lines): void {
  const indent = ' '.repeat(depth)
  if (value.kind === 'array') {
    writeArray(key, value, depth, lines)
  } else if (value.kind === 'object') {
    lines.push(`${indent}${key}:`)
    writeMembers(value, depth + 1, lines)
  } else lines.push(`${indent}${key}: ${scalarText(value, true)}`)
}

function writeArray(
  key: string,
  tree: Extract<JsonTree, { kind: 'array' }>,
  depth: number,
  lines: Lines,
): void {
  const { items } = tree
  const indent = ' '.repeat(depth)
  const heading = `${indent}${key}[${items.length}]`
  if (items.every((item) => item.kind === 'string' || item.kind === 'literal')) {
    const texts = items.map((item) => scalarText(item, true)).join(',')
    lines.push(texts === '' ? `${heading}:` : `${heading}: ${texts}`)
    return
  }
  const table = planTable(items)
  if (table) {
    lines.table = true
    lines.extended ||= table.columns.some(
      ({ path, constant }) => path.length > 1 || constant !== undefined,
    )
    lines.push(`${heading}{${table.columns.map(columnText).join(',')}}:`)
    for (const row of table.rows) {
      lines.push(`${indent} ${rowText(row, table)}`)
    }
    return
  }
  lines.push(`${heading}:`)
  for (const item of items) writeItem(item, depth + 1, lines)
}

/** An element of a list of unlike things: on one line, as JSON. */
function writeItem(item: JsonTree, depth: number, lines: Lines): void {
  const indent = ' '.repeat(depth)
  lines.push(
    item.kind === 'object' || item.kind === 'array'
      ? `${indent}- ${writeJson(item)}`
      : `${indent}- ${scalarText(item, true)}`,
  )
}

function columnText({ path, constant }: Column): string {
  const name = path
    .map((step) => (typeof step === 'number' ? String(step) : keyText(step, true)))
    .join('.')
  return constant === undefined ? name : `${name}=${cellText(constant)}`
}

function rowText(row: readonly (JsonTree | undefined)[], { columns }: Table): string {
  const cells: string[] = []
  for (let at = 0; at < columns.length; at++) {
    if (columns[at]!.constant !== undefined) continue
    const cell = row[at]
    cells.push(cell === undefined ? '' : cellText(cell))
  }
  return cells.join(',')
}

function cellText(cell: JsonTree): string {
  return cell.kind === 'object' || cell.kind === 'array' ? writeJson(cell) : scalarText(cell, false)
}

function scalarText(tree: JsonTree, strict: boolean): string {
  if (tree.kind === 'literal') return tree.text
  if (tree.kind !== 'string') return writeJson(tree)
  return needsQuotes(tree.value, strict) ? JSON.stringify(tree.value) : tree.value
}

/** In a column's path a key must also not look like a position or a path. */
function keyText(key: string, inPath = false): string {
  return plainKey.test(key) && !(inPath && /[.]/.test(key)) ? key : JSON.stringify(key)
}

/** Reads an outline back. undefined: it is none. */
export function readOutline(text: string): JsonTree | undefined {
  const reader = new OutlineReader(text.split('\n'))
  const tree = reader.root()
  return reader.done ? tree : undefined
}

class OutlineReader {
  readonly #lines: readonly string[]
  #at = 0

  constructor(lines: readonly string[]) {
    this.#lines = lines
  }

  get done(): boolean {
    return this.#at === this.#lines.length
  }

  root(): JsonTree | undefined {
    const first = this.#lines[0]!
    if (first.startsWith('[')) return this.#array(first, 0, 0)
    return this.#members(0)
  }

  #members(depth: number): JsonTree | undefined {
    const keys: string[] = []
    const values: JsonTree[] = []
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at]!
      if (indentOf(line) !== depth) break
      const key = readKey(line, depth)
      if (!key) return undefined
      const value = this.#value(line, key.end, depth)
      if (!value) return undefined
      keys.push(key.name)
      values.push(value)
    }
    return { kind: 'object', keys, values }
  }

  #value(line: string, at: number, depth: number): JsonTree | undefined {
    if (line[at] === '[') return this.#array(line, at, depth)
    if (line[at] !== ':') return undefined
    this.#at++
    if (at + 1 === line.length) return this.#members(depth + 1)
    return scalarOf(line.slice(at + 2))
  }

  #array(line: string, at: number, depth: number): JsonTree | undefined {
    const close = line.indexOf(']', at)
    const length = Number(line.slice(at + 1, close))
    this.#at++
    let next = close + 1
    if (line[next] === '{') {
      const columns: Column[] = []
      next++
      while (line[next] !== '}') {
        const column = readColumn(line, next)
        if (!column) return undefined
        columns.push(column)
        next = line[column.end] === ',' ? column.end + 1 : column.end
      }
      return this.#table(columns, length, depth)
    }
    if (next + 1 < line.length) {
      const items = readCells(line.slice(next + 2)).map((cell) => cell!)
      return { kind: 'array', items }
    }
    const items: JsonTree[] = []
    for (let item = 0; item < length; item++) {
      const value = readCells(this.#lines[this.#at++]!.slice(depth + 3), true)[0]
      if (!value) return undefined
      items.push(value)
    }
    return { kind: 'array', items }
  }

  #table(columns: readonly Column[], length: number, depth: number): JsonTree {
    const items: JsonTree[] = []
    for (let row = 0; row < length; row++) {
      const cells = readCells(this.#lines[this.#at++]!.slice(depth + 1))
      let next = 0
      const draft: Draft = new Map()
      for (const { path, constant } of columns) {
        const cell = constant ?? cells[next++]
        if (cell) place(draft, path, cell)
      }
      items.push(grown(draft))
    }
    return { kind: 'array', items }
  }
}

/** A record while its cells come in. */
type Draft = Map<string | number, Draft | JsonTree>

function place(draft: Draft, path: readonly (string | number)[], cell: JsonTree): void {
  let at = draft
  for (let step = 0; step < path.length - 1; step++) {
    let next = at.get(path[step]!) as Draft | undefined
    if (!next) at.set(path[step]!, (next = new Map()))
    at = next
  }
  at.set(path.at(-1)!, cell)
}

function grown(draft: Draft): JsonTree {
  const values = [...draft.values()].map((value) => (value instanceof Map ? grown(value) : value))
  const keys = [...draft.keys()]
  if (typeof keys[0] === 'number') return { kind: 'array', items: values }
  return { kind: 'object', keys: keys as string[], values }
}

function indentOf(line: string): number {
  let at = 0
  while (line[at] === ' ') at++
  return at
}

function readKey(line: string, at: number): { name: string; end: number } | undefined {
  if (line[at] === '"') {
    const parsed = parseJsonAt(line, at)
    return parsed?.tree.kind === 'string' ? { name: parsed.tree.value, end: parsed.end } : undefined
  }
  let end = at
  while (end < line.length && !':[.,=}'.includes(line[end]!)) end++
  // A key may have dots outside of columns.
  while (line[end] === '.') {
    end++
    while (end < line.length && !':[.,=}'.includes(line[end]!)) end++
  }
  return { name: line.slice(at, end), end }
}

function readColumn(line: string, start: number): (Column & { end: number }) | undefined {
  const path: (string | number)[] = []
  let at = start
  for (;;) {
    if (line[at] === '"') {
      const parsed = parseJsonAt(line, at)
      if (parsed?.tree.kind !== 'string') return undefined
      path.push(parsed.tree.value)
      at = parsed.end
    } else {
      let end = at
      while (end < line.length && !'.,=}'.includes(line[end]!)) end++
      const word = line.slice(at, end)
      path.push(/^\d+$/.test(word) ? Number(word) : word)
      at = end
    }
    if (line[at] !== '.') break
    at++
  }
  if (line[at] !== '=') return { path, constant: undefined, end: at }
  const cell = readCell(line, at + 1, ',}')
  return { path, constant: cell.value, end: cell.end }
}

function readCells(text: string, single = false): (JsonTree | undefined)[] {
  const cells: (JsonTree | undefined)[] = []
  let at = 0
  for (;;) {
    const { value, end } = readCell(text, at, single ? '' : ',')
    cells.push(value)
    if (end >= text.length) return cells
    at = end + 1
  }
}

/** A cell ends at one of `ends`; an empty one is undefined. */
function readCell(
  text: string,
  at: number,
  ends: string,
): { value: JsonTree | undefined; end: number } {
  const first = text[at]
  if (first === '"' || first === '{' || first === '[') {
    const parsed = parseJsonAt(text, at)
    if (parsed) return { value: parsed.tree, end: parsed.end }
  }
  let end = at
  while (end < text.length && !ends.includes(text[end]!)) end++
  if (end === at) return { value: undefined, end }
  return { value: scalarOf(text.slice(at, end)), end }
}

function scalarOf(text: string): JsonTree {
  const parsed = parseJsonAt(text)
  return parsed && parsed.end === text.length ? parsed.tree : { kind: 'string', value: text }
}
