/**
 * Answers on disk, each sealed with the key of its tenant, which the master key wraps. Written behind: a kill may lose
 * the newest, never spoil one.
 * @module
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { MasterKeys } from './master-key.ts'
import { keyBytes, seal, unseal } from './sealing.ts'
import { inTransaction } from '../../transaction.ts'

interface TenantKey {
  readonly id: number
  readonly tenant: string
  readonly key: Uint8Array
}

/** A row before it is sealed. */
export interface SealedRow {
  readonly id: number
  readonly tenant: string
  readonly head: unknown
  readonly body: Uint8Array
}

/** A row as memory is filled from it. */
export interface Opened {
  readonly id: number
  readonly head: Buffer
}

interface Row {
  readonly id: number
  readonly owner: number
  readonly head: Uint8Array
  readonly body: Uint8Array
}

/** Version of the tables; a file of another version holds nothing that is missed, so it is made anew. */
const version = 1

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

/** Ids are never used twice, so a row cannot be put in the place of another, newer or older. */
export class SealedFile {
  readonly #database: DatabaseSync
  readonly #keys = new Map<string, TenantKey>()
  readonly #owners = new Map<number, TenantKey>()
  readonly #master: MasterKeys
  readonly #get
  readonly #put
  readonly #remove
  readonly #page
  #nextId: number
  /** Answers whose key does not open: sealed by another master key, or changed. They are gone. */
  readonly lost: number

  /** @throws Error where the file cannot be opened even when made anew */
  constructor(file: string, master: MasterKeys) {
    this.#master = master
    this.#database = openDatabase(file)
    this.#get = this.#database.prepare('SELECT id, owner, head, body FROM answers WHERE id = ?')
    this.#put = this.#database.prepare(
      'INSERT INTO answers (id, owner, head, body) VALUES (?, ?, ?, ?)',
    )
    this.#remove = this.#database.prepare('DELETE FROM answers WHERE id = ?')
    this.#page = this.#database.prepare(
      'SELECT id, owner, head FROM answers WHERE id > ? ORDER BY id LIMIT ?',
    )
    this.#readKeys()
    const owners = [...this.#owners.keys()].join(',')
    const orphans = this.#database.prepare(`DELETE FROM answers WHERE owner NOT IN (${owners})`)
    this.lost = Number(orphans.run().changes)
    const used = this.#database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'answers'")
    this.#nextId = ((used.get() as { seq: number } | undefined)?.seq ?? 0) + 1
  }

  newId(): number {
    return this.#nextId++
  }

  /** Writes and removes all of them, or, where the process dies on the way, none. */
  write(added: readonly SealedRow[], removed: readonly number[]): void {
    const known = this.#keys.size
    const run = () => {
      for (const { id, tenant, head, body } of added) {
        const owner = this.#keyOf(tenant)
        const sealed = seal(owner.key, headOf(owner.id, id), json(head))
        this.#put.run(id, owner.id, sealed, seal(owner.key, bodyOf(owner.id, id), body))
      }
      for (const id of removed) this.#remove.run(id)
    }
    try {
      inTransaction(this.#database, run)
    } catch (error) {
      // Keys made on the way are not in the file.
      for (const tenant of [...this.#keys.keys()].slice(known)) this.#forget(tenant)
      throw error
    }
  }

  /** @throws Error where the answer is not there or does not open */
  read(id: number): { head: Buffer; body: Buffer } {
    const row = this.#get.get(id) as Row | undefined
    if (!row) throw new Error(`answer ${id} is not in the file`)
    const key = this.#ownerOf(row)
    return {
      head: unseal(key, headOf(row.owner, id), row.head),
      body: unseal(key, bodyOf(row.owner, id), row.body),
    }
  }

  /** The next answers behind `after`, without bodies; those that do not open are removed and left out. */
  page(after: number, count: number): { opened: Opened[]; last: number | undefined; lost: number } {
    const rows = this.#page.all(after, count) as unknown as Row[]
    const opened: Opened[] = []
    for (const row of rows) {
      try {
        opened.push({
          id: row.id,
          head: unseal(this.#ownerOf(row), headOf(row.owner, row.id), row.head),
        })
      } catch {
        this.#remove.run(row.id)
      }
    }
    return { opened, last: rows.at(-1)?.id, lost: rows.length - opened.length }
  }

  /** A text kept under a name; undefined: none, or it does not open. */
  note(name: string): string | undefined {
    const row = this.#database.prepare('SELECT sealed FROM notes WHERE name = ?').get(name)
    try {
      const sealed = row?.['sealed'] as Uint8Array
      return unseal(this.#master.current.key, noteOf(name), sealed).toString()
    } catch {
      return undefined
    }
  }

  keepNote(name: string, text: string): void {
    const sealed = seal(this.#master.current.key, noteOf(name), Buffer.from(text))
    this.#database
      .prepare('INSERT OR REPLACE INTO notes (name, sealed) VALUES (?, ?)')
      .run(name, sealed)
  }

  /** Removes answers and overwrites their bytes. */
  erase(ids: readonly number[]): void {
    this.#securely(() => this.write([], ids))
  }

  /** Forgets the keys of tenants: what was sealed with them opens no more, wherever a copy of it lies. */
  shred(which: (tenant: string) => boolean): void {
    const gone = [...this.#keys.values()].filter(({ tenant }) => which(tenant))
    const one = this.#database.prepare('DELETE FROM keys WHERE id = ?')
    this.#securely(() => {
      for (const { id, tenant } of gone) {
        one.run(id)
        this.#forget(tenant)
      }
    })
  }

  /** Empties the write-ahead log, which holds older copies of what was removed. */
  checkpoint(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  close(): void {
    this.#database.close()
  }

  /** Unwraps every key; those of an older master key are wrapped anew by the current one. */
  #readKeys(): void {
    type KeyRow = { id: number; master: string; sealed: Uint8Array }
    const rows = this.#database.prepare('SELECT id, master, sealed FROM keys').all()
    const update = this.#database.prepare('UPDATE keys SET master = ?, sealed = ? WHERE id = ?')
    const drop = this.#database.prepare('DELETE FROM keys WHERE id = ?')
    const { current, known } = this.#master
    inTransaction(this.#database, () => {
      for (const { id, master, sealed } of rows as unknown as KeyRow[]) {
        const wrapping = known.get(master)
        try {
          if (!wrapping) throw new Error('another master key')
          const plain = unseal(wrapping.key, keyOf(id), sealed)
          if (wrapping !== current) update.run(current.id, seal(current.key, keyOf(id), plain), id)
          const { tenant, key } = JSON.parse(plain.toString()) as { tenant: string; key: string }
          this.#know({ id, tenant, key: Buffer.from(key, 'base64') })
        } catch {
          drop.run(id)
        }
      }
    })
  }

  #know(key: TenantKey): TenantKey {
    this.#keys.set(key.tenant, key)
    this.#owners.set(key.id, key)
    return key
  }

  #forget(tenant: string): void {
    this.#owners.delete(this.#keys.get(tenant)!.id)
    this.#keys.delete(tenant)
  }

  #keyOf(tenant: string): TenantKey {
    const known = this.#keys.get(tenant)
    if (known) return known
    const key = randomBytes(keyBytes)
    const { current } = this.#master
    const made = this.#database
      .prepare("INSERT INTO keys (master, sealed) VALUES (?, x'')")
      .run(current.id)
    const id = Number(made.lastInsertRowid)
    const sealed = seal(current.key, keyOf(id), json({ tenant, key: key.toString('base64') }))
    this.#database.prepare('UPDATE keys SET sealed = ? WHERE id = ?').run(sealed, id)
    return this.#know({ id, tenant, key })
  }

  #ownerOf({ owner }: Row): Uint8Array {
    const key = this.#owners.get(owner)?.key
    if (!key) throw new Error('its key is gone')
    return key
  }

  #securely(run: () => void): void {
    this.#database.exec('PRAGMA secure_delete = ON')
    try {
      run()
    } finally {
      this.#database.exec('PRAGMA secure_delete = OFF')
    }
  }
}

