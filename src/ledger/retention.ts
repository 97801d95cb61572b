/**
 * Keeping the file within its age and size, in pieces so small that no call notices.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { firstNumber } from './call-id.ts'
import type { Rollup } from './rollup.ts'

const hourMs = 3_600_000
const dayMs = 86_400_000
/** One piece of work: 40 to 100 µs, the whole of what a step can be late by. */
const rowsAtOnce = 16
const pagesAtOnce = 2
/** A sum has 46 columns and goes into another: 12 µs, where one that only goes takes 2. */
const daysAtOnce = 8
const hoursAtOnce = 32
/** Sums that share a page. */
const sumsOnPage = 12
/** Deleted rows lie side by side: so many of them share a page of their table. */
const rowsOnPage = 8
/** A page that moves takes with it the one that points to it, and two that say where pages are. */
const pagesForMoved = 4
const pageBytes = 4096
/** Sums by hour are kept a little longer than calls usually are, sums by day for a year and a month. */
const hoursKeptMs = 45 * dayMs
const daysKeptMs = 400 * dayMs

export interface RetentionOptions {
  readonly retentionDays: number
  /** Bounds the database; its write-ahead log adds up to 64 MB. */
  readonly maximumBytes: number
  /** Whether the clock can be believed; always where absent. */
  readonly believes?: (now: number) => boolean
}

export interface Retention {
  /**
   * Deletes, or gives back to the disk, a little of what is too old or too much. The answer is about how many pages the
   * commit will have to write for it; 0 where there was nothing to do, Infinity where the next text takes more than
   * `room` pages and waits. Only rows that are rolled up go. Call inside a transaction.
   */
  piece(now: number, room: number): number
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
  /** One text at a time: it may be half a megabyte, 128 pages that are read, overwritten and written, 1.4 ms. */
  const oldestText = database.prepare(
    'SELECT call, length(request) + length(reply) AS bytes FROM texts WHERE call < ? ORDER BY call LIMIT 1',
  )
  const dropText = database.prepare('DELETE FROM texts WHERE call = ?')
  /** What began before a number of `call-id.ts`, the oldest first; calls go last, since the bound of size goes by them. */
  const drops = [
    `DELETE FROM attempts WHERE id IN (SELECT id FROM attempts WHERE call < ? ORDER BY call LIMIT ${rowsAtOnce})`,
    `DELETE FROM extras WHERE row IN (SELECT row FROM extras WHERE call < ? AND +row <= ${rolled('extras')} ORDER BY call LIMIT ${rowsAtOnce})`,
    `DELETE FROM calls WHERE row IN (SELECT row FROM calls WHERE id < ? AND +row <= ${rolled('calls')} ORDER BY id LIMIT ${rowsAtOnce})`,
  ].map((sql) => database.prepare(sql))
  const oldestCalls = database.prepare(
    `SELECT max(id) AS id FROM (SELECT id FROM calls ORDER BY id LIMIT ${rowsAtOnce})`,
  )
  const vacuum = database.prepare(`PRAGMA incremental_vacuum(${pagesAtOnce})`)

  function drop(before: number, room: number): number {
    const text = oldestText.get(before)
    if (text) {
      const pages = Number(text['bytes']) / pageBytes
      if (pages > room) return Infinity
      dropText.run(text['call']!)
      return 2 + pages
    }
    for (const statement of drops) {
      const rows = Number(statement.run(before).changes)
      if (rows > 0) return 1 + rows / rowsOnPage
    }
    return 0
  }
  function shrink(room: number): number {
    const total = pages()
    if (total * pageSize <= options.maximumBytes) return 0
    const free = freePages()
    if (free > 0) {
      vacuum.all()
      const moved = free - freePages()
      if (moved > 0) return moved * pagesForMoved
    }
    // A file that an older program made gives nothing back; what is free in it is used again.
    if ((total - free) * pageSize <= options.maximumBytes) return 0
    const last = oldestCalls.get()?.['id']
    return last ? drop(Number(last) + 1, room) : 0
  }
  function thin(now: number): number {
    const hour = Math.floor((now - hoursKeptMs) / hourMs)
    const day = Math.floor((now - daysKeptMs) / dayMs)
    const isOld = (first: number, before: number): boolean => first > 0 && first < before
    if (isOld(oldestHour(), hour)) {
      rollup.dropHours(hour, hoursAtOnce)
      return 1 + hoursAtOnce / sumsOnPage
    }
    if (!isOld(oldestDay(), day)) return 0
    rollup.foldDays(day, daysAtOnce)
    // Those that they are added to lie anywhere.
    return 1 + daysAtOnce
  }
  return {
    piece(now, room) {
      if (options.believes?.(now) === false) return shrink(room)
      const old = firstNumber(now - options.retentionDays * dayMs)
      return drop(old, room) || shrink(room) || thin(now)
    },
  }
}
