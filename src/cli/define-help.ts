/**
 * `farthing help`: the help of a command, or what an error means.
 * @module
 */
import type { Command } from 'commander'
import { errorCodes } from '../errors.ts'
import { unknownCommand } from './group.ts'
import type { Add } from './options.ts'
import type { Terminal } from './terminal.ts'

export function defineHelp(add: Add, terminal: Terminal): void {
  const help: Command = add(
    'help',
    'the help of a command, or what an error code means and what to do',
    `
Examples:
  $ farthing help report
  $ farthing help keys edit
  $ farthing help budget_spent`,
  )
    .argument('[words...]', 'a command, or the code of an error')
    .action(async (words: readonly string[]) => {
      const [code = ''] = words
      if (words.length === 1 && (errorCodes as readonly string[]).includes(code)) {
        const { explainCode } = await import('./commands/explain-code.ts')
        return explainCode(code, terminal)
      }
      find(help.parent!, words).outputHelp()
    })
}

function find(root: Command, words: readonly string[]): Command {
  let at = root
  let path = ''
  for (const word of words) {
    const next = at.commands.find((command) => command.name() === word)
    if (next === undefined) throw unknownCommand(word, at, path)
    at = next
    path += `${word} `
  }
  return at
}
