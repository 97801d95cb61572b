import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Money } from '../call.ts'
import {
  exampleClosing,
  exampleFacts,
  exampleOpening,
  exampleSettlement,
  writeExample,
} from './example-rows.ts'
import { openLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { createCallReader } from './query.ts'
import { createReporter } from './report.ts'
import { createRollup } from './rollup.ts'
import { spentBy } from './spending.ts'

const hour = 3_600_000
const start = Date.UTC(2041, 2, 1, 0, 20)

interface Spoken {
  readonly at: number
  readonly key: string
  readonly tags: readonly string[]
  readonly model: string
  readonly cost: Money | undefined
  readonly saved: Money
  readonly status: number
}

const calls = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 80 * 60 }).map((minute) => start + minute * 60_000),
    key: fc.constantFrom('k1', 'k2'),
    tags: fc.subarray(['a', 'b']),
    model: fc.constantFrom('m1', 'm2', 'm3'),
    // A few such bills pass 64 bits together: the sums must not.
    cost: fc.option(fc.bigInt(0n, 2n ** 62n), { nil: undefined }),
    saved: fc.bigInt(-(10n ** 9n), 10n ** 15n),
    status: fc.constantFrom(200, 429),
  }),
  { maxLength: 40 },
)

function write(ledger: Ledger, spoken: readonly Spoken[]): void {
  for (const { at, key, tags, model, cost, saved, status } of spoken.toSorted(
    (a, b) => a.at - b.at,
  )) {
    const closing = exampleClosing({
      served: model,
      cost,
      baseline: cost,
      saved: { prefix: saved },
      status,
      misses: saved,
    })
    writeExample(ledger, exampleFacts({ at, key, tags }), closing)
    ledger.flush()
  }
}

const sum = (spoken: readonly Spoken[]) => ({
  calls: spoken.length,
  cost: spoken.reduce((total, { cost }) => total + (cost ?? 0n), 0n),
  saved: spoken.reduce((total, { saved }) => total + saved, 0n),
  failed: spoken.filter(({ status }) => status === 429).length,
  unpriced: spoken.filter(({ cost }) => cost === undefined).length,
})

test('between any two times, by anything, reports say what the calls add up to, to the last digit', () => {
  const edge = fc.option(fc.integer({ min: -60, max: 82 * 60 }), { nil: undefined })
  fc.assert(
    fc.property(calls, calls, edge, edge, (before, after, a, b) => {
      const ledger = openLedger({ file: ':memory:' })
      write(ledger, before)
      // Some calls are rolled up, some are not yet: it must not show.
      ledger.maintenance.finish()
      write(ledger, after)
      const [from, to] = [a, b].map((minute) =>
        minute === undefined ? undefined : start + minute * 60_000 + 17,
      )
      const query = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
      const inside = [...before, ...after].filter(
        ({ at }) => at >= (from ?? 0) && at < (to ?? Infinity),
      )
      const reporter = createReporter(ledger.database)
      const same = (total: ReturnType<typeof reporter.total>, spoken: readonly Spoken[]): void => {
        const { calls, cost, saved, failed, origins } = total
        assert.deepEqual(
          { calls, cost, saved: saved.prefix, failed, unpriced: origins.unpriced.calls },
          sum(spoken),
        )
        assert.equal(total.misses, saved.prefix)
        assert.equal(total.acted.prefix, spoken.length)
      }
      same(reporter.total(query), inside)
      const groups = [
        ['model', (call: Spoken) => [call.model]],
        ['key', (call: Spoken) => [call.key]],
        ['tag', (call: Spoken) => (call.tags.length > 0 ? call.tags : [''])],
        [
          'day',
          (call: Spoken) => [`${new Date(call.at).toISOString().slice(0, 10)}T00:00:00.000Z`],
        ],
        ['hour', (call: Spoken) => [`${new Date(call.at).toISOString().slice(0, 13)}:00:00.000Z`]],
      ] as const
      for (const [by, namesOf] of groups) {
        const rows = reporter.by(by, query)
        const names = new Set(inside.flatMap(namesOf))
        assert.deepEqual(rows.map(({ name }) => name).toSorted(), [...names].toSorted())
        for (const { name, totals } of rows)
          same(
            totals,
            inside.filter((call) => namesOf(call).includes(name)),
          )
      }
      const filter = { key: 'k1', tag: 'a' }
      same(
        reporter.total({ ...query, filter }),
        inside.filter(({ key, tags }) => key === 'k1' && tags.includes('a')),
      )
      ledger.close()
    }),
    { numRuns: 40 },
  )
})

