/**
 * What an error means and what to do, out of the manual.
 * @module
 */
import { readFileSync } from 'node:fs'
import { FarthingError, type ErrorCode } from '../../errors.ts'
import { errorsPage } from '../manual.ts'
import type { Terminal } from '../terminal.ts'

/** Shows the section of a code; where the manual is not there, what the code itself says. */
export function explainCode(code: string, terminal: Terminal): void {
  const { status, retryable } = new FarthingError(code as ErrorCode)
  const page = errorsPage()
  const [, section] = page === undefined ? [] : readFileSync(page, 'utf8').split(`## \`${code}\`\n`)
  terminal.line(terminal.style('bold', code))
  if (section === undefined) {
    terminal.line(`Status ${status}, retry: ${retryable ? 'yes' : 'no'}.`)
    return terminal.note('The manual is not part of this installation.')
  }
  const text = section.split('\n## ')[0]!.trim()
  // Links lead to other pages of the manual; a terminal shows their words.
  for (const line of text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').split('\n')) {
    terminal.line(line.replaceAll('**', ''))
  }
  terminal.line(`\n${page}`)
}
