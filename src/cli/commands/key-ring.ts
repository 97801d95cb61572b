/**
 * The gateway keys as commands reach them: through the admin API where a gateway runs, since it owns the ledger; else
 * the command owns it for a moment.
 * @module
 */
import { readKeyChanges, readKeySettings } from '../../gateway/admin/key-settings.ts'
import { createKeys, type Key } from '../../ledger/keys.ts'
import { openLedger } from '../../ledger/ledger.ts'
import { parseDollars } from '../../pricing/money.ts'
import { CommandFailure } from '../exit.ts'
import type { Common } from '../options.ts'
import { askAdmin, findRunning } from '../running.ts'
import { load, makeFolders } from './config.ts'

/** A new key, and its secret, which is seen here and nowhere else. */
export interface Added {
  readonly key: Key
  readonly secret: string
}

/** What the commands need of a set of keys, near or far. */
export interface KeyRing {
  list(): Promise<readonly Key[]>
  /** @param settings - as JSON, checked already */
  add(settings: unknown): Promise<Added>
  /** @param changes - as JSON, checked already */
  change(id: string, changes: unknown): Promise<Key>
  revoke(id: string): Promise<void>
}

/** Opens the keys, uses them, and lets go of them. */
export async function withKeys<T>(options: Common, use: (ring: KeyRing) => Promise<T>): Promise<T> {
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
      change: async (id, changes) => keys.update(id, readKeyChanges(changes))!,
      revoke: async (id) => void keys.revoke(id),
    })
  } finally {
    ledger.close()
  }
}

/** The valid key that a name or an id means. Throws a CommandFailure where there is none, or several. */
export async function findKey(ring: KeyRing, name: string): Promise<Key> {
  const found = (await ring.list()).filter(
    (known) => known.revoked === undefined && (known.id === name || known.name === name),
  )
  if (found.length === 0) throw new CommandFailure(`there is no valid key \`${name}\`.`)
  if (found.length > 1)
    throw new CommandFailure(
      `several keys are called \`${name}\`: give the id, one of ${found.map(({ id }) => id).join(', ')}.`,
    )
  return found[0]!
}

/** Names tell keys apart for people, so two valid ones have not the same. */
export async function refuseTaken(ring: KeyRing, name: string, hint: string): Promise<void> {
  const taken = (await ring.list()).some((known) => known.name === name && !known.revoked)
  if (taken) throw new CommandFailure(`there is a key \`${name}\` already; ${hint}.`)
}

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
  const path = (id: string) => `keys/${encodeURIComponent(id)}`
  return {
    list: async () => ((await askAdmin(url, 'GET', 'keys')) as { keys: Key[] }).keys.map(read),
    add: async (settings) => {
      const { key, secret } = (await askAdmin(url, 'POST', 'keys', settings)) as Added
      return { key: read(key), secret }
    },
    change: async (id, changes) =>
      read(((await askAdmin(url, 'PATCH', path(id), changes)) as { key: Key }).key),
    revoke: async (id) => void (await askAdmin(url, 'DELETE', path(id))),
  }
}
