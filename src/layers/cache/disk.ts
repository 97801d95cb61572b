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

export interface Flush {
  readonly tenant?: string
  readonly tag?: string
  readonly model?: string
}

/** An answer that a flush found. */
export interface Found {
  readonly key: string
  readonly made: number
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
const version = 2

/**
 * A file of answers, whose rows lie in the order in which they were made: in that of their keys, which are random, each
 * answer rewrites a page of its own, and writing one took 57 µs instead of 10. Every call is synchronous and short; `write` is one
 * transaction.
 */
export class AnswerFile {
  readonly #database: DatabaseSync
  readonly #get
  readonly #put
  readonly #bytes
  readonly #oldest
  readonly #remove

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true })
    this.#database = new DatabaseSync(file, { timeout: 0 })
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    const found = this.#database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (found.user_version !== version) this.#database.exec('DROP TABLE IF EXISTS answers')
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS answers (
        key TEXT PRIMARY KEY, tenant TEXT NOT NULL, model TEXT NOT NULL, expires INTEGER NOT NULL,
        made INTEGER NOT NULL, size INTEGER NOT NULL, about TEXT NOT NULL, body BLOB NOT NULL
      );
      CREATE INDEX IF NOT EXISTS answers_made ON answers (made);
      PRAGMA user_version = ${version};
    `)
    this.#get = this.#database.prepare(
      'SELECT key, body, about FROM answers WHERE key = ? AND expires > ?',
    )
    this.#put = this.#database.prepare(
      'INSERT OR REPLACE INTO answers (key, tenant, model, expires, made, size, about, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.#bytes = this.#database.prepare('SELECT coalesce(sum(size), 0) AS bytes FROM answers')
    this.#oldest = this.#database.prepare('SELECT key, size FROM answers ORDER BY made LIMIT 200')
    this.#remove = this.#database.prepare('DELETE FROM answers WHERE key = ?')
  }

  get(key: string, now: number): Entry | undefined {
    const row = this.#get.get(key, now) as Row | undefined
    return row && entryOf(row)
  }

  /** Every key, for knowing what to look for. */
  keys(): string[] {
    return (this.#database.prepare('SELECT key FROM answers').all() as { key: string }[]).map(
      (row) => row.key,
    )
  }

  get bytes(): number {
    return (this.#bytes.get() as { bytes: number }).bytes
  }

  /** Writes all of them, or, where the process dies on the way, none. */
  write(entries: readonly Entry[]): void {
    this.#transaction(() => {
      for (const entry of entries) {
        const { key, body, ...about } = entry
        this.#put.run(
          key,
          entry.tenant,
          entry.model,
          entry.expiresAt,
          entry.madeAt,
          sizeOf(entry),
          JSON.stringify(about),
          body,
        )
      }
    })
  }

  /** Lets go of what has expired and then of the oldest until `maximum` bytes are left; gives the bytes left. */
  trim(maximum: number, now: number): number {
    this.#database.prepare('DELETE FROM answers WHERE expires <= ?').run(now)
    for (;;) {
      const excess = this.bytes - maximum
      if (excess <= 0) return excess + maximum
      this.#transaction(() => this.#removeOldest(excess))
    }
  }

  #removeOldest(bytes: number): void {
    let left = bytes
    for (const row of this.#oldest.all() as { key: string; size: number }[]) {
      if (left <= 0) return
      this.#remove.run(row.key)
      left -= row.size
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
    const sql = `SELECT key, made FROM answers WHERE ${where.join(' AND ')}`
    return this.#database.prepare(sql).all(...values) as unknown as Found[]
  }

  /** Removes answers, unless they were written anew since they were found, and overwrites their bytes. */
  remove(found: readonly Found[]): void {
    this.#database.exec('PRAGMA secure_delete = ON')
    const one = this.#database.prepare('DELETE FROM answers WHERE key = ? AND made = ?')
    this.#transaction(() => {
      for (const { key, made } of found) one.run(key, made)
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

  #transaction(run: () => void): void {
    this.#database.exec('BEGIN')
    try {
      run()
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }
}

function entryOf({ key, body, about }: Row): Entry {
  const { stop, usage, ...rest } = JSON.parse(about) as About
  return { key, body, stop, usage, ...rest }
}
