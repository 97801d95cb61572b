/**
 * `farthing keys`: add, list, revoke. Through the admin API where a gateway runs, since it owns the ledger; else the
 * command owns it for a moment.
 * @module
 */
import { readKeySettings } from '../../gateway/admin/key-settings.ts'
import { createKeys, type Key, type KeySettings } from '../../ledger/keys.ts'
import { openLedger } from '../../ledger/ledger.ts'
import { parseDollars } from '../../pricing/money.ts'
import { CommandFailure, exitCodes } from '../exit.ts'
import type { Common, KeyFlags } from '../options.ts'
import { askAdmin, findRunning } from '../running.ts'
import { textTable, type Column } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { load, makeFolders } from './config.ts'

/** What the commands need of a set of keys, near or far. */
interface KeyRing {
  list(): Promise<readonly Key[]>
  /** @param settings - as JSON, checked already */
  add(settings: unknown): Promise<Added>
  revoke(id: string): Promise<void>
}

export async function addKey(name: string, options: KeyFlags, terminal: Terminal): Promise<void> {
  const settings = settingsOf(name, options)
  const { key, secret } = await withKeys(options, async (ring) => {
    const taken = (await ring.list()).some((known) => known.name === name && !known.revoked)
    if (taken) throw new CommandFailure(`there is a key \`${name}\` already; revoke it first.`)
    return ring.add(settings)
  })
  if (options.json) return terminal.json({ key, secret })
  terminal.line(secret)
  terminal.note(`This is the only time that it is shown. Id ${key.id}, tenant ${key.tenant}.`)
}

export async function listKeys(options: Common, terminal: Terminal): Promise<void> {
  const keys = await withKeys(options, (ring) => ring.list())
  if (options.json) return terminal.json(keys)
  if (keys.length === 0) return terminal.line('There are no keys: `farthing keys add` makes one.')
  const day = (time: number | null | undefined) =>
    time === undefined || time === null ? '' : new Date(time).toISOString().slice(0, 10)
  const columns: Column<Key>[] = [
    { title: 'name', value: ({ name }) => name },
    { title: 'id', value: ({ id }) => id },
    { title: 'secret', value: ({ prefix }) => `${prefix}…` },
    { title: 'tenant', value: ({ tenant }) => tenant },
    { title: 'may', value: rightsOf },
    { title: 'made', value: ({ created }) => day(created) },
    { title: 'used', value: ({ used }) => day(used) },
    { title: 'revoked', value: ({ revoked }) => day(revoked) },
  ]
  for (const line of textTable(columns, keys)) terminal.line(line)
}

export async function revokeKey(name: string, options: Common, terminal: Terminal): Promise<void> {
  const key = await withKeys(options, async (ring) => {
    const found = (await ring.list()).filter(
      (known) => !known.revoked && (known.id === name || known.name === name),
    )
    if (found.length === 0) throw new CommandFailure(`there is no valid key \`${name}\`.`)
    if (found.length > 1)
      throw new CommandFailure(
        `several keys are called \`${name}\`: give the id, one of ${found.map(({ id }) => id).join(', ')}.`,
      )
    await ring.revoke(found[0]!.id)
    return found[0]!
  })
  if (options.json) return terminal.json({ revoked: key.id })
  terminal.line(`${key.name} (${key.id}) is no longer valid.`)
}

async function withKeys<T>(options: Common, use: (ring: KeyRing) => Promise<T>): Promise<T> {
  const { configuration } = await load(options)
  const url = await findRunning(configuration.server.dataDirectory)
  if (url !== undefined) return use(far(url))
  makeFolders(configuration)
  const ledger = openLedger({ file: configuration.ledger.file })
  try {
    const keys = createKeys(ledger, { now: Date.now })
    return await use({
      list: async () => keys.list(),
      add: async (settings) => keys.add(readKeySettings(settings)),
      revoke: async (id) => void keys.revoke(id),
    })
  } finally {
    ledger.close()
  }
}

type Added = { readonly key: Key; readonly secret: string }

/** The API writes money as decimal dollars. */
function read(key: Key): Key {
  if (key.budgets === undefined) return key
  const budgets = key.budgets.map((budget) => ({
    ...budget,
    limit: parseDollars(String(budget.limit)) ?? 0n,
  }))
  return { ...key, budgets }
}

function far(url: string): KeyRing {
  return {
    list: async () => ((await askAdmin(url, 'GET', 'keys')) as { keys: Key[] }).keys.map(read),
    add: async (settings) => {
      const { key, secret } = (await askAdmin(url, 'POST', 'keys', settings)) as Added
      return { key: read(key), secret }
    },
    revoke: async (id) => void (await askAdmin(url, 'DELETE', `keys/${encodeURIComponent(id)}`)),
  }
}

/** The settings as the admin API takes them. Throws a CommandFailure with exit code 2 where they are wrong. */
export function settingsOf(name: string, options: KeyFlags): unknown {
  const limits = (options.limit ?? []).map(readLimit)
  const settings = {
    name,
    tenant: options.tenant,
    admin: options.admin,
    routes: options.routes,
    models: options.models,
    mode: options.mode,
    limits: limits.filter(({ unit }) => unit !== 'dollars'),
    budgets: limits
      .filter(({ unit }) => unit === 'dollars')
      .map(({ window, limit }) => ({ window, limit })),
  }
  try {
    readKeySettings(settings)
  } catch (error) {
    throw new CommandFailure((error as Error).message, exitCodes.usage)
  }
  return settings
}

const limitPattern =
  /^(\$)?(\d{1,9}(?:\.\d{1,12})?)(requests|tokens)?(?:\/(minute|hour|day|month|total))$/

function readLimit(text: string): { unit: string; window: string; limit: string | number } {
  const match = limitPattern.exec(text.replaceAll(' ', ''))
  const [, dollar, amount = '', unit = 'requests', window = ''] = match ?? []
  const wrong =
    match === null ||
    (dollar !== undefined && match[3] !== undefined) ||
    (dollar === undefined && (amount.includes('.') || window === 'total')) ||
    (dollar !== undefined && window === 'minute')
  if (wrong)
    throw new CommandFailure(
      `\`${text}\` is no limit. Expected for example 100/minute, 200000tokens/hour, '$5/day' or '$100/total'.`,
      exitCodes.usage,
    )
  return dollar === undefined
    ? { unit, window, limit: Number(amount) }
    : { unit: 'dollars', window, limit: amount }
}

function rightsOf({ admin, routes, models, mode, limits, budgets }: KeySettings): string {
  const list = (title: string, names: readonly string[] | undefined) =>
    names === undefined || names.length === 0 ? '' : `${title} ${names.join(' ')}`
  const parts = [
    admin ? 'admin' : '',
    mode === undefined ? '' : `mode ${mode}`,
    list('routes', routes),
    list('models', models),
    ...(limits ?? []).map(({ unit, window, limit }) => `${limit} ${unit}/${window}`),
    ...(budgets ?? []).map(({ window, limit }) => `$${Number(limit) / 1e12}/${window}`),
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'all' : parts.join(', ')
}
