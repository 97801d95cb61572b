/**
 * Keeping the file within its age and size, in steps so small that no call notices.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { firstNumber } from './call-id.ts'
import type { Rollup } from './rollup.ts'

const hourMs = 3_600_000
const dayMs = 86_400_000
/** Texts of up to half a megabyte go by their size: so many bytes take the time of one other row. */
const bytesForRow = 256
/** Sums by hour are kept a little longer than calls usually are, sums by day for a year and a month. */
const hoursKeptMs = 45 * dayMs
const daysKeptMs = 400 * dayMs

export interface RetentionOptions {
  readonly retentionDays: number
  /** Bounds the database; its write-ahead log adds up to 64 MB. */
  readonly maximumBytes: number
}

export interface Retention {
  /**
   * One step: deletes, or gives back to the disk, at most `most` rows or pages of what is too old or too much.
   * True where there may be more. Only rows that are rolled up go. Call inside a transaction.
   */
  step(now: number, most: number): boolean
}

/** Prepares retention for the owner of the database. */
export function createRetention(
  database: DatabaseSync,
  rollup: Rollup,
  options: RetentionOptions,
): Retention {
  const number = (sql: string): (() => number) => {
    const statement = database.prepare(sql)
    return () => Number(Object.values(statement.get() ?? {})[0] ?? 0)
  }
  const pages = number('PRAGMA page_count')
  const freePages = number('PRAGMA freelist_count')
  const pageSize = number('PRAGMA page_size')()
  const oldestHour = number('SELECT min(start) FROM rollup WHERE unit = 0')
  const oldestDay = number('SELECT min(start) FROM rollup WHERE unit = 1')
  const rolled = (table: string): string =>
    `coalesce((SELECT value FROM meta WHERE name = 'rolled_${table}'), 0)`
  /** Deletes the oldest rows that began before a number of `call-id.ts`. */
  const dropCalls = database.prepare(
    `DELETE FROM calls WHERE row IN (SELECT row FROM calls WHERE id < :before AND +row <= ${rolled('calls')} ORDER BY id LIMIT :most)`,
  )
  // By name, since one of them stands last first: Node 22 binds no numbered ones.
  const drops = [
    dropCalls,
    database.prepare(
      'DELETE FROM attempts WHERE id IN (SELECT id FROM (SELECT id, call FROM attempts ORDER BY id LIMIT :most) WHERE call < :before)',
    ),
    database.prepare(
      `DELETE FROM texts WHERE call IN (SELECT call FROM (
         SELECT call, sum(bytes) OVER (ORDER BY call) - bytes AS ahead FROM (
           SELECT call, length(request) + length(reply) AS bytes FROM texts WHERE call < :before ORDER BY call LIMIT :most)
       ) WHERE ahead < :most * ${bytesForRow})`,
    ),
    database.prepare(
      `DELETE FROM extras WHERE row IN (SELECT row FROM (SELECT row, call FROM extras WHERE row <= ${rolled('extras')} ORDER BY row LIMIT :most) WHERE call < :before)`,
    ),
  ]
  const oldestCall = database.prepare(`SELECT id FROM calls ORDER BY id LIMIT 1 OFFSET ?`)

  const drop = (before: number, most: number): boolean => {
    let more = false
    for (const statement of drops) {
      more = Number(statement.run({ before, most }).changes) > 0 || more
    }
    return more
  }
  return {
    step(now, most) {
      if (drop(firstNumber(now - options.retentionDays * dayMs), most)) return true
      const total = pages()
      const free = freePages()
      if ((total - free) * pageSize > options.maximumBytes) {
        const next = oldestCall.get(most)
        if (next && drop(Number(next['id']), most)) return true
      }
      if (free > 0 && total * pageSize > options.maximumBytes) {
        database.exec(`PRAGMA incremental_vacuum(${Math.min(free, Math.max(1, most >> 3))})`)
        return freePages() < free
      }
      const hour = Math.floor((now - hoursKeptMs) / hourMs)
      const day = Math.floor((now - daysKeptMs) / dayMs)
      const isOld = (first: number, before: number): boolean => first > 0 && first < before
      if (isOld(oldestHour(), hour)) {
        rollup.dropHours(hour, most)
        return true
      }
      if (isOld(oldestDay(), day)) {
        // A sum has 46 columns and goes into another: 12 µs, where a row that only goes takes 2.
        rollup.foldDays(day, Math.max(16, most >> 3))
        return true
      }
      return false
    },
  }
}
