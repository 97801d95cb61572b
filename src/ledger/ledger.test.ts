import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  copyAsKilled,
  exampleClosing,
  exampleFacts,
  exampleOpening,
  exampleSettlement,
  temporaryLedger,
  writeExample,
} from './example-rows.ts'
import { openLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { createCallReader } from './query.ts'
import { createReporter } from './report.ts'
import { spentBy } from './spending.ts'

function count(ledger: Ledger, table: string): number {
  return Number(ledger.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()!['n'])
}

test('an attempt is in the journal before afterCommit runs, and its call has one row after', async () => {
  const file = temporaryLedger()
  const ledger = openLedger({ file })
  const lines = (): string[] => readFileSync(`${file}.journal`, 'utf8').split('\n').slice(0, -1)
  const committed = (): Promise<void> => new Promise((resolve) => ledger.afterCommit(resolve))
  const facts = exampleFacts()
  const attempt = ledger.openAttempt(facts, exampleOpening())
  assert.equal(lines().length, 0)
  await committed()
  assert.match(lines().at(-1)!, /"open"/)
  ledger.settleAttempt(attempt, exampleSettlement())
  await committed()
  assert.match(lines().at(-1)!, /"settle"/)
  assert.equal(ledger.database.prepare('SELECT cost FROM open_attempts').get()!['cost'], 1234)
  ledger.closeCall(facts, exampleClosing())
  await committed()
  assert.match(lines().at(-1)!, /"close"/)
  assert.equal(count(ledger, 'open_attempts'), 0)
  assert.equal(count(ledger, 'calls'), 1)
  assert.equal(ledger.health().lost, 0)
  ledger.close()
  assert.equal(existsSync(`${file}.journal`), false)
})

test('where much waits to be sent, it is in the journal at once', () => {
  const file = temporaryLedger()
  const ledger = openLedger({ file })
  let others = 0
  ledger.openAttempt(exampleFacts(), exampleOpening({ reserved: 5n }))
  ledger.afterCommit(() => others++)
  ledger.openAttempt(exampleFacts(), exampleOpening({ reserved: 7n }))
  let recovered: unknown
  ledger.afterCommit(() => {
    recovered = openLedger({ file: copyAsKilled(file) }).recovered
  }, 1_000_000)
  assert.deepEqual([others, recovered], [1, { calls: 2, estimated: 2 }])
  ledger.close()
})

test('what only the journal holds is brought in once by the next start', async ({ mock }) => {
  // On a busy machine the rows would come into the database in between, and the journal begin anew.
  mock.timers.enable({ apis: ['setTimeout'] })
  const file = temporaryLedger()
  const ledger = openLedger({ file })
  const committed = (): Promise<void> => new Promise((resolve) => ledger.afterCommit(resolve))
  const served = exampleFacts({ tags: ['ü\u2028'] })
  const retried = exampleFacts({ key: undefined })
  const open = exampleFacts()
  const cached = exampleFacts()
  const first = ledger.openAttempt(served, exampleOpening())
  ledger.openAttempt(open, exampleOpening({ reserved: 77n }))
  await committed()
  ledger.settleAttempt(first, exampleSettlement({ cost: 42n }))
  ledger.closeCall(
    served,
    exampleClosing({ cost: 42n, saved: { prefix: 5n }, notes: { prefix: ['x'] } }),
  )
  ledger.closeCall(cached, exampleClosing({ from: 'cache', cost: 0n, usage: undefined }))
  const failed = ledger.openAttempt(retried, exampleOpening())
  ledger.settleAttempt(failed, exampleSettlement({ status: 500, cost: 10n }))
  await committed()
  const second = ledger.openAttempt(retried, exampleOpening({ kind: 'retry' }))
  ledger.settleAttempt(second, exampleSettlement({ cost: 20n }))
  ledger.closeCall(retried, exampleClosing({ cost: 30n, failures: 10n }))
  await committed()
  const again = openLedger({ file: copyAsKilled(file) })
  assert.deepEqual(again.recovered, { calls: 1, estimated: 1 })
  const { decision } = createCallReader(again.database)
  const told = [served, cached, retried, open].map(({ id }) => decision(id)!)
  assert.deepEqual(
    told.map(({ call, attempts }) => [call.cost, call.recovered, attempts.map(({ cost }) => cost)]),
    [
      [42n, false, [42n]],
      [0n, false, []],
      [30n, false, [10n, 20n]],
      [77n, true, [77n]],
    ],
  )
  assert.deepEqual(told[0]!.call.tags, ['ü\u2028'])
  assert.deepEqual([told[0]!.call.saved.prefix, told[2]!.call.failures], [5n, 10n])
  assert.equal(createReporter(again.database).total().calls, 4)
  // A line that was cut off is as if it had not been written.
  const third = openLedger({ file: copyAsKilled(file, 3) })
  assert.deepEqual(third.recovered, { calls: 2, estimated: 1 })
  third.close()
  // What the database holds is not brought in again, though the journal still has it.
  ledger.flush()
  const fourth = openLedger({ file: copyAsKilled(file) })
  assert.equal(createReporter(fourth.database).total().calls, 4)
  for (const one of [ledger, again, fourth]) one.close()
})

test('what is left open is closed once, with an estimate', () => {
  const file = temporaryLedger()
  const first = openLedger({ file })
  const facts = exampleFacts()
  first.openAttempt(facts, exampleOpening())
  first.openAttempt(facts, exampleOpening({ kind: 'retry', expected: 7n }))
  first.close()
  const second = openLedger({ file })
  assert.deepEqual(second.recovered, { calls: 1, estimated: 2 })
  const { call, attempts } = createCallReader(second.database).decision(facts.id)!
  assert.deepEqual(
    [call.cost, call.failures, call.costOrigin, call.recovered],
    [5007n, 5000n, 'estimated', true],
  )
  assert.deepEqual(
    attempts.map(({ state, cost }) => [state, cost]),
    [
      ['estimated', 5000n],
      ['estimated', 7n],
    ],
  )
  second.close()
  const third = openLedger({ file })
  assert.deepEqual(third.recovered, { calls: 0, estimated: 0 })
  assert.equal(createReporter(third.database).total().cost, 5007n)
  third.close()
})

test('an attempt that was settled before the crash keeps its cost', () => {
  const file = temporaryLedger()
  const first = openLedger({ file })
  const facts = exampleFacts()
  const attempt = first.openAttempt(facts, exampleOpening())
  first.flush()
  first.settleAttempt(attempt, exampleSettlement({ cost: 42n }))
  first.close()
  const second = openLedger({ file })
  assert.deepEqual(second.recovered, { calls: 1, estimated: 0 })
  const { call, attempts } = createCallReader(second.database).decision(facts.id)!
  assert.deepEqual([call.cost, call.costOrigin, attempts[0]?.state], [42n, 'computed', 'settled'])
  second.close()
})

test('retries are kept beside the call, shadows and late attempts cost beside it, each once', () => {
  const ledger = openLedger({ file: ':memory:' })
  const facts = exampleFacts()
  const first = ledger.openAttempt(facts, exampleOpening())
  ledger.settleAttempt(first, exampleSettlement({ status: 500, cost: 10n }))
  const second = ledger.openAttempt(facts, exampleOpening({ kind: 'retry' }))
  const late = ledger.openAttempt(facts, exampleOpening({ kind: 'retry' }))
  ledger.settleAttempt(second, exampleSettlement({ cost: 20n }))
  ledger.closeCall(facts, exampleClosing({ cost: 30n, failures: 10n }))
  ledger.flush()
  const shadow = ledger.openAttempt(facts, exampleOpening({ kind: 'shadow' }))
  ledger.flush()
  ledger.settleAttempt(shadow, exampleSettlement({ cost: 300n }))
  ledger.settleAttempt(shadow, exampleSettlement({ cost: 999n }))
  ledger.settleAttempt(late, exampleSettlement({ cost: 4000n }))
  ledger.flush()
  const { attempts } = createCallReader(ledger.database).decision(facts.id)!
  assert.deepEqual(
    attempts.map(({ kind, cost }) => [kind, cost]),
    [
      ['serve', 10n],
      ['retry', 20n],
      ['retry', 4000n],
      ['shadow', 300n],
    ],
  )
  const total = createReporter(ledger.database).total()
  assert.deepEqual([total.calls, total.cost, total.extra], [1, 30n, 4300n])
  assert.equal(count(ledger, 'open_attempts'), 0)
  ledger.close()
})

test('a full disk fails no call: rows wait, and land when there is room', async () => {
  const problems: string[] = []
  const ledger = openLedger({
    file: temporaryLedger(),
    onProblem: (message) => problems.push(message),
  })
  const { page_count: pages } = ledger.database.prepare('PRAGMA page_count').get()!
  ledger.database.exec(`PRAGMA max_page_count = ${Number(pages) + 2}`)
  for (let i = 0; i < 100; i++)
    writeExample(ledger, exampleFacts({ conversation: `c${i}`.padEnd(100, 'x') }))
  let ran = false
  ledger.afterCommit(() => (ran = true))
  ledger.flush()
  assert.equal(ran, true)
  assert.equal(ledger.health().failing, true)
  assert.equal(ledger.health().queued, 300)
  assert.equal(problems.length, 1)
  ledger.database.exec('PRAGMA max_page_count = 1000000')
  while (ledger.health().failing) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.equal(count(ledger, 'calls'), 100)
  assert.equal(ledger.health().lost, 0)
  assert.equal(createReporter(ledger.database).total().calls, 100)
  ledger.close()
})

test('a row that the database refuses is lost alone, counted and told', () => {
  const problems: string[] = []
  const ledger = openLedger({ file: ':memory:', onProblem: (message) => problems.push(message) })
  const facts = exampleFacts()
  writeExample(ledger, facts)
  ledger.closeCall(facts, exampleClosing())
  writeExample(ledger, exampleFacts())
  ledger.flush()
  assert.equal(count(ledger, 'calls'), 2)
  assert.equal(ledger.health().lost, 1)
  assert.match(problems[0] ?? '', /refused 1 rows/)
  assert.throws(
    () => ledger.openAttempt(exampleFacts({ id: 'call-1' }), exampleOpening()),
    TypeError,
  )
  ledger.close()
})

test('the thread beside answers as the owner does', async () => {
  const ledger = openLedger({ file: temporaryLedger() })
  for (let i = 0; i < 5; i++) writeExample(ledger, exampleFacts())
  ledger.flush()
  assert.deepEqual(await ledger.reader.total(), createReporter(ledger.database).total())
  assert.deepEqual(
    await ledger.reader.list({ limit: 2 }),
    createCallReader(ledger.database).list({ limit: 2 }),
  )
  ledger.close()
  await assert.rejects(Promise.resolve().then(() => ledger.reader.total()))
})

test('calls of a clock that was ahead are told of, and new ones are booked to their own day', () => {
  const file = temporaryLedger()
  const first = openLedger({ file })
  const ahead = Date.now() + 1000 * 86_400_000
  writeExample(first, exampleFacts({ at: ahead }))
  first.close()
  const told: string[] = []
  const ledger = openLedger({ file, onProblem: (message) => told.push(message) })
  const now = Date.now()
  for (let i = 0; i < 3; i++) writeExample(ledger, exampleFacts())
  ledger.flush()
  assert.equal(
    spentBy(createReporter(ledger.database), { of: 'all', name: '' }, now - 1, now + 60_000),
    3702n,
  )
  assert.equal(told.length, 1)
  assert.ok(told[0]!.includes(new Date(ahead).toISOString()), told[0])
  assert.equal(ledger.health().lost, 0)
  ledger.close()
})
