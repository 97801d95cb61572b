/**
 * Who calls: a gateway key, else the keyed hash of the provider key that the caller brought.
 * @module
 */
import { createHmac } from 'node:crypto'
import type { TenantId } from '../call.ts'
import { FarthingError } from '../errors.ts'
import type { Key, Keys } from '../ledger/keys.ts'
import type { Head } from './head.ts'

/** Every gateway key begins so: a mistyped one is told apart from a provider key, and never goes upstream. */
export const keyPrefix = 'fk_'

/** What a client that insists on some API key sends, to use the keys of the gateway's environment. */
export const placeholder = 'farthing'

/** The caller of a request. */
export interface Caller {
  readonly tenant: TenantId
  readonly key: Key | undefined
}

/** Where clients put their key, in the order that they are looked at. */
const places = ['authorization', 'x-api-key', 'x-goog-api-key', 'api-key'] as const

/** Tenants of provider keys seen lately; the keyed hash costs 3 µs. */
const memoryOfTenants = 10_000

export type Identify = (head: Head) => Caller

/**
 * Makes the function that says who calls. It removes gateway keys and the placeholder from the headers that go
 * upstream. Throws `key_unknown` for a wrong gateway key, and `key_required` where there are keys and the caller
 * brought none of any kind.
 */
export function createIdentify(keys: Keys, secret: Uint8Array): Identify {
  const tenants = new Map<string, TenantId>()

  function tenantOf(kind: string, value: string): TenantId {
    const label = `${kind}\n${value}`
    const known = tenants.get(label)
    if (known !== undefined) return known
    const made = createHmac('sha256', secret).update(label).digest('base64url').slice(0, 22)
    if (tenants.size >= memoryOfTenants) tenants.clear()
    tenants.set(label, made)
    return made
  }

  function gatewayKey(value: string): Key {
    const key = keys.verify(value)
    if (key === undefined) throw new FarthingError('key_unknown')
    return key
  }

  return (head) => {
    const { headers } = head
    let key = head.key === '' ? undefined : gatewayKey(head.key)
    let brought = head.queryKey
    for (const name of places) {
      const value = headers[name]
      if (typeof value !== 'string') continue
      const bare = name === 'authorization' ? withoutScheme(value) : value
      if (bare.startsWith(keyPrefix)) {
        key ??= gatewayKey(bare)
        delete headers[name]
      } else if (bare === placeholder || bare === '') {
        delete headers[name]
      } else if (brought === '') {
        brought = bare
      }
    }
    let tenant: TenantId
    if (key !== undefined) tenant = key.tenant
    else if (brought !== '') tenant = tenantOf('key', brought)
    else if (needsKey(keys)) throw new FarthingError('key_required')
    else tenant = 'local'
    if (head.user !== '') tenant = `${tenant}/${tenantOf(`user of ${tenant}`, head.user)}`
    return { tenant, key }
  }
}

const inQuery = /([?&])key=([^&]*)(&|$)/

/**
 * Takes the key out of a query, into the head: a gateway key must not go upstream, a provider key names the tenant.
 * Gives the URL to go on with.
 */
export function takeQueryKey(url: string, head: Head): string {
  const found = inQuery.exec(url)
  if (found === null) return url
  const [whole, before, value = '', after] = found
  if (!value.startsWith(keyPrefix)) {
    head.queryKey = value
    return url
  }
  if (head.key === '') head.key = value
  return url.replace(whole, after === '&' ? before! : '')
}

/** `Bearer abc` and `Basic abc` without their scheme. */
function withoutScheme(value: string): string {
  const space = value.indexOf(' ')
  return space < 0 ? value.trim() : value.slice(space + 1).trim()
}

/** Whether any key is valid: from then on the gateway's own provider keys are for those who have one. */
export function needsKey(keys: Keys): boolean {
  return keys.list().some(({ revoked }) => revoked === undefined)
}
