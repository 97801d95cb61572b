/**
 * Reports: sums between two times, by anything that calls are told apart by.
 * @module
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Money } from '../call.ts'
import { firstNumber } from './call-id.ts'
import { dialects } from './codes.ts'
import type { Grouping } from './groupings.ts'
import {
  callMeasures,
  dimensions,
  extraMeasures,
  hourOf,
  measureNames,
  rowDimensions,
  summed,
} from './measures.ts'
import type { Dimension } from './measures.ts'
import { createNameReader, splitSet } from './names.ts'
import { joined, originSums, totalsOf } from './totals.ts'
import type { Totals } from './totals.ts'

const hour = 3_600_000
const day = 86_400_000

export interface ReportFilter {
  /** With its end users. */
  readonly tenant?: string
  readonly key?: string
  readonly route?: string
  readonly model?: string
  readonly tag?: string
}

export interface ReportQuery {
  /** Milliseconds since the epoch, half-open; absent: from the first call, to now. Whole hours once calls are deleted. */
  readonly from?: number
  readonly to?: number
  readonly by?: Grouping
  readonly filter?: ReportFilter
}

export interface ReportRow {
  /** The group's name; for 'day' and 'hour' its start as an ISO time; '' for absent keys. */
  readonly name: string
  readonly totals: Totals
}

export interface Reporter {
  /** All calls between two times as one. */
  total(query?: ReportQuery): Totals
  /** One row a group, largest cost first, times in order. A call with several tags counts under each. */
  by(by: Grouping, query?: ReportQuery): ReportRow[]
  /**
   * What was held back for attempts whose cost is not known, of calls that are still kept: whoever counts against a
   * budget takes it for their cost.
   */
  heldForUnpriced(query?: ReportQuery): Money
}

const columns: Partial<Record<Grouping, Dimension>> = {
  model: 'served',
  asked: 'asked',
  provider: 'provider',
  key: 'key',
  tenant: 'tenant',
  route: 'route',
  dialect: 'dialect',
  tag: 'tags',
}

/** Reports over an open ledger, its owner's or a reader's. */
export function createReporter(database: DatabaseSync): Reporter {
  const name = createNameReader(database)
  const prepared = new Map<string, StatementSync>()
  const run = (sql: string, values: readonly SQLInputValue[]): Record<string, unknown>[] => {
    let statement = prepared.get(sql)
    if (!statement) {
      statement = database.prepare(sql)
      statement.setReadBigInts(true)
      // The texts vary with few things (grouping, filter, edges), so this stays small.
      if (prepared.size > 64) prepared.clear()
      prepared.set(sql, statement)
    }
    return statement.all(...values)
  }

  const select = (query: ReportQuery, by: Grouping | undefined) => {
    const source = sourceOf(database, query, by === 'hour')
    const group = by === 'day' ? 'hour / 24' : by === 'hour' ? 'hour' : by ? columns[by]! : '0'
    const filter = filterOf(database, query.filter ?? {})
    const sql = `SELECT ${group} AS grouped, ${summed}, ${originSums} FROM (${source.sql}) ${filter.sql} GROUP BY 1`
    return run(sql, [...source.values, ...filter.values])
  }

  return {
    heldForUnpriced({ from = 0, to = 8.64e15, filter = {} } = {}) {
      const { sql, values } = filterOf(database, filter)
      const which = `calls.id >= ? AND calls.id < ? ${sql.replace('WHERE', 'AND')}`
      const given = [firstNumber(from), firstNumber(to), ...values]
      const [sum] = run(
        `SELECT sum(held >> 32) AS high, sum(held & 0xffffffff) AS low FROM (
           SELECT calls.reserved AS held FROM calls WHERE cost IS NULL AND ${which}
           UNION ALL
           SELECT attempts.reserved FROM attempts JOIN calls ON calls.id = attempts.call
           WHERE attempts.cost IS NULL AND ${which})`,
        [...given, ...given],
      )
      return joined(sum?.['high'], sum?.['low'])
    },
    total: (query = {}) => totalsOf(select(query, undefined)[0] ?? {}),
    by(by, query = {}) {
      const rows = select(query, by)
      if (by === 'tag') return byTag(rows, name)
      const timed = by === 'day' || by === 'hour'
      const named = rows.map((row) => ({
        name: nameOf(by, Number(row['grouped']), name),
        totals: totalsOf(row),
      }))
      return named.sort(timed ? (a, b) => (a.name < b.name ? -1 : 1) : byCost)
    },
  }
}

