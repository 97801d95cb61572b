/**
 * Whether an SQLite file is a ledger: nothing is written into another program's.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { FarthingError } from '../errors.ts'

/** `application_id` of a ledger, "FRTH" (https://sqlite.org/pragma.html#pragma_application_id). */
const ours = 0x46525448

/** Of a file, as far as `isOurs` reads it. */
export const headerBytes = 72

/** Whether the first bytes of a file are those of a ledger (https://sqlite.org/fileformat2.html#database_header). */
export function isOurs(header: Buffer): boolean {
  return (
    header.length === headerBytes &&
    header.toString('latin1', 0, 16) === 'SQLite format 3\0' &&
    header.readInt32BE(68) === ours
  )
}

function idOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA application_id').get()!['application_id'])
}

/** Throws `ledger_unusable` for a database that holds something and is no ledger. */
export function requireOurs(database: DatabaseSync, file: string): void {
  const id = idOf(database)
  if (id === ours) return
  const tables = database.prepare('SELECT name FROM sqlite_schema').all()
  // The first ledgers had no id.
  const fine = tables.length === 0 || tables.some(({ name }) => name === 'open_attempts')
  if (id === 0 && fine) return
  const detail =
    'this is the SQLite database of another program, and is left as it is. Name another file in `ledger.file`.'
  throw new FarthingError('ledger_unusable', { file, detail })
}

/** Says in the file what it is. */
export function markOurs(database: DatabaseSync): void {
  if (idOf(database) !== ours) database.exec(`PRAGMA application_id = ${ours}`)
}
