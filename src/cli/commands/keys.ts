/**
 * `farthing keys`: add, list, edit, revoke.
 * @module
 */
import type { Key } from '../../ledger/keys.ts'
import type { Common, EditKeyFlags, KeyFlags } from '../options.ts'
import { textTable, type Column } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { changesOf, rightsOf, settingsOf } from './key-flags.ts'
import { findKey, refuseTaken, withKeys } from './key-ring.ts'

export async function addKey(name: string, options: KeyFlags, terminal: Terminal): Promise<void> {
  const settings = settingsOf(name, options)
  const { key, secret } = await withKeys(options, async (ring) => {
    await refuseTaken(ring, name, `\`farthing keys edit ${name}\` changes it`)
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

/** Changes a key in place; its secret stays, and a gateway that runs goes by it from the next call on. */
export async function editKey(
  name: string,
  options: EditKeyFlags,
  terminal: Terminal,
): Promise<void> {
  const key = await withKeys(options, async (ring) => {
    const found = await findKey(ring, name)
    const changes = changesOf(found, options)
    const { rename } = options
    if (rename !== undefined && rename !== found.name)
      await refuseTaken(ring, rename, 'choose another name')
    return ring.change(found.id, changes)
  })
  if (options.json) return terminal.json({ key })
  terminal.line(`${key.name} (${key.id}): ${rightsOf(key)}`)
}

export async function revokeKey(name: string, options: Common, terminal: Terminal): Promise<void> {
  const key = await withKeys(options, async (ring) => {
    const found = await findKey(ring, name)
    await ring.revoke(found.id)
    return found
  })
  if (options.json) return terminal.json({ revoked: key.id })
  terminal.line(`${key.name} (${key.id}) is no longer valid.`)
}