/** Where the rows of a span of time come from: whole days and hours rolled up, its ragged ends and the newest as calls. */
function sourceOf(database: DatabaseSync, query: ReportQuery, hourly: boolean) {
  const mark = (table: string): number =>
    Number(
      database.prepare('SELECT value FROM meta WHERE name = ?').get(`rolled_${table}`)?.['value'] ??
        0,
    )
  const from = Math.max(0, query.from ?? 0)
  const to = Math.max(from, query.to ?? 8.64e15)
  const parts: string[] = []
  const values: SQLInputValue[] = []
  const rolled = (unit: number, start: string, first: number, end: number): void => {
    if (end <= first) return
    parts.push(
      `SELECT ${start} AS hour, ${dimensions.join(', ')}, ${measureNames.join(', ')} FROM rollup WHERE unit = ${unit} AND start >= ? AND start < ?`,
    )
    values.push(first, end)
  }
  const raw = (
    table: 'calls' | 'extras',
    first: number,
    end: number,
    live: boolean,
    mark: number,
  ): void => {
    if (end <= first) return
    // A unary plus keeps the planner from the index that would be the wrong one here.
    const [id, measures] = table === 'calls' ? ['id', callMeasures] : ['call', extraMeasures]
    parts.push(
      `SELECT ${hourOf.replace('id', id)} AS hour, ${rowDimensions}, ${measures} FROM ${table} WHERE ${live ? '+' : ''}${id} >= ? AND ${live ? '+' : ''}${id} < ? AND ${live ? 'row >' : '+row <='} ?`,
    )
    values.push(firstNumber(first), firstNumber(end), mark)
  }
  const firstHour = Math.ceil(from / hour)
  const endHour = Math.floor(to / hour)
  const firstDay = hourly ? Infinity : Math.ceil(from / day)
  const endDay = Math.floor(to / day)
  if (query.from === undefined) rolled(2, '0', 0, 1)
  if (firstDay < endDay) {
    rolled(0, 'start', firstHour, firstDay * 24)
    rolled(1, 'start * 24', firstDay, endDay)
    rolled(0, 'start', endDay * 24, endHour)
  } else {
    rolled(0, 'start', firstHour, endHour)
  }
  for (const table of ['calls', 'extras'] as const) {
    const end = mark(table)
    if (firstHour > endHour) {
      raw(table, from, to, false, end)
    } else {
      raw(table, from, firstHour * hour, false, end)
      raw(table, endHour * hour, to, false, end)
    }
    raw(table, from, to, true, end)
  }
  if (parts.length === 0) return { sql: `SELECT 0 AS hour, * FROM rollup WHERE 0`, values }
  return { sql: parts.join(' UNION ALL '), values }
}

/** Numbers of a tenant, given thrice, and of its end users (`tenant/user`); `0` is the character after `/`. */
export const tenantNames =
  "SELECT id FROM names WHERE text = ? OR (text >= ? || '/' AND text < ? || '0')"

/** The numbers of all sets of words (see `names`) that hold `tag`. */
export function setsWith(database: DatabaseSync, tag: string): number[] {
  const find = database.prepare(
    'SELECT id FROM names WHERE instr(char(10) || text || char(10), char(10) || ? || char(10))',
  )
  return find.all(tag).map((row) => Number(row['id']))
}

function filterOf(
  database: DatabaseSync,
  filter: ReportFilter,
): { sql: string; values: SQLInputValue[] } {
  const tests: string[] = []
  const values: SQLInputValue[] = []
  const same = (column: Dimension, text: string | undefined): void => {
    if (text === undefined) return
    tests.push(`${column} = coalesce((SELECT id FROM names WHERE text = ?), -1)`)
    values.push(text)
  }
  if (filter.tenant !== undefined) {
    tests.push(`tenant IN (${tenantNames})`)
    values.push(filter.tenant, filter.tenant, filter.tenant)
  }
  same('key', filter.key)
  same('route', filter.route)
  same('served', filter.model)
  if (filter.tag !== undefined) {
    tests.push('tags IN (SELECT value FROM json_each(?))')
    values.push(JSON.stringify(setsWith(database, filter.tag)))
  }
  return { sql: tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`, values }
}

function nameOf(by: Grouping, grouped: number, name: (id: unknown) => string): string {
  if (by === 'day') return new Date(grouped * day).toISOString()
  if (by === 'hour') return new Date(grouped * hour).toISOString()
  if (by === 'dialect') return dialects.word(grouped)
  return grouped === 0 ? '' : name(grouped)
}

/** Sets of tags, told apart into tags; calls without any under ''. */
function byTag(
  rows: readonly Record<string, unknown>[],
  name: (id: unknown) => string,
): ReportRow[] {
  const sums = new Map<string, Record<string, bigint>>()
  for (const row of rows) {
    const tags = row['grouped'] === 0n ? [''] : splitSet(name(row['grouped']))
    for (const tag of tags) {
      const sum = sums.get(tag) ?? {}
      for (const [column, value] of Object.entries(row)) {
        sum[column] = (sum[column] ?? 0n) + ((value as bigint | null) ?? 0n)
      }
      sums.set(tag, sum)
    }
  }
  return [...sums].map(([tag, sum]) => ({ name: tag, totals: totalsOf(sum) })).sort(byCost)
}

function byCost(a: ReportRow, b: ReportRow): number {
  const [x, y] = [a.totals.cost, b.totals.cost]
  return x < y ? 1 : x > y ? -1 : b.totals.calls - a.totals.calls
}
