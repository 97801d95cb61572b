/**
 * Opening the file: pragmas, migrations, and the same for readers.
 * @module
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrate, requireVersion } from './migrations.ts'

/**
 * Opens the file for its owner, made where it is missing. `synchronous = NORMAL`: a commit survives any death of the
 * process at once, and a power cut up to the last checkpoint, without a wait for the disk in each turn.
 */
export function openDatabase(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file, { timeout: 0, enableForeignKeyConstraints: false })
  try {
    database.exec(`
      PRAGMA auto_vacuum = INCREMENTAL;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA cache_size = -8000;
      PRAGMA temp_store = MEMORY;
      PRAGMA journal_size_limit = 67108864;
    `)
    migrate(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Opens a ledger that another process may own, for reading only. */
export function openForReading(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 })
  try {
    database.exec('PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY')
    requireVersion(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
