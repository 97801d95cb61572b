/**
 * JSON data as an outline: a line for each member, a table for each list of alike records. It is TOON (spec 4,
 * indented by one space) with two additions: a column may lie deeper in its record (`prices.economy`), and a column
 * that is the same in every row is written once, in the heading (`status=available`).
 * @module
 */
import { writeJson, type JsonTree } from './json-tree.ts'
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
