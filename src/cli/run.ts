/**
 * One command line, from its words to its exit code.
 * @module
 */
import { exitCodes, explain } from './exit.ts'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/** Runs the words after `farthing`. Answers the exit code; never throws. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const program = createProgram(terminal)
    await program.parseAsync(words, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    // Commander has already said what is wrong, or shown the help.
    const { code, exitCode } = error as { code?: unknown; exitCode?: number }
    if (typeof code === 'string' && code.startsWith('commander.'))
      return exitCode === 0 ? exitCodes.done : exitCodes.usage
    const flags = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
    return explain(error, terminal, {
      debug: flags.includes('--debug'),
      json: flags.includes('--json'),
    })
  }
}
