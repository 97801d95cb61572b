/**
 * The commands about kept answers.
 * @module
 */
import { addGroup } from './group.ts'
import type { Add, Common, FlushFlags, TryFlags } from './options.ts'
import type { Terminal } from './terminal.ts'

export function defineCache(add: Add, terminal: Terminal): void {
  const cache = addGroup(add, 'cache', 'see and forget the answers that are kept', [
    'cache show',
    'cache try "How do I reset my password?"',
    'cache flush --model gpt-5-mini',
    'cache flush --tenant support',
  ])
  add('show', 'how many answers are kept, and their bytes', '', cache).action(
    async (options: Common) => {
      const { showCache } = await import('./commands/cache.ts')
      return showCache(options, terminal)
    },
  )
  add(
    'try <question>',
    'what would be reused for a question',
    `
Shows the questions whose answers lie nearest, what forbids them, how sure the rest is, and on which
routes they would be served, or what is missing for that. Asks nobody and keeps nothing.`,
    cache,
  )
    .option('--tenant <name>', 'among the answers of this tenant')
    .option('--model <name>', 'among the answers of this model')
    .option('--route <name>', 'on this route only')
    .action(async (question: string, options: TryFlags) => {
      const { tryQuestion } = await import('./commands/try-question.ts')
      return tryQuestion(question, options, terminal)
    })
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
