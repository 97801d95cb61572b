/**
 * Kept answers on disk, written behind: a kill may lose the newest, never spoil one.
 * @module
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Target, Usage } from '../../call.ts'
import type { Entry } from './entry.ts'
import { sizeOf } from './entry.ts'
import { inTransaction } from './transaction.ts'

export interface Flush {
  readonly tenant?: string
  readonly tag?: string
  readonly model?: string
}

/** Where an answer lies. No process uses a row twice, so an answer that is written anew is found by another. */
export interface Found {
  readonly key: string
  readonly row: number
}

interface Row {
  readonly key: string
  readonly body: Uint8Array
  readonly about: string
}

interface About {
  readonly tenant: string
  readonly tags: readonly string[]
  readonly target: Target
  readonly model: string
  readonly contentType: string
  readonly streamed: boolean
  readonly stop?: string
  readonly usage?: Usage
  readonly madeAt: number
  readonly expiresAt: number
}

/** Version of the table; a file of another version holds nothing that is missed, so it is made anew. */
const version = 4

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
  /** Counted here: SQLite's own count, which outlives the process, is a second write for each answer. */
  #next: number

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true })
    this.#database = new DatabaseSync(file, { timeout: 0 })
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    const found = this.#database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (found.user_version !== version) this.#database.exec('DROP TABLE IF EXISTS answers')
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS answers (
        row INTEGER PRIMARY KEY, key TEXT NOT NULL, tenant TEXT NOT NULL, model TEXT NOT NULL,
        expires INTEGER NOT NULL, size INTEGER NOT NULL, about TEXT NOT NULL, body BLOB NOT NULL
      );
      PRAGMA user_version = ${version};
    `)
    this.#get = this.#database.prepare(
      'SELECT key, body, about FROM answers WHERE row = ? AND expires > ?',
    )
    this.#put = this.#database.prepare('INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    const last = this.#database.prepare('SELECT max(row) AS row FROM answers').get()
    this.#next = Number(last?.['row'] ?? 0) + 1
    this.#bytes = this.#database.prepare('SELECT coalesce(sum(size), 0) AS bytes FROM answers')
    this.#oldest = this.#database.prepare('SELECT row, size FROM answers ORDER BY row LIMIT 200')
    this.#remove = this.#database.prepare('DELETE FROM answers WHERE row = ?')
  }

  get(row: number, now: number): Entry | undefined {
    const found = this.#get.get(row, now) as Row | undefined
    return found && entryOf(found)
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
    inTransaction(this.#database, () => {
      for (const entry of entries) {
        const { key, body, ...about } = entry
        const before = rowOf(key)
        if (before !== undefined) this.#remove.run(before)
        const { tenant, model, expiresAt } = about
        const text = JSON.stringify(about)
        const row = this.#next++
        // `get` saves the object that `run` answers with.
        this.#put.get(row, key, tenant, model, expiresAt, sizeOf(entry), text, body)
        rows.push(row)
      }
    })
    return rows
  }

  /** Lets go of what has expired and then of the oldest until `maximum` bytes are left; gives the bytes left. */
  trim(maximum: number, now: number): number {
    this.#database.prepare('DELETE FROM answers WHERE expires <= ?').run(now)
    for (;;) {
      const excess = this.bytes - maximum
      if (excess <= 0) return excess + maximum
      inTransaction(this.#database, () => this.#removeOldest(excess))
    }
  }

  #removeOldest(bytes: number): void {
    let left = bytes
    for (const { row, size } of this.#oldest.all() as { row: number; size: number }[]) {
      if (left <= 0) return
      this.#remove.run(row)
      left -= size
    }
  }

  /** What matches every word given; without any, all. A tenant stands for its end users too. */
  find({ tenant, tag, model }: Flush): Found[] {
    const where: string[] = ['1']
    const values: string[] = []
    if (tenant !== undefined) {
      where.push("(tenant = ? OR substr(tenant, 1, length(?) + 1) = ? || '/')")
      values.push(tenant, tenant, tenant)
    }
    if (model !== undefined) {
      where.push("(model = ? OR json_extract(about, '$.target.model') = ?)")
      values.push(model, model)
    }
    if (tag !== undefined) {
      where.push("EXISTS (SELECT 1 FROM json_each(about, '$.tags') WHERE value = ?)")
      values.push(tag)
    }
    const sql = `SELECT key, row FROM answers WHERE ${where.join(' AND ')}`
    return this.#database.prepare(sql).all(...values) as unknown as Found[]
  }

  /** Removes answers and overwrites their bytes. */
  remove(found: readonly Found[]): void {
    this.#database.exec('PRAGMA secure_delete = ON')
    inTransaction(this.#database, () => {
      for (const { row } of found) this.#remove.run(row)
    })
    this.#database.exec('PRAGMA secure_delete = OFF')
  }

  /** Empties the write-ahead log, which holds older copies of what was removed. */
  checkpoint(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  close(): void {
    this.#database.close()
  }
}

function entryOf({ key, body, about }: Row): Entry {
  const { stop, usage, ...rest } = JSON.parse(about) as About
  return { key, body, stop, usage, ...rest }
}
