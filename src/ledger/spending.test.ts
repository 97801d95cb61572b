import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  exampleClosing,
  exampleFacts,
  exampleOpening,
  exampleSettlement,
  temporaryLedger,
} from './example-rows.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { createReporter } from './report.ts'
import { spentBy } from './spending.ts'

const hour = 3_600_000
const noon = Date.UTC(2042, 0, 1, 12)

/** A call whose attempts cost so much, each with 5000 picodollars held back for it; undefined: no cost is known. */
function call(ledger: Ledger, more: object, ...costs: readonly (bigint | undefined)[]): void {
  const facts = exampleFacts({ at: noon, ...more })
  for (const [index, cost] of costs.entries()) {
    const attempt = ledger.openAttempt(
      facts,
      exampleOpening({ kind: index === 0 ? 'serve' : 'retry' }),
    )
    ledger.settleAttempt(attempt, exampleSettlement({ cost }))
  }
  ledger.closeCall(facts, exampleClosing({ cost: costs.at(-1) }))
}

test('what has no cost counts at a start by what was held back for it, as it did before', async () => {
  const file = temporaryLedger()
  const first = openLedger({ file, clock: { now: () => noon } })
  call(first, {}, 1234n)
  call(first, {}, undefined)
  call(first, { tenant: 'other', tags: ['speech'] }, 0n, undefined)
  call(first, { at: noon - 3 * hour }, undefined)
  await first.close()
  const again = openLedger({ file, clock: { now: () => noon } })
  const reporter = createReporter(again.database)
  const spent = (of: 'all' | 'tenant' | 'tag', name: string, from = noon) =>
    spentBy(reporter, { of, name }, from, noon + hour)
  assert.equal(spent('all', ''), 11_234n)
  assert.equal(spent('tenant', 'acme'), 6234n)
  assert.equal(spent('tag', 'speech'), 5000n)
  assert.equal(spent('tenant', 'nobody'), 0n)
  assert.equal(spent('all', '', noon - 4 * hour), 16_234n)
  assert.equal(spentBy(reporter, { of: 'all', name: '' }, 0, 8.64e15), 16_234n, 'for ever')
  assert.equal(reporter.total().cost, 1234n, 'a report knows what it knows')
  await again.close()
})
