/**
 * Rows as aligned text, or as CSV.
 * @module
 */

export interface Column<Row> {
  readonly title: string
  readonly value: (row: Row) => string
  /** Numbers stand at the right. */
  readonly right?: boolean
}

/** Columns two spaces apart under a line of titles; no line where there is no row. */
export function textTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const cells = rows.map((row) => columns.map((column) => plain(column.value(row))))
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...cells.map((line) => width(line[index]!))),
  )
  const lay = (line: readonly string[]) =>
    line
      .map((text, index) => {
        const space = ' '.repeat(widths[index]! - width(text))
        return columns[index]!.right ? space + text : text + space
      })
      .join('  ')
      .trimEnd()
  return [lay(columns.map((column) => column.title)), ...cells.map(lay)]
}

/** RFC 4180, with a line of titles; CRLF between lines, as it says. */
export function csvTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => column.value(row))),
  ]
  return lines.map((line) => line.map(field).join(',')).join('\r\n')
}

function field(text: string): string {
  // A spreadsheet runs what begins like a formula; names in the ledger come from clients.
  // A minus may stay only before what is a number as a whole: `-2+3` is calculated.
  const safe = /^[=+@\t\r\n]|^-(?!\d+(?:\.\d+)?$)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Names come from clients: control characters could rewrite the terminal, marks of direction what stands there. */
export function plain(text: string): string {
  return text.replace(hidden, '�')
}

const hidden =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

function width(text: string): number {
  return [...text].length
}
