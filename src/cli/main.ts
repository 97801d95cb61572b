#!/usr/bin/env node
/**
 * The command `farthing`.
 * @module
 */
import { exitCodes, explain } from './exit.ts'
import { createProgram } from './program.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/** Runs one command line, the words after `farthing`. Answers the exit code. */
export async function main(words: readonly string[], terminal: Terminal): Promise<number> {
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

if (import.meta.main) {
  // `farthing report | head` closes the pipe early; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed)
  })
  process.exitCode = await main(process.argv.slice(2), processTerminal())
}
