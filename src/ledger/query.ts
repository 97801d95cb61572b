/**
 * Single calls: lists by filter, page by page, and one call's story.
 * @module
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type {
  AttemptKind,
  CallId,
  LayerName,
  Money,
  Origin,
  Outcome,
  Reply,
  ServiceTier,
  Usage,
} from '../call.ts'
import { callNumber, callTime } from './call-id.ts'
import { conditions } from './call-filter.ts'
import type { CallQuery } from './call-filter.ts'
import { billings, endings, kinds, layerNames, origins, sources, tiers } from './codes.ts'
import type { Billing } from './codes.ts'
import { createNameReader, splitSet } from './names.ts'
import { factsOfRow, moneyOf, usageOfRow } from './recovery.ts'
import type { CallFacts } from './rows.ts'

/** Calls on a page of the list. */
export const mostListed = 500

export interface CallRow extends CallFacts {
  /** Position in the order of closing: what `follow` goes by. */
  readonly row: number
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly served: string
  readonly provider: string
  readonly from: Reply['from']
  readonly status: number
  readonly ended: Outcome['ended']
  readonly stop: string | undefined
  readonly tier: ServiceTier
  readonly billing: Billing
  readonly usage: Usage | undefined
  readonly usageOrigin: Origin
  readonly baseline: Money | undefined
  readonly cost: Money | undefined
  readonly costOrigin: Origin
  readonly saved: Readonly<Partial<Record<LayerName, Money>>>
  readonly misses: Money
  readonly failures: Money
  /** Milliseconds. */
  readonly time: { total: number; upstream: number; own: number; firstByte: number | undefined }
  readonly attempts: number
  /** Written by a start after a crash. */
  readonly recovered: boolean
  readonly error: string | undefined
  readonly certificates: readonly string[]
  readonly notes: Readonly<Partial<Record<LayerName, readonly string[]>>>
}

export interface AttemptRow {
  readonly id: number
  readonly kind: AttemptKind
  readonly provider: string
  readonly model: string
  readonly credential: string | undefined
  readonly reserved: Money | undefined
  readonly at: number
  /** undefined: still on its way. */
  readonly settledAt: number | undefined
  readonly state: 'open' | 'settled' | 'estimated'
  readonly status: number
  readonly tier: ServiceTier
  readonly usage: Usage | undefined
  readonly usageOrigin: Origin
  readonly cost: Money | undefined
  readonly costOrigin: Origin
  readonly error: string | undefined
}

/** One call, all that was sent for it, and its text where the route keeps it. */
export interface Decision {
  readonly call: CallRow
  readonly attempts: readonly AttemptRow[]
  readonly text: { readonly request: Uint8Array; readonly reply: Uint8Array } | undefined
}

export interface CallPage {
  readonly calls: readonly CallRow[]
  /** undefined: there are no more. */
  readonly next: string | undefined
}

export interface CallReader {
  list(query?: CallQuery): CallPage
  /** undefined where the id is unknown, or its call still open. */
  decision(id: CallId): Decision | undefined
  /** Calls that closed after the one at `row`, in order of closing; at most `limit`. */
  follow(row: number, limit?: number): readonly CallRow[]
  /** The newest closed call's row; 0 where there is none. */
  last(): number
}

export type { CallQuery } from './call-filter.ts'

type Row = Record<string, unknown>

const saving = layerNames.map((layer) => `coalesce(saved_${layer}, 0)`).join(' + ')
const sorts = { time: 'id', cost: 'coalesce(cost, -1)', saved: `(${saving})`, latency: 'total_us' }

