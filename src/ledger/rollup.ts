/**
 * Sums by hour, day and for ever, kept by a high-water mark: rows of `calls` up to the mark are in the sums, later ones
 * are not yet, and a query adds them. Here SQL makes the sums from the rows; `accumulate.ts` makes them as calls close.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import {
  callMeasures,
  dimensions,
  extraMeasures,
  hourOf,
  measureNames,
  rowDimensions,
  summed,
} from './measures.ts'

const keys = `unit, start, ${dimensions.join(', ')}`
/** The columns of the table, in order. */
export const rollupColumns = `${keys}, ${measureNames.join(', ')}`
/** The end of an insert that adds to the sums that are there. */
export const addedUp = `ON CONFLICT (${keys}) DO UPDATE SET ${measureNames.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`

export interface Rollup {
  /** Rolls up at most `most` rows; the answer is how many there were. Call inside a transaction. */
  advance(most: number): number
  /** The same for what is no call (shadows, judges, late attempts). */
  advanceExtras(most: number): number
  /** Folds the `most` oldest sums of days before `day` (since 1970, UTC) into those for ever. */
  foldDays(day: number, most: number): void
  /** Drops the `most` oldest sums of hours before `hour`. */
  dropHours(hour: number, most: number): void
}

/** Prepares rolling up for the owner of the database. */
export function createRollup(database: DatabaseSync): Rollup {
  const first = `FROM rollup WHERE unit = :unit AND start < :before ORDER BY ${keys} LIMIT :most`
  const fold = database.prepare(
    `INSERT INTO rollup (${rollupColumns})
     SELECT 2, 0, ${dimensions.join(', ')}, ${measureNames.join(', ')} FROM (SELECT * ${first})
     WHERE true ${addedUp}`,
  )
  const drop = database.prepare(`DELETE FROM rollup WHERE (${keys}) IN (SELECT ${keys} ${first})`)
  return {
    advance: rolling(database, 'calls', 'id', callMeasures),
    advanceExtras: rolling(database, 'extras', 'call AS id', extraMeasures),
    foldDays(day, most) {
      const oldest = { unit: 1, before: day, most }
      fold.run(oldest)
      drop.run(oldest)
    },
    dropHours: (hour, most) => void drop.run({ unit: 0, before: hour, most }),
  }
}

function rolling(database: DatabaseSync, table: 'calls' | 'extras', id: string, measures: string) {
  const rows = `SELECT ${id}, ${rowDimensions}, ${measures} FROM ${table} WHERE row > ? AND row <= ?`
  const into = (unit: number, start: string): string =>
    `INSERT INTO rollup (${rollupColumns})
     SELECT ${unit}, ${start} AS start, ${dimensions.join(', ')}, ${summed} FROM (${rows})
     WHERE true GROUP BY start, ${dimensions.join(', ')} ${addedUp}`
  const hours = database.prepare(into(0, hourOf))
  const days = database.prepare(into(1, `${hourOf} / 24`))
  const until = database.prepare(
    `SELECT max(row) AS row, count(*) AS n FROM (SELECT row FROM ${table} WHERE row > ? ORDER BY row LIMIT ?)`,
  )
  const read = database.prepare('SELECT value FROM meta WHERE name = ?')
  const write = database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  const name = `rolled_${table}`
  return (most: number): number => {
    const mark = Number(read.get(name)?.['value'] ?? 0)
    const next = until.get(mark, most)
    if (!next || next['row'] === null) return 0
    const row = Number(next['row'])
    hours.run(mark, row)
    days.run(mark, row)
    write.run(name, row)
    return Number(next['n'])
  }
}
