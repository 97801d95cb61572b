import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { createCallId } from './call-id.ts'
import { openLedger } from './ledger.ts'
import type { CallFacts, Closing, Settlement } from './rows.ts'

export function facts(more: Partial<CallFacts> = {}): CallFacts {
  return {
    id: createCallId(Date.now()),
    tenant: 'acme',
    key: 'key-1',
    route: 'default',
    conversation: 'c0ffee',
    asked: 'gpt-5-mini',
    dialect: 'openai-chat',
    mode: 'safe',
    streamed: false,
    tags: ['team-a'],
    ...more,
  }
}

const usage = { input: 10, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 5, reasoning: 0 }
const settlement: Settlement = {
  at: Date.now(),
  status: 200,
  usage,
  usageOrigin: 'provider',
  tier: 'standard',
  cost: 1234n,
  costOrigin: 'computed',
}
const closing: Closing = {
  served: 'gpt-5-mini',
  provider: 'openai',
  from: 'upstream',
  status: 200,
  ended: 'complete',
  usage,
  usageOrigin: 'provider',
  tier: 'standard',
  baseline: 2000n,
  cost: 1234n,
  costOrigin: 'computed',
  saved: { cache: 766n },
  time: { total: 12.5, upstream: 12, own: 0.5, firstByte: 3 },
}
const opening = {
  kind: 'serve',
  provider: 'openai',
  model: 'gpt-5-mini',
  credential: 'c1',
  reserved: 5000n,
} as const

function temporary(): string {
  return join(mkdtempSync(join(tmpdir(), 'farthing-ledger-')), 'ledger.db')
}

test('an attempt is on disk before afterCommit runs, and its call has one row after', async () => {
  const ledger = openLedger({ file: temporary() })
  const call = facts()
  const attempt = ledger.openAttempt(call, { ...opening, at: Date.now() })
  const count = (table: string): unknown =>
    ledger.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()!['n']
  assert.equal(count('open_attempts'), 0)
  await new Promise<void>((resolve) => ledger.afterCommit(resolve))
  assert.equal(count('open_attempts'), 1)
  ledger.settleAttempt(attempt, settlement)
  await turn()
  await turn()
  assert.equal(ledger.database.prepare('SELECT cost FROM open_attempts').get()!['cost'], 1234)
  ledger.closeCall(call, closing)
  ledger.flush()
  assert.equal(count('open_attempts'), 0)
  assert.equal(count('calls'), 1)
  assert.equal(ledger.health().lost, 0)
  ledger.close()
})

test('a second owner is refused by name, and the file opens again after the first has gone', () => {
  const file = temporary()
  const ledger = openLedger({ file })
  assert.throws(() => openLedger({ file }), new RegExp(`process ${process.pid}`))
  ledger.close()
  openLedger({ file }).close()
})

test('what is left open is closed once, with an estimate', () => {
  const file = temporary()
  const first = openLedger({ file })
  const call = facts()
  first.openAttempt(call, { ...opening, at: Date.now() })
  first.openAttempt(call, { ...opening, kind: 'retry', expected: 7n, at: Date.now() })
  first.close()
  const second = openLedger({ file })
  assert.deepEqual(second.recovered, { calls: 1, estimated: 2 })
  const row = second.database
    .prepare('SELECT cost, cost_origin, recovered, attempts, failures FROM calls')
    .get()!
  assert.deepEqual(
    { ...row },
    { cost: 5007, cost_origin: 2, recovered: 1, attempts: 2, failures: 5000 },
  )
  second.close()
  const third = openLedger({ file })
  assert.deepEqual(third.recovered, { calls: 0, estimated: 0 })
  third.close()
})
