/**
 * The commands about kept answers.
 * @module
 */
import type { Add, Common, FlushFlags } from './options.ts'
import type { Terminal } from './terminal.ts'

export function defineCache(add: Add, terminal: Terminal): void {
  const cache = add(
    'cache',
    'see and forget the answers that are kept',
    `
Examples:
  $ farthing cache show
  $ farthing cache flush --model gpt-5-mini
  $ farthing cache flush --tenant support`,
  )
  add('show', 'how many answers are kept, and their bytes', '', cache).action(
    async (options: Common) => {
      const { showCache } = await import('./commands/cache.ts')
      return showCache(options, terminal)
    },
  )
  add(
    'flush',
    'forget answers',
    `
Forgets what matches every option given. A tenant stands for its end users too. The answers are out
of the file when the command ends; a call that is open meanwhile may still be kept when it ends.`,
    cache,
  )
    .option('--tenant <name>', 'of this tenant, as `farthing report --by tenant` names it')
    .option('--tag <tag>', 'of calls with this tag')
    .option('--model <name>', 'of this model, as asked for or as it answered')
    .option('--all', 'of everyone')
    .action(async (options: FlushFlags) => {
      const { flushCache } = await import('./commands/cache.ts')
      return flushCache(options, terminal)
    })
}
