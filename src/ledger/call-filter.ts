/**
 * Which calls a list shows, as SQL.
 * @module
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { LayerName } from '../call.ts'
import { callNumber, firstNumber } from './call-id.ts'
import { layerNames } from './codes.ts'
import { setsWith, tenantNames } from './report.ts'

export interface CallQuery {
  readonly from?: number
  readonly to?: number
  /** With its end users. */
  readonly tenant?: string
  readonly key?: string
  readonly route?: string
  /** Served or asked. */
  readonly model?: string
  readonly tag?: string
  /** Calls in which this layer's result was used. */
  readonly layer?: LayerName
  /** A status, or 'ok' and 'failed'. */
  readonly status?: number | 'ok' | 'failed'
  readonly conversation?: string
  /** Beginning of an id. */
  readonly id?: string
  readonly sort?: 'time' | 'cost' | 'saved' | 'latency'
  readonly ascending?: boolean
  /** At most 500; 50 where absent. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly after?: string
}

/** The tests of a query over `calls`, with their values. Unknown names match nothing. */
export function conditions(
  database: DatabaseSync,
  query: CallQuery,
): { where: string[]; values: SQLInputValue[] } {
  const where: string[] = []
  const values: SQLInputValue[] = []
  const test = (sql: string, ...bound: SQLInputValue[]): void => {
    where.push(sql)
    values.push(...bound)
  }
  const named = (column: string, text: string | undefined): void => {
    if (text !== undefined) test(`${column} = (SELECT id FROM names WHERE text = ?)`, text)
  }
  if (query.from !== undefined) test('id >= ?', firstNumber(query.from))
  if (query.to !== undefined) test('id < ?', firstNumber(query.to))
  if (query.tenant !== undefined)
    test(`tenant IN (${tenantNames})`, query.tenant, query.tenant, query.tenant)
  named('key', query.key)
  named('route', query.route)
  if (query.model !== undefined) {
    test('(SELECT id FROM names WHERE text = ?) IN (served, asked)', query.model)
  }
  if (query.tag !== undefined) {
    test('tags IN (SELECT value FROM json_each(?))', JSON.stringify(setsWith(database, query.tag)))
  }
  if (query.layer !== undefined && layerNames.includes(query.layer))
    test(`saved_${query.layer} IS NOT NULL`)
  if (query.status === 'ok') test('status >= 200 AND status < 400')
  else if (query.status === 'failed') test('(status < 200 OR status >= 400)')
  else if (query.status !== undefined) test('status = ?', query.status)
  if (query.conversation !== undefined) test('conversation = ?', query.conversation)
  if (query.id !== undefined) {
    // An id's beginning is a range of numbers: what is missing is all 0 or all z.
    const typed = query.id.toLowerCase()
    const [low, high] = [callNumber(typed.padEnd(14, '0')), callNumber(typed.padEnd(14, 'z'))]
    test('id BETWEEN ? AND ?', low ?? 1, high ?? (low === undefined ? 0 : Number.MAX_SAFE_INTEGER))
  }
  return { where, values }
}
