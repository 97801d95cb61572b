/**
 * When a list of records is a table, and which columns it has.
 * @module
 */
import type { JsonTree } from './json-tree.ts'

export interface Column {
  /** Keys, and positions in lists of a fixed length. */
  readonly path: readonly (string | number)[]
  /** The one value of all rows; undefined: it differs, or is missing in some. */
  readonly constant: JsonTree | undefined
}

export interface Table {
  readonly columns: readonly Column[]
  /** A cell per column; undefined where the record lacks it. */
  readonly rows: readonly (readonly (JsonTree | undefined)[])[]
}

const mostColumns = 200
/** Lists that long are data of their own, not parts of a record. */
const longestFlat = 4
/** A table with more holes than this is harder to read than records. */
const leastFilled = 0.5

/** undefined: these are not alike enough to share a heading. */
export function planTable(items: readonly JsonTree[]): Table | undefined {
  if (items.length < 2) return undefined
  const whole: Cells = { path: [], cells: items }
  const leaves = flatten(whole)
  if (!leaves || leaves.length === 0 || leaves.length > mostColumns) return undefined
  let filled = 0
  for (const { cells } of leaves) for (const cell of cells) if (cell) filled++
  if (filled < leaves.length * items.length * leastFilled) return undefined
  const columns = leaves.map(({ path, cells }) => ({ path, constant: constantOf(cells) }))
  // A record of constants alone would be an empty line.
  if (columns.every(({ constant }) => constant !== undefined)) {
    columns[0] = { ...columns[0]!, constant: undefined }
  }
  const rows = items.map((_, row) => leaves.map(({ cells }) => cells[row]))
  return { columns, rows }
}

interface Cells {
  readonly path: readonly (string | number)[]
  readonly cells: readonly (JsonTree | undefined)[]
}

/** The columns below one that holds records throughout; the column itself where it holds anything else. */
function flatten(column: Cells): readonly Cells[] | undefined {
  const { path, cells } = column
  const inner = openObjects(cells) ?? openArrays(cells)
  if (!inner) return path.length === 0 ? undefined : [column]
  const leaves: Cells[] = []
  for (const { path: step, cells: below } of inner) {
    const deeper = flatten({ path: [...path, ...step], cells: below })
    if (!deeper) return undefined
    leaves.push(...deeper)
    if (leaves.length > mostColumns) return path.length === 0 ? undefined : [column]
  }
  return leaves
}

/** One column for each key, in the order of keys that all records agree with. */
function openObjects(cells: readonly (JsonTree | undefined)[]): readonly Cells[] | undefined {
  const order: string[] = []
  const columns = new Map<string, (JsonTree | undefined)[]>()
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row]
    if (!cell) continue
    // An empty record could not be told from a missing one.
    if (cell.kind !== 'object' || cell.keys.length === 0) return undefined
    for (let at = 0; at < cell.keys.length; at++) {
      const key = cell.keys[at]!
      let column = columns.get(key)
      if (!column) {
        columns.set(key, (column = Array.from({ length: cells.length }, () => undefined)))
        if (columns.size > mostColumns) return undefined
        // Behind the key that it follows, so that later records find the order that they have.
        const before = at === 0 ? -1 : order.indexOf(cell.keys[at - 1]!)
        order.splice(before + 1, 0, key)
      }
      column[row] = cell.values[at]
    }
  }
  if (columns.size === 0) return undefined
  const place = new Map(order.map((key, at) => [key, at]))
  for (const cell of cells) {
    if (cell?.kind !== 'object') continue
    for (let at = 1; at < cell.keys.length; at++) {
      if (place.get(cell.keys[at - 1]!)! > place.get(cell.keys[at]!)!) return undefined
    }
  }
  return order.map((key) => ({ path: [key], cells: columns.get(key)! }))
}

/** One column for each position, where every record has a list of the same few records. */
function openArrays(cells: readonly (JsonTree | undefined)[]): readonly Cells[] | undefined {
  const [first] = cells
  if (first?.kind !== 'array') return undefined
  const { length } = first.items
  if (length === 0 || length > longestFlat) return undefined
  for (const cell of cells) {
    if (cell?.kind !== 'array' || cell.items.length !== length) return undefined
    if (cell.items.some(({ kind }) => kind !== 'object')) return undefined
  }
  return Array.from({ length }, (_, at) => ({
    path: [at],
    cells: cells.map((cell) => (cell as Extract<JsonTree, { kind: 'array' }>).items[at]),
  }))
}

function constantOf(cells: readonly (JsonTree | undefined)[]): JsonTree | undefined {
  const [first] = cells
  if (!first || (first.kind !== 'string' && first.kind !== 'literal')) return undefined
  const text = textOf(first)
  for (const cell of cells) {
    if (cell?.kind !== first.kind || textOf(cell) !== text) return undefined
  }
  return first
}

function textOf(tree: JsonTree): string | undefined {
  return tree.kind === 'string' ? tree.value : tree.kind === 'literal' ? tree.text : undefined
}
