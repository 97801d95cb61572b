/**
 * Reads outlines back into data: the proof that nothing is lost in them.
 * @module
 */
import { parseJsonAt, type JsonTree } from './json-tree.ts'
import type { Column } from './table-plan.ts'

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