const keyOf = (id: number): string => `farthing 1 key ${id}`
const headOf = (owner: number, id: number): string => `farthing 1 head ${owner} ${id}`
const noteOf = (name: string): string => `farthing 1 note ${name}`
const bodyOf = (owner: number, id: number): string => `farthing 1 body ${owner} ${id}`

function openDatabase(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    return prepare(new DatabaseSync(file, { timeout: 0 }))
  } catch (error) {
    // SQLITE_CORRUPT and SQLITE_NOTADB: a cache that cannot be read is made anew. In use by another: not ours to touch.
    const code = (error as { errcode?: number }).errcode ?? 0
    if (code !== 11 && code !== 26) throw error
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    return prepare(new DatabaseSync(file, { timeout: 0 }))
  }
}

function prepare(database: DatabaseSync): DatabaseSync {
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    const found = database.prepare('PRAGMA user_version').get() as { user_version: number }
    if (found.user_version !== version) {
      database.exec(
        'DROP TABLE IF EXISTS answers; DROP TABLE IF EXISTS keys; DROP TABLE IF EXISTS notes',
      )
    }
    database.exec(`
      CREATE TABLE IF NOT EXISTS answers (
        id INTEGER PRIMARY KEY AUTOINCREMENT, owner INTEGER NOT NULL, head BLOB NOT NULL, body BLOB NOT NULL
      );
      CREATE TABLE IF NOT EXISTS keys (
        id INTEGER PRIMARY KEY AUTOINCREMENT, master TEXT NOT NULL, sealed BLOB NOT NULL
      );
      CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, sealed BLOB NOT NULL);
      PRAGMA user_version = ${version};
    `)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
