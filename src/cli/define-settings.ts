/**
 * The commands about the configuration, prices, and the state of the installation.
 * @module
 */
import { addGroup } from './group.ts'
import type { Add, Common, UpdateFlags } from './options.ts'
import type { Terminal } from './terminal.ts'

export function defineSettings(add: Add, terminal: Terminal): void {
  const config = addGroup(add, 'config', 'check and show the configuration', [
    'config check',
    'config print --config other.json',
    'config schema > schema.json',
  ])
  const sub = (name: 'check' | 'print' | 'schema', description: string) =>
    add(name, description, '', config).action(async (options: Common) => {
      const commands = await import('./commands/config.ts')
      return commands[name](options, terminal)
    })
  sub('check', 'say whether the file is valid, and what is not')
  sub('print', 'the configuration as it applies, defaults filled in, without keys')
  sub('schema', 'the JSON Schema of the file, for editors')

  const prices = addGroup(add, 'prices', 'look up and update list prices', [
    "prices list 'claude-*'",
    'prices show openai/gpt-5-mini',
    'prices update data_slim.json',
  ])
  add('list', 'models and their prices, in dollars for a million tokens', '', prices)
    .argument('[pattern]', 'part of `provider/model`; * stands for any text')
    .action(async (pattern: string | undefined, options: Common) => {
      const { listPrices } = await import('./commands/prices.ts')
      return listPrices(pattern, options, terminal)
    })
  add('show', 'every price of one model', '', prices)
    .argument('<model>', 'as `provider/model`')
    .action(async (model: string, options: Common) => {
      const { showPrices } = await import('./commands/prices.ts')
      return showPrices(model, options, terminal)
    })
  add(
    'update',
    'take a newer price list',
    `
Reads a list from a file (genai-prices' data_slim.json, or one that this command wrote), compares it
with the one in use, and writes it to the data folder, from where the next start takes it. Nothing
is fetched from the network.`,
    prices,
  )
    .argument('<file>', 'the new list')
    .option('--litellm <file>', 'LiteLLM’s price map, for batch, flex and priority prices')
    .action(async (file: string, options: UpdateFlags) => {
      const { updatePrices } = await import('./commands/prices.ts')
      return updatePrices(file, options, terminal)
    })

  add(
    'doctor',
    'look for what would keep the gateway from working',
    `
Looks at the version of Node, the configuration, the port, the files, and for which providers a key
is there (by name; keys are never shown). Exit code 1 where something has to be done.`,
  ).action(async (options: Common) => {
    const { doctor } = await import('./commands/doctor.ts')
    return doctor(options, terminal)
  })
}
