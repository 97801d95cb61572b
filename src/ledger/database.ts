/**
 * Opening the file: pragmas, migrations, and the same for readers.
 * @module
 */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { FarthingError } from '../errors.ts'
import { headerBytes, isOurs, markOurs, requireOurs } from './ours.ts'
import { migrate, requireVersion } from './migrations.ts'

/**
 * Opens the file for its owner, made where it is missing in a folder that is there. `synchronous = NORMAL`: a commit survives any death of the
 * process at once, and a power cut up to the last checkpoint, without a wait for the disk in each turn.
 * Throws `ledger_version` and `ledger_unusable`.
 */
export function openDatabase(file: string): DatabaseSync {
  return opened(
    file,
    () => new DatabaseSync(file, { timeout: 0, enableForeignKeyConstraints: false }),
    (database) => {
      requireOurs(database, file)
      // A reader of the owner before may be closing, which takes the file for itself; only a start waits for it.
      database.exec(`
      PRAGMA busy_timeout = 2000;
      PRAGMA auto_vacuum = INCREMENTAL;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA cache_size = -8000;
      PRAGMA temp_store = MEMORY;
      PRAGMA secure_delete = ON;
      PRAGMA journal_size_limit = 67108864;
    `)
      migrate(database, file)
      markOurs(database)
      database.exec('PRAGMA busy_timeout = 0')
    },
  )
}

/** Opens a ledger that another process may own, for reading only. Throws as `openDatabase`. */
export function openForReading(file: string): DatabaseSync {
  const reading = (path: string | URL): DatabaseSync =>
    opened(
      file,
      () => new DatabaseSync(path, { readOnly: true, timeout: 2000 }),
      (database) => {
        database.exec('PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY')
        requireOurs(database, file)
        requireVersion(database, file)
      },
    )
  try {
    return reading(file)
  } catch (error) {
    // SQLite makes files beside a ledger even to read it, which not everyone may; where nobody writes, none are needed.
    if (!mayOnlyRead(error) || existsSync(`${file}-wal`)) throw error
    return reading(unchanging(file))
  }
}

/**
 * Throws `ledger_unusable` for a file that holds something and is no ledger, before anything is made beside it. A file
 * that says itself whose it is costs one read of 72 bytes; what cannot be read is left to `openDatabase` to tell.
 */
export function refuseForeign(file: string): void {
  const header = headerOf(file)
  if (header === undefined || header.length === 0 || isOurs(header)) return
  // SQLite makes files beside one that keeps a log, and needs the log to say what is in it.
  const path = existsSync(`${file}-wal`) ? file : unchanging(file)
  opened(
    file,
    () => new DatabaseSync(path, { readOnly: true, timeout: 2000 }),
    (database) => requireOurs(database, file),
  ).close()
}

function headerOf(file: string): Buffer | undefined {
  let handle: number | undefined
  try {
    handle = openSync(file, 'r')
    const header = Buffer.alloc(headerBytes)
    return header.subarray(0, readSync(handle, header, 0, headerBytes, 0))
  } catch {
    return undefined
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

/** As SQLite names a file that nobody writes: it makes nothing beside it. */
function unchanging(file: string): URL {
  const url = pathToFileURL(file)
  url.searchParams.set('immutable', '1')
  return url
}

/** Whether SQLite could not open, or not write, what it needs (https://sqlite.org/rescode.html: 14 and 8). */
function mayOnlyRead(error: unknown): boolean {
  const { errcode = 0 } = ((error as Error).cause ?? {}) as { errcode?: number }
  return [8, 14].includes(errcode & 0xff)
}

/** What SQLite or the system says of a file becomes `ledger_unusable`, and no handle stays open. */
function opened(
  file: string,
  open: () => DatabaseSync,
  prepare: (database: DatabaseSync) => void,
): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = open()
    prepare(database)
    return database
  } catch (error) {
    database?.close()
    if (error instanceof FarthingError) throw error
    const detail = `the ledger cannot be opened: ${(error as Error).message}`
    throw new FarthingError('ledger_unusable', { file, detail }, error)
  }
}
