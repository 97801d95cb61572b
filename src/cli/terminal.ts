/**
 * What a command writes to: standard output for what was asked, standard error for what is said beside it.
 * @module
 */
import { styleText } from 'node:util'
import { formatExact } from '../pricing/money.ts'

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

export interface Terminal {
  /** A line of the answer. */
  line(text?: string): void
  /** A value of the answer as JSON: money as exact decimal dollars in text. */
  json(value: unknown, indent?: number): void
  /** A line beside the answer. */
  note(text: string): void
  /** Replaces the last progress line; nothing where no one watches. */
  progress(text: string): void
  style(style: Style, text: string): string
  /** Columns that a table may take. */
  readonly width: number
}

/** The process's own streams. Colours follow NO_COLOR, FORCE_COLOR and whether a terminal is there. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process
  let shown = false
  const clear = () => {
    if (shown) stderr.write('\r\u001b[2K')
    shown = false
  }
  return {
    line: (text = '') => {
      clear()
      stdout.write(`${text}\n`)
    },
    json: (value, indent = 2) => {
      clear()
      stdout.write(`${toJson(value, indent)}\n`)
    },
    note: (text) => {
      clear()
      stderr.write(`${text}\n`)
    },
    progress: (text) => {
      if (!stderr.isTTY) return
      clear()
      if (text === '') return
      stderr.write(text.slice(0, (stderr.columns || 80) - 1))
      shown = true
    },
    style: (style, text) => styleText(style, text, { stream: stdout }),
    width: stdout.isTTY ? stdout.columns : 120,
  }
}

/** JSON with money (bigint) as exact decimal dollars in text, as the admin API has it: a number would round it. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_, inner: unknown) => (typeof inner === 'bigint' ? formatExact(inner) : inner),
    indent,
  )
}
