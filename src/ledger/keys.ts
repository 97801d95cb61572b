/**
 * Gateway keys.
 *
 * A key is 160 random bits, so its SHA-256 cannot be searched for: a slow password hash would only cost every call
 * 50 ms. The secret itself is shown once and never stored.
 * @module
 */
import { hash, randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Mode, Money } from '../call.ts'
import type { BudgetRule, BudgetWindow } from './budgets.ts'
import type { Limit } from './limits.ts'
import type { Clock } from './subject.ts'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** `fk_` and 27 digits of base 62: the fewest that hold 160 bits. */
const secretLength = 30
const shown = 8
/** When a key was last used is kept to a minute, so that using it writes almost never. */
const usedGranularityMs = 60_000

/** What whoever manages keys may set. Absent lists allow everything. */
export interface KeySettings {
  readonly name: string
  readonly tenant: string
  readonly routes?: readonly string[]
  readonly models?: readonly string[]
  /** The highest mode for calls with this key. */
  readonly mode?: Mode
  readonly limits?: readonly Limit[]
  readonly budgets?: readonly { readonly window: BudgetWindow; readonly limit: Money }[]
  /** May use the page and the admin API. */
  readonly admin?: boolean
  /** Milliseconds since the epoch. */
  readonly expires?: number
}

export interface Key extends KeySettings {
  readonly id: string
  /** The secret's first characters, for people to tell keys apart. */
  readonly prefix: string
  readonly created: number
  readonly revoked: number | undefined
  /** To the minute. */
  readonly used: number | undefined
}

export interface Keys {
  /** The key of a secret; undefined where it is unknown, revoked or expired. */
  verify(secret: string): Key | undefined
  /** The answer is the only place where the secret is ever seen. */
  add(settings: KeySettings): { readonly key: Key; readonly secret: string }
  /** Changes settings; undefined where the id is unknown. A setting given as undefined is removed. */
  update(
    id: string,
    settings: { readonly [Name in keyof KeySettings]?: KeySettings[Name] | undefined },
  ): Key | undefined
  /** Once revoked, for ever. False where the id is unknown or revoked already. */
  revoke(id: string): boolean
  get(id: string): Key | undefined
  /** Keys that are not revoked. */
  count(): number
  /** Oldest first, revoked ones too. */
  list(): readonly Key[]
  /** The budgets of all keys that may still be used, as rules. */
  budgets(): readonly BudgetRule[]
}

/** Where keys are kept: a ledger, or what stands for one. */
export interface KeyStore {
  readonly database: DatabaseSync
  write(write: () => void): void
  flush(): void
}

/** Whether a text looks like a gateway key at all: saves the hash for the clients' provider keys. */
export function looksLikeKey(text: string): boolean {
  return text.length === secretLength && text.startsWith('fk_')
}

/** The keys of a ledger. Changes are on disk when the call that makes them returns. */
export function createKeys(store: KeyStore, clock: Clock): Keys {
  const { database } = store
  const byHash = new Map<string, Key>()
  const byId = new Map<string, { key: Key; hash: string }>()
  for (const row of database.prepare('SELECT * FROM keys ORDER BY created, id').all()) {
    const digest = Buffer.from(row['hash'] as Uint8Array).toString('hex')
    const revoked = row['revoked'] === null ? undefined : Number(row['revoked'])
    const used = row['used'] === null ? undefined : Number(row['used'])
    keep(
      {
        ...settingsOf(String(row['settings'])),
        id: String(row['id']),
        created: Number(row['created']),
        revoked,
        used,
      },
      digest,
    )
  }
  const insert = database.prepare(
    'INSERT INTO keys (id, hash, settings, created) VALUES (?, ?, ?, ?)',
  )
  const change = database.prepare('UPDATE keys SET settings = ?, revoked = ? WHERE id = ?')
  const use = database.prepare('UPDATE keys SET used = ? WHERE id = ?')

  function keep(key: Key, digest: string): Key {
    byId.set(key.id, { key, hash: digest })
    if (key.revoked === undefined) byHash.set(digest, key)
    else byHash.delete(digest)
    return key
  }
  const save = (key: Key, digest: string): Key => {
    store.write(() => change.run(textOf(key), key.revoked ?? null, key.id))
    store.flush()
    return keep(key, digest)
  }

  return {
    verify(secret) {
      if (!looksLikeKey(secret)) return undefined
      // Looked up by hash: how long it takes tells nothing about the secrets that exist.
      const digest = hash('sha256', secret, 'hex')
      const key = byHash.get(digest)
      if (!key) return undefined
      const now = clock.now()
      if (key.expires !== undefined && now >= key.expires) return undefined
      if (key.used === undefined || now - key.used >= usedGranularityMs) {
        store.write(() => use.run(now, key.id))
        return keep({ ...key, used: now }, digest)
      }
      return key
    },
    add(settings) {
      const secret = `fk_${base62(randomBytes(20))}`
      const digest = hash('sha256', secret, 'hex')
      const id = `key_${base62(randomBytes(6))}`
      const prefix = secret.slice(0, shown)
      const key: Key = {
        ...settings,
        id,
        prefix,
        created: clock.now(),
        revoked: undefined,
        used: undefined,
      }
      store.write(() => insert.run(id, Buffer.from(digest, 'hex'), textOf(key), key.created))
      store.flush()
      return { key: keep(key, digest), secret }
    },
    update(id, settings) {
      const known = byId.get(id)
      if (!known) return undefined
      const merged = Object.entries({ ...known.key, ...settings }).filter(
        ([, value]) => value !== undefined,
      )
      const key = { revoked: undefined, used: undefined, ...Object.fromEntries(merged), id } as Key
      return save(key, known.hash)
    },
    revoke(id) {
      const known = byId.get(id)
      if (!known || known.key.revoked !== undefined) return false
      save({ ...known.key, revoked: clock.now() }, known.hash)
      return true
    },
    get: (id) => byId.get(id)?.key,
    count: () => byHash.size,
    list: () => [...byId.values()].map(({ key }) => key),
    budgets: () =>
      [...byHash.values()].flatMap((key) =>
        (key.budgets ?? []).map(({ window, limit }) => ({
          scope: { of: 'key', name: key.id } as const,
          window,
          limit,
        })),
      ),
  }
}

/** Bytes as a number in base 62, as many digits as any bytes of that length need. */
function base62(bytes: Uint8Array): string {
  const digits = Math.ceil((bytes.length * 8) / Math.log2(62))
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (let i = 0; i < digits; i++) {
    text = letters[Number(value % 62n)]! + text
    value /= 62n
  }
  return text
}

/** Settings as JSON; money as text, which JSON's numbers cannot hold. */
function textOf(key: Key): string {
  const { id: _id, created: _created, revoked: _revoked, used: _used, ...settings } = key
  return JSON.stringify(settings, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
}

function settingsOf(text: string): KeySettings & { prefix: string } {
  const settings = JSON.parse(text) as KeySettings & { prefix: string }
  if (!settings.budgets) return settings
  return {
    ...settings,
    budgets: settings.budgets.map(({ window, limit }) => ({ window, limit: BigInt(limit) })),
  }
}
