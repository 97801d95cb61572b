/**
 * Commands that stand for nothing but those below them, and what is said of a word that is no command.
 * @module
 */
import type { Command } from 'commander'
import { nearest } from '../config/nearest.ts'
import { CommandFailure, exitCodes } from './exit.ts'
import { handDown } from './hand-down.ts'
import type { Add } from './options.ts'

/**
 * Adds a command with others below it; alone it shows its help.
 *
 * @param examples - what stands after `farthing`; the first is shown beside a word that is no command
 */
export function addGroup(
  add: Add,
  name: string,
  description: string,
  examples: readonly [string, ...string[]],
): Command {
  const lines = examples.map((example) => `\n  $ farthing ${example}`)
  const group = add(name, description, `\nExamples:${lines.join('')}`)
  handDown(group)
  return group.on('command:*', ([word]: [string]) => {
    throw unknownCommand(word, group, `${name} `, ` For example: \`farthing ${examples[0]}\`.`)
  })
}

/** @param path - of `parent`, with the space behind it */
export function unknownCommand(
  word: string,
  parent: Command,
  path = '',
  example = '',
): CommandFailure {
  const names = parent.commands.map((command) => command.name())
  const meant = nearest(word, names)
  const hint = meant
    ? `Did you mean \`${path}${meant}\`?`
    : `There are: ${names.join(', ')}.${example}`
  return new CommandFailure(`there is no command \`${path}${word}\`. ${hint}`, exitCodes.usage)
}
