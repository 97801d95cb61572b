/**
 * `farthing config`: check, print, schema.
 * @module
 */
import { dirname } from 'node:path'
import {
  loadConfiguration,
  type Loaded,
  type LoadOptions,
  type Overrides,
} from '../../config/load.ts'
import { makeFolder } from '../../config/make-folder.ts'
import { readPriceFile } from '../../pricing/price-file.ts'
import type { Common, StartFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'

/** Loads the configuration that the options of a command name. */
export function load(options: StartFlags): Promise<Loaded> {
  return loadConfiguration(loadOptions(options))
}

export function loadOptions(options: StartFlags): LoadOptions {
  const { config, data, host, port, mode } = options
  const overrides: Overrides = {
    ...(data === undefined ? {} : { dataDirectory: data }),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(mode === undefined ? {} : { mode }),
  }
  return { ...(config === undefined ? {} : { file: config }), overrides }
}

/** Makes the folders that the ledger needs; only their owner may look into them. */
export function makeFolders({ server, ledger }: Loaded['configuration']): void {
  for (const folder of [server.dataDirectory, dirname(ledger.file)]) makeFolder(folder)
}

/** Fails with `configuration_invalid` where the configuration names a price list that is none. */
export function checkPrices({ prices }: Loaded['configuration']): void {
  if (prices.file !== undefined) readPriceFile(prices.file)
}

/** Fails with `configuration_invalid` and every problem; else says what was read. */
export async function check(options: Common, terminal: Terminal): Promise<void> {
  const { file, configuration } = await load(options)
  checkPrices(configuration)
  const { providers, routes, budgets } = configuration
  if (options.json) return terminal.json({ valid: true, file: file ?? null })
  if (file === undefined) return terminal.line('There is no configuration file; the defaults hold.')
  const counts = [
    [Object.keys(providers).length, 'provider'],
    [routes.length, 'route'],
    [budgets.length, 'budget'],
  ] as const
  const parts = counts.map(([count, noun]) => `${count} ${noun}${count === 1 ? '' : 's'}`)
  terminal.line(`${file} is valid: ${parts.join(', ')}, mode ${configuration.mode}.`)
}

/** Always JSON: that is what the file is. */
export async function print(options: Common, terminal: Terminal): Promise<void> {
  const { configuration } = await load(options)
  terminal.json(withoutSecrets(configuration))
}

export async function schema(_options: Common, terminal: Terminal): Promise<void> {
  const { schemaText } = await import('../../config/json-schema.ts')
  terminal.line(schemaText().trimEnd())
}

/** Keys, and headers, which may carry one, become dots. */
function withoutSecrets(configuration: Loaded['configuration']): unknown {
  const providers = Object.entries(configuration.providers).map(([id, provider]) => [
    id,
    {
      ...provider,
      credentials: provider.credentials.map((credential) => ({ ...credential, value: '…' })),
      headers: Object.fromEntries(Object.keys(provider.headers).map((name) => [name, '…'])),
    },
  ])
  return { ...configuration, providers: Object.fromEntries(providers) }
}
