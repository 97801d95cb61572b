/**
 * Options given before a command: handed to it where it knows them, refused where it does not.
 * @module
 */
import type { Command } from 'commander'
import { CommandFailure, exitCodes } from './exit.ts'

/**
 * Hands what is given to `parent`, and above it, to the command below that runs. Set before that command reads its own
 * words, so that what stands nearer wins, and what excludes one another is seen.
 *
 * @throws CommandFailure where the command has no such option: dropped, `--data` would mean another's files
 */
export function handDown(parent: Command): void {
  parent.hook('preSubcommand', (_, command) => {
    // A group is on the way: the command below it decides.
    if (command.commands.length > 0) return
    for (const above of ancestors(command)) {
      for (const option of above.options) {
        const name = option.attributeName()
        if (above.getOptionValueSource(name) !== 'cli') continue
        if (!command.options.some((own) => own.long === option.long)) {
          throw new CommandFailure(
            `\`${pathOf(command)}\` has no option \`${option.long}\`. \`${pathOf(command)} --help\` shows which it has.`,
            exitCodes.usage,
          )
        }
        command.setOptionValueWithSource(name, above.getOptionValue(name), 'cli')
      }
    }
  })
}

/** From the root down. */
function ancestors({ parent }: Command): readonly Command[] {
  return parent === null ? [] : [...ancestors(parent), parent]
}

function pathOf(command: Command): string {
  return [...ancestors(command), command].map((one) => one.name()).join(' ')
}
