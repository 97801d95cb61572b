import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleClosing, exampleFacts, temporaryLedger, writeExample } from './example-rows.ts'
import { openForReading } from './database.ts'
import { openLedger } from './ledger.ts'
import { createCallReader } from './query.ts'
import type { CallQuery } from './query.ts'
import { createReporter } from './report.ts'
import { seedLedger } from './seed.ts'

test('pages of every order join to all calls, each once', () => {
  const file = temporaryLedger()
  seedLedger({ file, calls: 700, until: Date.UTC(2026, 9, 1), days: 2 })
  const database = openForReading(file)
  const reader = createCallReader(database)
  for (const sort of ['time', 'cost', 'saved', 'latency'] as const) {
    for (const ascending of [false, true]) {
      const ids: string[] = []
      let after: string | undefined
      do {
        const page = reader.list({
          sort,
          ascending,
          limit: 130,
          ...(after === undefined ? {} : { after }),
        })
        ids.push(...page.calls.map(({ id }) => id))
        after = page.next
      } while (after !== undefined)
      assert.equal(ids.length, 700)
      assert.equal(new Set(ids).size, 700)
    }
  }
  const dear = reader.list({ sort: 'cost', limit: 5 }).calls.map(({ cost }) => cost!)
  assert.deepEqual(
    dear.toSorted((a, b) => (a < b ? 1 : -1)),
    dear,
  )
  database.close()
})

test('a seeded ledger keeps the identity, call by call and in sum', () => {
  const file = temporaryLedger()
  seedLedger({ file, calls: 400, until: Date.UTC(2026, 9, 1), days: 1 })
  const database = openForReading(file)
  const calls = createCallReader(database).follow(0)
  assert.equal(calls.length, 400)
  for (const { baseline, saved, misses, failures, cost } of calls) {
    if (cost === undefined) continue
    const savings = Object.values(saved).reduce((sum, amount) => sum + amount, 0n)
    assert.equal(baseline! - savings + misses + failures, cost)
  }
  const total = createReporter(database).total()
  const savings = Object.values(total.saved).reduce((sum, amount) => sum + amount, 0n)
  assert.equal(total.baseline - savings + total.misses + total.failures, total.cost)
  assert.equal(total.calls, 400)
  database.close()
})

test('filters find what they name and nothing else; a call comes back as it was told', () => {
  const ledger = openLedger({ file: ':memory:' })
  const plain = exampleFacts({ tags: [] })
  const special = exampleFacts({
    tenant: 'other',
    key: undefined,
    route: 'agents',
    asked: 'auto',
    tags: ['b', 'a'],
    conversation: 'conv-9',
    dialect: 'anthropic-messages',
    mode: 'max',
    streamed: true,
  })
  const closing = exampleClosing({
    served: 'claude',
    provider: 'anthropic',
    status: 529,
    ended: 'upstream-failed',
    stop: 'end_turn',
    tier: 'priority',
    billing: 'subscription',
    usage: {
      input: 1,
      cacheRead: 2,
      cacheWrite: 3,
      cacheWrite1h: 4,
      output: 5,
      reasoning: 6,
      other: { webSearches: 2 },
    },
    baseline: undefined,
    cost: undefined,
    saved: { cache: 5n, output: -3n },
    misses: -7n,
    failures: 9n,
    certificates: ['cert-2', 'cert-1'],
    notes: { cache: ['a hit'] },
    error: 'overloaded',
    text: { request: Buffer.from('q'), reply: Buffer.from('a') },
  })
  writeExample(ledger, plain)
  writeExample(ledger, special, closing)
  ledger.flush()
  const reader = createCallReader(ledger.database)
  const found: CallQuery[] = [
    { tenant: 'other' },
    { route: 'agents' },
    { model: 'claude' },
    { model: 'auto' },
    { tag: 'a' },
    { tag: 'b' },
    { layer: 'cache' },
    { status: 529 },
    { status: 'failed' },
    { conversation: 'conv-9' },
    { id: special.id },
    { id: special.id.toUpperCase().replace('FC', 'fc') },
  ]
  for (const query of found)
    assert.deepEqual(
      reader.list(query).calls.map(({ id }) => id),
      [special.id],
      JSON.stringify(query),
    )
  assert.deepEqual(
    reader.list({ status: 'ok', key: 'key-1' }).calls.map(({ id }) => id),
    [plain.id],
  )
  assert.equal(reader.list({ id: special.id.slice(0, 5) }).calls.length, 2)
  for (const query of [
    { tag: 'c' },
    { model: 'x' },
    { id: "' OR 1" },
    { layer: 'x; DROP' as 'cache' },
    { after: 'a_b' },
  ]) {
    assert.ok(reader.list(query).calls.length <= 2)
  }
  const { call, attempts, text } = reader.decision(special.id)!
  const { row: _row, at: _at, recovered: _recovered, attempts: count, time, ...rest } = call
  const { text: _text, time: told, ...closed } = closing
  assert.deepEqual(rest, {
    ...special,
    ...closed,
    tags: ['a', 'b'],
    certificates: ['cert-1', 'cert-2'],
  })
  assert.deepEqual(time, told)
  assert.equal(count, 1)
  assert.equal(attempts[0]?.credential, 'openai-1')
  assert.equal(Buffer.from(text!.reply).toString(), 'a')
  assert.equal(reader.decision('fc_00000000000'), undefined)
  assert.equal(reader.decision('nonsense'), undefined)
  ledger.close()
})
