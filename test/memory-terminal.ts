/**
 * A terminal that keeps what is written to it.
 * @module
 */
import { toJson, type Terminal } from '../src/cli/terminal.ts'

export interface MemoryTerminal extends Terminal {
  /** Standard output so far. */
  out(): string
  /** Standard error so far. */
  err(): string
}

export function memoryTerminal(): MemoryTerminal {
  const out: string[] = []
  const err: string[] = []
  return {
    line: (text = '') => void out.push(`${text}\n`),
    json: (value, indent = 2) => void out.push(`${toJson(value, indent)}\n`),
    note: (text) => void err.push(`${text}\n`),
    progress: () => {},
    style: (_style, text) => text,
    width: 100,
    out: () => out.join(''),
    err: () => err.join(''),
  }
}
