/**
 * Several statements as one: all of them, or, where one fails or the process dies, none.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'

/** Runs `run` between BEGIN and COMMIT. What it throws is thrown on, after ROLLBACK. */
export function inTransaction(database: DatabaseSync, run: () => void): void {
  database.exec('BEGIN')
  try {
    run()
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
