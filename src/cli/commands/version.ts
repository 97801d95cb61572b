/**
 * `farthing --version`.
 * @module
 */
import { readFileSync } from 'node:fs'
import type { Terminal } from '../terminal.ts'

/** The version of the package. Source and compiled files lie at the same depth below the root. */
export function packageVersion(): string {
  const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

export function version(terminal: Terminal): void {
  terminal.line(packageVersion())
}
