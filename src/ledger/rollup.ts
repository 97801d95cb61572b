/**
 * Sums by hour, day and for ever, kept by a high-water mark: rows of `calls` up to the mark are in the sums, later ones
 * are not yet. Rolling up late costs a call 1 µs off the hot path, and a query adds the few rows after the mark.
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
const added = `ON CONFLICT (${keys}) DO UPDATE SET ${measureNames.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`

export interface Rollup {
  /** Rolls up at most `most` rows; the answer is how many it were. Call inside a transaction. */
  advance(most: number): number
  /** Folds days before `day` (days since 1970, UTC) into the sums for ever, and drops hours before `hour`. */
  fold(day: number, hour: number): void
}

/** Prepares rolling up for the owner of the database. */
export function createRollup(database: DatabaseSync): Rollup {
  const lists = [
    rolling(database, 'calls', 'id', callMeasures),
    rolling(database, 'extras', 'call AS id', extraMeasures),
  ]
  const fold = database.prepare(
    `INSERT INTO rollup (${keys}, ${measureNames.join(', ')})
     SELECT 2, 0, ${dimensions.join(', ')}, ${summed} FROM rollup WHERE unit = 1 AND start < ?
     GROUP BY ${dimensions.join(', ')} ${added}`,
  )
  const dropDays = database.prepare('DELETE FROM rollup WHERE unit = 1 AND start < ?')
  const dropHours = database.prepare('DELETE FROM rollup WHERE unit = 0 AND start < ?')
  return {
    advance: (most) => lists.reduce((rows, advance) => rows + advance(most), 0),
    fold(day, hour) {
      fold.run(day)
      dropDays.run(day)
      dropHours.run(hour)
    },
  }
}

function rolling(database: DatabaseSync, table: 'calls' | 'extras', id: string, measures: string) {
  const rows = `SELECT ${id}, ${rowDimensions}, ${measures} FROM ${table} WHERE row > ? AND row <= ?`
  const into = (unit: number, start: string): string =>
    `INSERT INTO rollup (${keys}, ${measureNames.join(', ')})
     SELECT ${unit}, ${start} AS start, ${dimensions.join(', ')}, ${summed} FROM (${rows})
     WHERE true GROUP BY start, ${dimensions.join(', ')} ${added}`
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
