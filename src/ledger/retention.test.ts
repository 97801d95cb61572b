import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  exampleClosing,
  exampleFacts,
  exampleOpening,
  exampleSettlement,
  temporaryLedger,
  writeExample,
} from './example-rows.ts'
import { openLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { createReporter } from './report.ts'

const day = 86_400_000
const now = Date.UTC(2042, 0, 1)

function work(ledger: Ledger): void {
  for (let i = 0; i < 10_000 && ledger.maintenance.step(); i++);
}

function count(ledger: Ledger, table: string): number {
  return Number(ledger.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()!['n'])
}

test('calls past their age go with all that hangs on them; what they add up to stays', () => {
  const clock = { now: () => now }
  const ledger = openLedger({ file: ':memory:', retentionDays: 30, clock })
  const text = { request: Buffer.from('question'), reply: Buffer.from('answer') }
  for (let age = 60; age > 0; age--) {
    const facts = exampleFacts({ at: now - age * day })
    const first = ledger.openAttempt(facts, exampleOpening())
    ledger.settleAttempt(first, exampleSettlement({ status: 500, cost: 0n }))
    const second = ledger.openAttempt(facts, exampleOpening({ kind: 'retry' }))
    ledger.settleAttempt(second, exampleSettlement())
    ledger.closeCall(facts, exampleClosing({ text }))
    const shadow = ledger.openAttempt(facts, exampleOpening({ kind: 'shadow' }))
    ledger.settleAttempt(shadow, exampleSettlement({ cost: 1n }))
    ledger.flush()
  }
  const before = createReporter(ledger.database).total()
  ledger.maintenance.finish()
  work(ledger)
  assert.deepEqual(
    ['calls', 'attempts', 'texts', 'extras'].map((table) => count(ledger, table)),
    [30, 90, 30, 30],
  )
  assert.deepEqual(createReporter(ledger.database).total(), before)
  assert.equal(createReporter(ledger.database).by('day').length, 60)
  ledger.close()
})

test('a file over its size loses its oldest calls and gives the pages back', () => {
  const file = temporaryLedger()
  const maximumBytes = 600_000
  const ledger = openLedger({
    file,
    maximumBytes,
    retentionDays: 36_500,
    clock: { now: () => now },
  })
  for (let i = 0; i < 6000; i++)
    writeExample(ledger, exampleFacts({ at: now - 6000 + i, conversation: 'c'.repeat(60) }))
  ledger.flush()
  ledger.maintenance.finish()
  work(ledger)
  const { page_count: pages } = ledger.database.prepare('PRAGMA page_count').get()!
  assert.ok(Number(pages) * 4096 <= maximumBytes)
  const left = count(ledger, 'calls')
  assert.ok(left > 1000 && left < 6000, `${left} calls are left`)
  const oldest = ledger.database.prepare('SELECT min(row) AS row FROM calls').get()!['row']
  assert.equal(oldest, 6001 - left)
  assert.equal(createReporter(ledger.database).total().calls, 6000)
  assert.equal(ledger.database.prepare('PRAGMA integrity_check').get()!['integrity_check'], 'ok')
  ledger.close()
})

test('sums of days past a year are folded into one for ever, and still count', () => {
  let time = now - 500 * day
  const ledger = openLedger({ file: ':memory:', mostLeapMs: Infinity, clock: { now: () => time } })
  writeExample(ledger, exampleFacts({ at: time }))
  ledger.flush()
  ledger.maintenance.finish()
  time = now
  work(ledger)
  assert.equal(count(ledger, 'calls'), 0)
  const units = ledger.database
    .prepare('SELECT unit FROM rollup')
    .all()
    .map(({ unit }) => unit)
  assert.deepEqual(units, [2])
  assert.equal(createReporter(ledger.database).total().cost, 1234n)
  assert.equal(createReporter(ledger.database).total({ from: now - 600 * day }).cost, 0n)
  ledger.close()
})

test('after a leap of the clock nothing is deleted for its age for a day, in the process and at a start', async () => {
  const file = temporaryLedger()
  let time = now
  const told: string[] = []
  const open = (): Ledger =>
    openLedger({ file, clock: { now: () => time }, onProblem: (message) => told.push(message) })
  let ledger = open()
  for (const age of [5, 29, 29.5]) writeExample(ledger, exampleFacts({ at: now - age * day }))
  const left = (): number => {
    ledger.flush()
    ledger.maintenance.finish()
    work(ledger)
    return count(ledger, 'calls')
  }
  assert.equal(left(), 3)
  time = now + 1500 * day
  assert.equal(left(), 3, 'years ahead')
  await ledger.close()
  time += 0.5 * day
  ledger = open()
  assert.equal(left(), 3, 'years ahead, after a restart')
  time = now + 0.6 * day
  assert.equal(left(), 2, 'mended')
  await ledger.close()
  time = now + 1500 * day
  ledger = open()
  assert.equal(left(), 2, 'years ahead at a start')
  for (let hour = 1; hour < 24; hour++) {
    time += day / 24
    assert.equal(left(), 2)
  }
  time += day / 24
  assert.equal(left(), 0, 'a day of that clock')
  assert.equal(told.length, 2)
  await ledger.close()
})

test('what a wrong clock dated ahead keeps nothing else from going', () => {
  const ledger = openLedger({ file: ':memory:', clock: { now: () => now } })
  for (let i = 0; i < 60; i++) {
    const facts = exampleFacts({ at: i < 30 ? now + 1000 * day : now - 40 * day })
    for (const kind of ['serve', 'retry'] as const)
      ledger.settleAttempt(ledger.openAttempt(facts, exampleOpening({ kind })), exampleSettlement())
    ledger.closeCall(facts, exampleClosing())
    const shadow = ledger.openAttempt(facts, exampleOpening({ kind: 'shadow' }))
    ledger.settleAttempt(shadow, exampleSettlement())
  }
  ledger.flush()
  ledger.maintenance.finish()
  work(ledger)
  assert.deepEqual(
    ['calls', 'attempts', 'extras'].map((table) => count(ledger, table)),
    [30, 90, 30],
  )
  ledger.close()
})
