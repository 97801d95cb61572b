/**
 * Brings the lines of a journal into the database that the process before, which died, had not brought in.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { replay } from './replay.ts'
import { readJournal } from './journal.ts'
import type { Attempt } from './rows.ts'
import { inlined, type Statements } from './statements.ts'

/** One transaction; all or nothing. Answers the number of the last line, from which a new journal goes on. */
export function bringIn(path: string, database: DatabaseSync, statements: Statements): number {
  const known = database.prepare("SELECT value FROM meta WHERE name = 'journal'").get()
  const { entries, last } = readJournal(path, Number(known?.['value'] ?? 0))
  if (entries.length === 0) return last
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const entry of entries) {
      replay(entry, {
        opened: statements.open,
        settled: (id, settlement) => statements.settle({ id } as Attempt, settlement),
        closed(row, number, facts, closing, attempts) {
          const only = inlined(attempts)
          statements.call(row, number, facts, closing, attempts.length, only, false)
          for (const attempt of attempts) {
            // One that was still open settles later, or is closed as what a crash left open.
            if (!attempt.settlement) continue
            if (attempt !== only) statements.keep(attempt, attempt.settlement, false)
            statements.drop(attempt)
          }
        },
      })
    }
    database.prepare("INSERT OR REPLACE INTO meta VALUES ('journal', ?)").run(last)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
  return last
}