test('sums made in memory and sums made by SQL are the same rows', () => {
  fc.assert(
    fc.property(calls, (spoken) => {
      const ledger = openLedger({ file: ':memory:' })
      write(ledger, spoken)
      ledger.maintenance.finish()
      const { database } = ledger
      const rows = database.prepare(
        'SELECT * FROM rollup ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11',
      )
      rows.setReadBigInts(true)
      // The two halves of money may carry differently: what they stand for is compared.
      const read = () => rows.all().map(joined)
      const inMemory = read()
      assert.equal(inMemory.length > 0, spoken.length > 0)
      database.exec('DELETE FROM rollup; DELETE FROM meta')
      const rollup = createRollup(database)
      while (rollup.advance(7) > 0);
      assert.deepEqual(read(), inMemory)
      ledger.close()
    }),
    { numRuns: 40 },
  )
})

test('shadows count for their time and key once they are rolled up, and before', () => {
  const ledger = openLedger({ file: ':memory:' })
  const shadow = (at: number, cost: Money): void => {
    const attempt = ledger.openAttempt(
      exampleFacts({ at, key: 'k9' }),
      exampleOpening({ kind: 'judge' }),
    )
    ledger.settleAttempt(attempt, exampleSettlement({ cost }))
    ledger.flush()
  }
  shadow(start + 100 * 24 * hour, 5n)
  ledger.maintenance.finish()
  shadow(start + 101 * 24 * hour, 70n)
  const reporter = createReporter(ledger.database)
  const key = { of: 'key', name: 'k9' } as const
  assert.equal(spentBy(reporter, key, 0, start + 200 * 24 * hour), 75n)
  assert.equal(spentBy(reporter, key, start + 100.5 * 24 * hour, start + 200 * 24 * hour), 70n)
  assert.equal(spentBy(reporter, { of: 'key', name: 'other' }, 0, start + 200 * 24 * hour), 0n)
  ledger.close()
})

function joined(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(row).map(([name, value]) => {
    if (name.endsWith('_lo')) return [name, 0n]
    if (!name.endsWith('_hi')) return [name, value]
    return [name, ((value as bigint) << 32n) + (row[name.replace('_hi', '_lo')] as bigint)]
  })
  return Object.fromEntries(entries) as Record<string, unknown>
}

test('a tenant is asked for with its end users, in what was spent, in reports and in lists', () => {
  const ledger = openLedger({ file: ':memory:' })
  const tenants = ['acme', 'acme/a', 'acme/b/c', 'acmes', 'acme0', 'acme.', 'other/acme', 'acme%']
  for (const [index, tenant] of tenants.entries())
    writeExample(
      ledger,
      exampleFacts({ at: start, tenant }),
      exampleClosing({ cost: 10n ** BigInt(index) }),
    )
  ledger.flush()
  const reporter = createReporter(ledger.database)
  const spent = (name: string): bigint => spentBy(reporter, { of: 'tenant', name }, 0, start + hour)
  assert.deepEqual(['acme', 'acme/b', 'acme/a', 'nobody'].map(spent), [111n, 100n, 10n, 0n])
  assert.equal(reporter.total({ filter: { tenant: 'acme' } }).cost, 111n)
  const { calls } = createCallReader(ledger.database).list({ tenant: 'acme' })
  assert.deepEqual(calls.map(({ tenant }) => tenant).sort(), ['acme', 'acme/a', 'acme/b/c'])
  ledger.close()
})
