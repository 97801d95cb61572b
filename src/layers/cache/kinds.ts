/**
 * What many answers have in common, written once: a third of what each took on disk.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Entry } from './entry.ts'

export type Kind = Pick<Entry, 'tenant' | 'tags' | 'target' | 'model' | 'contentType' | 'streamed'>

export interface Flush {
  readonly tenant?: string
  readonly tag?: string
  readonly model?: string
}

export interface Kinds {
  /** Its number; a kind that is new is written. */
  numberOf(kind: Kind): number
  read(number: number): Kind | undefined
  /** Numbers of those that match every word given, a tenant standing for its end users too. */
  find(what: Flush): number[]
  /** No answer from now on gets a number that was given before. */
  forget(): void
  remove(numbers: readonly number[]): void
  /** Removes those that no answer has any more. */
  removeUnused(): void
}

/** A tag may be of one call alone: what is known of kinds is forgotten now and then. */
const mostKnown = 10_000

/** Opens the table of kinds, within the same file as the answers. */
export function openKinds(database: DatabaseSync): Kinds {
  database.exec(
    'CREATE TABLE IF NOT EXISTS kinds (number INTEGER PRIMARY KEY, about TEXT NOT NULL)',
  )
  const put = database.prepare('INSERT INTO kinds VALUES (?, ?)')
  const get = database.prepare('SELECT about FROM kinds WHERE number = ?')
  const drop = database.prepare('DELETE FROM kinds WHERE number = ?')
  const last = database.prepare('SELECT max(number) AS number FROM kinds').get()
  let next = Number(last?.['number'] ?? 0) + 1
  const numbers = new Map<string, number>()
  const kinds = new Map<number, Kind>()

  return {
    numberOf(kind) {
      const name = nameOf(kind)
      const known = numbers.get(name)
      if (known !== undefined) return known
      const { tenant, tags, target, model, contentType, streamed } = kind
      const about = JSON.stringify({ tenant, tags, target, model, contentType, streamed })
      const number = next++
      put.get(number, about)
      if (numbers.size >= mostKnown) numbers.clear()
      numbers.set(name, number)
      return number
    },
    read(number) {
      const known = kinds.get(number)
      if (known !== undefined) return known
      const found = get.get(number) as { about: string } | undefined
      if (found === undefined) return undefined
      const kind = JSON.parse(found.about) as Kind
      if (kinds.size >= mostKnown) kinds.clear()
      kinds.set(number, kind)
      return kind
    },
    find: (what) => matching(database, what),
    forget: () => numbers.clear(),
    remove(gone) {
      for (const number of gone) {
        kinds.delete(number)
        drop.run(number)
      }
    },
    removeUnused() {
      numbers.clear()
      kinds.clear()
      database.exec('DELETE FROM kinds WHERE number NOT IN (SELECT kind FROM answers)')
    },
  }
}

/** By its parts, since a target is made anew for each call. */
function nameOf({ tenant, tags, target, model, contentType, streamed }: Kind): string {
  const { provider, model: asked, dialect, path, credential } = target
  const where = `${provider}\0${asked}\0${dialect}\0${path}\0${model}\0${contentType}\0${streamed}`
  const rare = tags.length > 0 || credential ? JSON.stringify([tags, credential]) : ''
  return `${tenant}\0${where}\0${rare}`
}

function matching(database: DatabaseSync, { tenant, tag, model }: Flush): number[] {
  const where: string[] = ['1']
  const values: string[] = []
  const own = (name: string): string => `json_extract(about, '$.${name}')`
  if (tenant !== undefined) {
    where.push(`(${own('tenant')} = ? OR substr(${own('tenant')}, 1, length(?) + 1) = ? || '/')`)
    values.push(tenant, tenant, tenant)
  }
  if (model !== undefined) {
    where.push(`(${own('model')} = ? OR ${own('target.model')} = ?)`)
    values.push(model, model)
  }
  if (tag !== undefined) {
    where.push("EXISTS (SELECT 1 FROM json_each(about, '$.tags') WHERE value = ?)")
    values.push(tag)
  }
  const sql = `SELECT number FROM kinds WHERE ${where.join(' AND ')}`
  return database
    .prepare(sql)
    .all(...values)
    .map(({ number }) => Number(number))
}
