/**
 * Words that repeat, as small integers.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { withoutUser } from './tenant.ts'

/** A hostile client can invent words without end: the maps are emptied when they hold this many. */
const remembered = 20_000
/** Longer words are cut: a name that long is an attack, not a name. */
const longest = 256

/**
 * Words that a ledger takes in; further ones become `more`. About 20 MB, however many words clients invent. Sets of tags
 * and end users stop at half of it, so that one of its own for each call leaves room for the names that matter.
 */
const mostNames = 200_000
/** Stands for all words past the bound. */
export const more = '(more)'

export interface Names {
  /** The number of a word, given to it now if it is new. Call inside a transaction. */
  id(text: string): number
  /** The same for a tenant: where there is no room for one more end user (`tenant/user`), it is the tenant. */
  tenant(text: string): number
  /** The same for what may be absent. */
  optional(text: string | undefined): number | null
  /** The number of a set of words: sorted, joined by LF; null where empty. */
  set(texts: readonly string[] | undefined): number | null
  /** Forgets what may have been rolled back. */
  forget(): void
}

/** Interns words in the table `names` of a writable ledger. */
export function createNames(database: DatabaseSync, most = mostNames): Names {
  const known = new Map<string, number>()
  const find = database.prepare('SELECT id FROM names WHERE text = ?')
  const insert = database.prepare('INSERT INTO names (text) VALUES (?)')
  const highest = database.prepare('SELECT coalesce(max(id), 0) AS most FROM names')
  let count = Number(highest.get()!['most'])
  const id = (text: string, bound = most, instead = more): number => {
    const hit = known.get(text)
    if (hit !== undefined) return hit
    const cut = text.length > longest ? text.slice(0, longest) : text
    const row = find.get(cut)
    if (!row && count >= bound && text !== more) return id(instead)
    const number = Number(row ? row['id'] : insert.run(cut).lastInsertRowid)
    count = Math.max(count, number)
    if (known.size >= remembered) known.clear()
    known.set(text, number)
    return number
  }
  return {
    id: (text) => known.get(text) ?? id(text),
    tenant(text) {
      const hit = known.get(text)
      if (hit !== undefined) return hit
      const tenant = withoutUser(text)
      return tenant === text ? id(text) : id(text, most / 2, tenant)
    },
    optional: (text) => (text === undefined ? null : id(text)),
    set: (texts) =>
      texts === undefined || texts.length === 0 ? null : id(joinSet(texts), most / 2),
    forget: () => known.clear(),
  }
}

/** Reads words by number, with a bounded memory. For queries. */
export function createNameReader(database: DatabaseSync): (id: unknown) => string {
  const known = new Map<number, string>()
  const find = database.prepare('SELECT text FROM names WHERE id = ?')
  return (id) => {
    const number = Number(id)
    const hit = known.get(number)
    if (hit !== undefined) return hit
    const text = String(find.get(number)?.['text'] ?? '')
    if (known.size >= remembered) known.clear()
    known.set(number, text)
    return text
  }
}

/** A set of words as one word. */
export function joinSet(texts: readonly string[]): string {
  if (texts.length === 1) return texts[0]!.replaceAll('\n', ' ')
  return [...new Set(texts.map((text) => text.replaceAll('\n', ' ')))].sort().join('\n')
}

/** The words of a set; none for the empty one. */
export function splitSet(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n')
}
