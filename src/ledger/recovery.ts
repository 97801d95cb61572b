/**
 * Closing what a crash left open.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Money, Usage } from '../call.ts'
import { callId } from './call-id.ts'
import { dialects, kinds, modes, origins, tiers } from './codes.ts'
import { createNameReader, splitSet } from './names.ts'
import type { Attempt, CallFacts, Closing, Settlement } from './rows.ts'
import { inlined } from './statements.ts'
import type { Statements } from './statements.ts'

export interface Recovered {
  /** Calls whose row was written now. */
  readonly calls: number
  /** Attempts that had no settlement and got an estimate. */
  readonly estimated: number
}

type Row = Record<string, unknown>

/**
 * Settles every attempt that was left open with what was expected of it, or held back for it, marked estimated, and
 * writes exactly one row for each call that has none. One transaction.
 */
export function recover(database: DatabaseSync, statements: Statements): Recovered {
  const select = database.prepare('SELECT * FROM open_attempts ORDER BY call, id')
  select.setReadBigInts(true)
  const rows = select.all() as Row[]
  if (rows.length === 0) return { calls: 0, estimated: 0 }

  const name = createNameReader(database)
  const closed = database.prepare('SELECT 1 FROM calls WHERE id = ?')
  let next = Number(
    database.prepare('SELECT coalesce(max(row), 0) AS most FROM calls').get()!['most'],
  )
  const byCall = new Map<number, Attempt[]>()
  let calls = 0
  let estimated = 0
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const row of rows) {
      const attempt = attemptOf(row, name)
      attempt.settlement = settlementOf(row) ?? estimate(attempt)
      if (row['settled'] === null) estimated++
      statements.drop(attempt)
      if (attempt.detached || closed.get(attempt.call)) {
        statements.keep(attempt, attempt.settlement, row['settled'] === null)
        statements.extra(attempt, attempt.settlement)
        continue
      }
      const others = byCall.get(attempt.call)
      if (others) others.push(attempt)
      else byCall.set(attempt.call, [attempt])
    }
    for (const attempts of byCall.values()) {
      const [first] = attempts
      const only = inlined(attempts)
      const closing = closingOf(attempts)
      statements.call(++next, first!.call, first!.facts, closing, attempts.length, only, true)
      for (const attempt of attempts) {
        if (attempt !== only) statements.keep(attempt, attempt.settlement!, true)
      }
      calls++
    }
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
  return { calls, estimated }
}

/** The last attempt is taken as the answer, those before it as failures; no layer is credited with anything. */
function closingOf(attempts: readonly Attempt[]): Closing {
  const last = attempts.at(-1)!
  const end = last.settlement!
  const costs = attempts.map((attempt) => attempt.settlement!.cost)
  const priced = costs.every((cost) => cost !== undefined)
  const failures = costs.slice(0, -1).reduce<Money>((sum, cost) => sum + (cost ?? 0n), 0n)
  return {
    served: last.model,
    provider: last.provider,
    from: 'upstream',
    status: end.status,
    ended: end.status >= 200 && end.status < 300 ? 'complete' : 'upstream-failed',
    usage: end.usage,
    usageOrigin: end.usageOrigin,
    tier: end.tier,
    baseline: end.cost,
    cost: priced ? failures + (end.cost ?? 0n) : undefined,
    costOrigin: end.costOrigin,
    failures,
    time: { total: Math.max(0, end.at - attempts[0]!.at), upstream: 0, own: 0 },
    error: end.error,
  }
}

/** Nothing is known of the answer: the expected cost stands, or what was held back. */
function estimate(attempt: Attempt): Settlement {
  return {
    at: attempt.at,
    status: 0,
    usage: undefined,
    usageOrigin: 'estimated',
    tier: 'standard',
    cost: attempt.expected ?? attempt.reserved,
    costOrigin: 'estimated',
    error: 'the gateway stopped before the answer ended',
  }
}

function attemptOf(row: Row, name: (id: unknown) => string): Attempt {
  const kind = kinds.word(Number(row['kind']))
  return {
    id: Number(row['id']),
    call: Number(row['call']),
    facts: factsOfRow(row, name),
    kind,
    provider: name(row['provider']),
    model: name(row['model']),
    credential: row['credential'] === null ? undefined : name(row['credential']),
    reserved: moneyOf(row['reserved']),
    expected: moneyOf(row['expected']),
    at: Number(row['at']),
    settlement: undefined,
    detached: kind === 'shadow' || kind === 'judge',
    over: false,
    stored: true,
  }
}

/** The facts that `calls` and `open_attempts` both carry; the call's number is in `column`. */
export function factsOfRow(row: Row, name: (id: unknown) => string, column = 'call'): CallFacts {
  return {
    id: callId(Number(row[column])),
    tenant: name(row['tenant']),
    key: row['key'] === null ? undefined : name(row['key']),
    route: name(row['route']),
    conversation: String(row['conversation']),
    asked: name(row['asked']),
    dialect: dialects.word(Number(row['dialect'])),
    mode: modes.word(Number(row['mode'])),
    streamed: Number(row['streamed']) === 1,
    tags: row['tags'] === null ? [] : splitSet(name(row['tags'])),
  }
}

function settlementOf(row: Row): Settlement | undefined {
  if (row['settled'] === null) return undefined
  return {
    at: Number(row['settled']),
    status: Number(row['status']),
    usage: usageOfRow(row),
    usageOrigin: origins.word(Number(row['usage_origin'])),
    tier: tiers.word(Number(row['tier'])),
    cost: moneyOf(row['cost']),
    costOrigin: origins.word(Number(row['cost_origin'])),
    error: row['error'] === null ? undefined : String(row['error']),
  }
}

/** Tokens by class of a row that was read with BigInts. */
export function usageOfRow(row: Row): Usage | undefined {
  if (row['input'] === null) return undefined
  return {
    input: Number(row['input']),
    cacheRead: Number(row['cache_read']),
    cacheWrite: Number(row['cache_write']),
    cacheWrite1h: Number(row['cache_write_1h']),
    output: Number(row['output']),
    reasoning: Number(row['reasoning']),
    ...(row['other'] === null
      ? {}
      : { other: JSON.parse(String(row['other'])) as Usage['other'] & {} }),
  }
}

/** A money column that was read with BigInts. */
export function moneyOf(value: unknown): Money | undefined {
  return typeof value === 'bigint' ? value : undefined
}
