/**
 * The commands about gateway keys.
 * @module
 */
import { addGroup } from './group.ts'
import { modeOption, type Add, type Common, type EditKeyFlags, type KeyFlags } from './options.ts'
import type { Terminal } from './terminal.ts'

export function defineKeys(add: Add, terminal: Terminal): void {
  const keys = addGroup(add, 'keys', 'make, list, change and revoke gateway keys', [
    "keys add ci --models 'gpt-5-*' --limit 100/minute --limit '$5/day'",
    'keys list',
    "keys edit ci --limit '$20/day'",
    'keys revoke ci',
  ])
  add(
    'add',
    'make a key and show it, this once',
    `
The ledger keeps a hash only. A limit is a number of requests (\`100/minute\`), tokens
(\`200000tokens/hour\`) or dollars (\`$5/day\`, \`$100/total\`) in each minute, hour, day or month (UTC).`,
    keys,
  )
    .argument('<name>', 'name of the key, for people')
    .option('--tenant <name>', 'tenant that the key belongs to (default: the name)')
    .option('--admin', 'may also open the page and the admin API from another machine')
    .option('--routes <names...>', 'only these routes; * stands for any text')
    .option('--models <names...>', 'only these models; * stands for any text')
    .addOption(modeOption('at most this mode'))
    .option('--limit <limits...>', 'amount per window, several times if need be')
    .action(async (name: string, options: KeyFlags) => {
      const { addKey } = await import('./commands/keys.ts')
      return addKey(name, options, terminal)
    })
  add(
    'edit',
    'change what a key may; its secret stays',
    `
What is not named stays. A limit replaces the one of the same unit and window. A gateway that runs
goes by the change from the next call on; what was spent in a window stays spent.

Examples:
  $ farthing keys edit ci --limit '$20/day'              raise (or set) the budget of a day
  $ farthing keys edit ci --models 'gpt-5-*' 'claude-*'  only these models from now on
  $ farthing keys edit ci --drop models requests/minute  all models, no such limit`,
    keys,
  )
    .argument('<name>', 'name or id of the key')
    .option('--limit <limits...>', "amount per window: 100/minute, 200000tokens/hour, '$5/day'")
    .option('--models <names...>', 'only these models; * stands for any text')
    .option('--routes <names...>', 'only these routes; * stands for any text')
    .addOption(modeOption('at most this mode'))
    .option('--admin', 'may also open the page and the admin API from another machine')
    .option('--rename <name>', 'another name')
    .option(
      '--drop <what...>',
      "take away: models, routes, mode, admin, expires, limits (all of them, dollars too), or one such as requests/minute or '$/day'",
    )
    .action(async (name: string, options: EditKeyFlags) => {
      const { editKey } = await import('./commands/keys.ts')
      return editKey(name, options, terminal)
    })
  add('list', 'the keys, without their secrets', '', keys).action(async (options: Common) => {
    const { listKeys } = await import('./commands/keys.ts')
    return listKeys(options, terminal)
  })
  add('revoke', 'make a key invalid, at once', '', keys)
    .argument('<name>', 'name or id of the key')
    .action(async (name: string, options: Common) => {
      const { revokeKey } = await import('./commands/keys.ts')
      return revokeKey(name, options, terminal)
    })
}