/** Reads calls of an open ledger, its owner's or a reader's. */
export function createCallReader(database: DatabaseSync): CallReader {
  const name = createNameReader(database)
  const all = (sql: string, ...values: SQLInputValue[]): Row[] => {
    const statement = database.prepare(sql)
    statement.setReadBigInts(true)
    return statement.all(...values)
  }
  return {
    list(query = {}) {
      const { where, values } = conditions(database, query)
      const limit = Math.max(1, Math.min(mostListed, query.limit ?? 50))
      const sort = sorts[query.sort ?? 'time']
      const [compare, order] = query.ascending ? ['>', 'ASC'] : ['<', 'DESC']
      if (query.after !== undefined) {
        const [value = '', id = ''] = query.after.split('_')
        where.push(`(${sort}, id) ${compare} (?, ?)`)
        values.push(wholeNumber(value), wholeNumber(id))
      }
      const test = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`
      const by = sort === 'id' ? `id ${order}` : `${sort} ${order}, id ${order}`
      const rows = all(
        `SELECT *, ${sort} AS sorted FROM calls ${test} ORDER BY ${by} LIMIT ?`,
        ...values,
        limit + 1,
      )
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        calls: rows.slice(0, limit).map((row) => callOf(row, name)),
        next: last && `${String(last['sorted'])}_${String(last['id'])}`,
      }
    },
    decision(id) {
      const number = callNumber(id)
      if (number === undefined) return undefined
      const [row] = all('SELECT * FROM calls WHERE id = ?', number)
      if (!row) return undefined
      const rows = all('SELECT * FROM attempts WHERE call = ?', number)
      const open = all('SELECT * FROM open_attempts WHERE call = ?', number)
      const [text] = all('SELECT * FROM texts WHERE call = ?', number)
      const attempts = [...inlineAttempt(row), ...rows, ...open].sort(
        (a, b) => Number(a['id']) - Number(b['id']),
      )
      return {
        call: callOf(row, name),
        attempts: attempts.map((attempt) => attemptOf(attempt, name)),
        text: text && {
          request: text['request'] as Uint8Array,
          reply: text['reply'] as Uint8Array,
        },
      }
    },
    follow(row, limit = mostListed) {
      const most = Math.min(mostListed, limit)
      return all('SELECT * FROM calls WHERE row > ? ORDER BY row LIMIT ?', row, most).map((call) =>
        callOf(call, name),
      )
    },
    last: () => Number(all('SELECT coalesce(max(row), 0) AS row FROM calls')[0]!['row']),
  }
}

function callOf(row: Row, name: (id: unknown) => string): CallRow {
  const saved: Partial<Record<LayerName, Money>> = {}
  for (const layer of layerNames) {
    const money = moneyOf(row[`saved_${layer}`])
    if (money !== undefined) saved[layer] = money
  }
  const words = (id: unknown): readonly string[] => (id === null ? [] : splitSet(name(id)))
  const ms = (column: string): number => Number(row[column]) / 1000
  return {
    ...factsOfRow(row, name, 'id'),
    row: Number(row['row']),
    at: callTime(Number(row['id'])),
    served: name(row['served']),
    provider: name(row['provider']),
    from: sources.word(Number(row['source'])),
    status: Number(row['status']),
    ended: endings.word(Number(row['ended'])),
    stop: row['stop'] === null ? undefined : name(row['stop']),
    tier: tiers.word(Number(row['tier'])),
    billing: billings.word(Number(row['billing'])),
    usage: usageOfRow(row),
    usageOrigin: origins.word(Number(row['usage_origin'])),
    baseline: moneyOf(row['baseline']),
    cost: moneyOf(row['cost']),
    costOrigin: origins.word(Number(row['cost_origin'])),
    saved,
    misses: moneyOf(row['misses']) ?? 0n,
    failures: moneyOf(row['failures']) ?? 0n,
    time: {
      total: ms('total_us'),
      upstream: ms('upstream_us'),
      own: ms('own_us'),
      firstByte: row['first_us'] === null ? undefined : ms('first_us'),
    },
    attempts: Number(row['attempts']),
    recovered: Number(row['recovered']) === 1,
    error: row['error'] === null ? undefined : String(row['error']),
    certificates: words(row['certificates']),
    notes: row['notes'] === null ? {} : (JSON.parse(String(row['notes'])) as CallRow['notes']),
  }
}

/** The one attempt of a call that had no other lies in the call's row; its times are those of the call. */
function inlineAttempt(row: Row): Row[] {
  if (row['attempt'] === null) return []
  const at = callTime(Number(row['id']))
  const settled = at + Math.round(Number(row['total_us']) / 1000)
  return [{ ...row, id: row['attempt'], kind: 0n, model: row['served'], at, settled }]
}

function attemptOf(row: Row, name: (id: unknown) => string): AttemptRow {
  const open = row['settled'] === null
  return {
    id: Number(row['id']),
    kind: kinds.word(Number(row['kind'])),
    provider: name(row['provider']),
    model: name(row['model']),
    credential: row['credential'] === null ? undefined : name(row['credential']),
    reserved: moneyOf(row['reserved']),
    at: Number(row['at']),
    settledAt: open ? undefined : Number(row['settled']),
    state: open
      ? 'open'
      : row['recovered'] === 1n && row['status'] === 0n
        ? 'estimated'
        : 'settled',
    status: Number(row['status'] ?? 0),
    tier: tiers.word(Number(row['tier'] ?? 0)),
    usage: usageOfRow(row),
    usageOrigin: origins.word(Number(row['usage_origin'] ?? 0)),
    cost: moneyOf(row['cost']),
    costOrigin: origins.word(Number(row['cost_origin'] ?? 0)),
    error: row['error'] === null ? undefined : String(row['error']),
  }
}

function wholeNumber(text: string): bigint {
  return /^-?\d{1,18}$/.test(text) ? BigInt(text) : 0n
}
