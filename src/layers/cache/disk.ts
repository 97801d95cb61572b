/**
 * Kept answers on disk, written behind: a kill may lose the newest, never spoil one.
 * @module
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Usage } from '../../call.ts'
import { overhead, type Entry } from './entry.ts'
import { openKinds, type Flush, type Kinds } from './kinds.ts'
import { inTransaction } from './transaction.ts'

/** Where an answer lies. No process uses a row twice, so an answer that is written anew is found by another. */
export interface Found {
  readonly key: string
  readonly row: number
}

interface Row {
  readonly key: string
  readonly kind: number
  readonly made: number
  readonly expires: number
  readonly stop: string | null
  readonly usage: string | null
  readonly body: Uint8Array
}

/** As `sizeOf` says. */
const size = `length(body) + ${overhead}`

/** Version of the tables; a file of another version holds nothing that is missed, so it is made anew. */
const version = 5

/**
 * A file of answers, in the order in which they were written and without an index: keys are random, so that each answer
 * would rewrite a page of one. Who opens the file holds which row has which key. Every call is synchronous and short;
 * `write` is one transaction.
 */
export class AnswerFile {
  readonly #database: DatabaseSync
  readonly #get
  readonly #put
  readonly #bytes
  readonly #oldest
  readonly #remove
  readonly #kinds: Kinds
  /** Kinds whose answers are about to be removed. */
  #retired: number[] = []
  /** Counted here: SQLite's own count, which outlives the process, is a second write for each answer. */
  #next: number

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true })
    this.#database = new DatabaseSync(file, { timeout: 0 })
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    const found = this.#database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (found.user_version !== version) {
      this.#database.exec('DROP TABLE IF EXISTS answers; DROP TABLE IF EXISTS kinds')
    }
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS answers (
        row INTEGER PRIMARY KEY, key TEXT NOT NULL, kind INTEGER NOT NULL, made INTEGER NOT NULL,
        expires INTEGER NOT NULL, stop TEXT, usage TEXT, body BLOB NOT NULL
      );
      PRAGMA user_version = ${version};
    `)
    this.#kinds = openKinds(this.#database)
    this.#get = this.#database.prepare('SELECT * FROM answers WHERE row = ? AND expires > ?')
    this.#put = this.#database.prepare('INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    const last = this.#database.prepare('SELECT max(row) AS row FROM answers').get()
    this.#next = Number(last?.['row'] ?? 0) + 1
    this.#bytes = this.#database.prepare(`SELECT coalesce(sum(${size}), 0) AS bytes FROM answers`)
    this.#oldest = this.#database.prepare(
      `SELECT row, ${size} AS size FROM answers ORDER BY row LIMIT 200`,
    )
    this.#remove = this.#database.prepare('DELETE FROM answers WHERE row = ?')
  }

  get(row: number, now: number): Entry | undefined {
    const found = this.#get.get(row, now) as Row | undefined
    const kind = found && this.#kinds.read(found.kind)
    return kind && { ...kind, ...ownOf(found) }
  }

  /** Every answer, the oldest first, for knowing what to look for. */
  all(): Found[] {
    return this.#database
      .prepare('SELECT key, row FROM answers ORDER BY row')
      .all() as unknown as Found[]
  }

  get bytes(): number {
    return (this.#bytes.get() as { bytes: number }).bytes
  }

  /**
   * Writes all of them, or, where the process dies on the way, none; gives their rows.
   * @param rowOf the row that an older answer to the same call lies in
   */
  write(entries: readonly Entry[], rowOf: (key: string) => number | undefined): number[] {
    const rows: number[] = []
    try {
      inTransaction(this.#database, () => {
        for (const entry of entries) {
          const { key, madeAt, expiresAt, stop = null, usage, body } = entry
          const before = rowOf(key)
          if (before !== undefined) this.#remove.run(before)
          const row = this.#next++
          const kind = this.#kinds.numberOf(entry)
          // `get` saves the object that `run` answers with.
          this.#put.get(row, key, kind, madeAt, expiresAt, stop, usageText(usage), body)
          rows.push(row)
        }
      })
    } catch (error) {
      // Kinds that were written in it are not there.
      this.#kinds.forget()
      throw error
    }
    return rows
  }

  /** Lets go of what has expired and then of the oldest until `maximum` bytes are left; gives the bytes left. */
  trim(maximum: number, now: number): number {
    this.#database.prepare('DELETE FROM answers WHERE expires <= ?').run(now)
    let { bytes } = this
    for (; bytes > maximum; bytes = this.bytes) {
      const excess = bytes - maximum
      inTransaction(this.#database, () => this.#removeOldest(excess))
    }
    this.#kinds.removeUnused()
    return bytes
  }

  #removeOldest(bytes: number): void {
    let left = bytes
    for (const { row, size } of this.#oldest.all() as { row: number; size: number }[]) {
      if (left <= 0) return
      this.#remove.run(row)
      left -= size
    }
  }

  /**
   * What matches every word given; without any, all. A tenant stands for its end users too. To be removed: later answers
   * share nothing with these.
   */
  find(what: Flush): Found[] {
    const kinds = this.#kinds.find(what)
    this.#kinds.forget()
    this.#retired.push(...kinds)
    return this.#database
      .prepare('SELECT key, row FROM answers WHERE kind IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(kinds)) as unknown as Found[]
  }

  /** Removes answers and overwrites their bytes. */
  remove(found: readonly Found[]): void {
    this.#database.exec('PRAGMA secure_delete = ON')
    inTransaction(this.#database, () => {
      for (const { row } of found) this.#remove.run(row)
    })
    this.#database.exec('PRAGMA secure_delete = OFF')
  }

  /** Removes what the answers that were found had in common, and empties the log, which holds older copies. */
  finish(): void {
    this.#database.exec('PRAGMA secure_delete = ON')
    inTransaction(this.#database, () => this.#kinds.remove(this.#retired.splice(0)))
    this.#database.exec('PRAGMA secure_delete = OFF; PRAGMA wal_checkpoint(TRUNCATE)')
  }

  close(): void {
    if (this.#retired.length > 0) this.finish()
    this.#database.close()
  }
}

function ownOf({ key, made, expires, stop, usage, body }: Row) {
  const read = usage === null ? undefined : usageOf(usage)
  return { key, madeAt: made, expiresAt: expires, stop: stop ?? undefined, usage: read, body }
}

/** Six numbers, or JSON where there are more. */
function usageText(usage: Usage | undefined): string | null {
  if (usage === undefined) return null
  if (usage.other !== undefined) return JSON.stringify(usage)
  const { input, cacheRead, cacheWrite, cacheWrite1h, output, reasoning } = usage
  return `${input},${cacheRead},${cacheWrite},${cacheWrite1h},${output},${reasoning}`
}

function usageOf(text: string): Usage {
  if (text.startsWith('{')) return JSON.parse(text) as Usage
  const [input = 0, cacheRead = 0, cacheWrite = 0, cacheWrite1h = 0, output = 0, reasoning = 0] =
    text.split(',').map(Number)
  return { input, cacheRead, cacheWrite, cacheWrite1h, output, reasoning }
}
