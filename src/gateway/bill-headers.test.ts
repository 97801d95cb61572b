import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reply } from '../call.ts'
import { billHeaders } from './bill-headers.ts'
import type { Bill } from './parts.ts'

function headersOf(bill: Bill): string[] {
  const headers: string[] = []
  billHeaders(headers, { outcome: () => undefined } as unknown as Reply, bill)
  return headers
}

const dollar = 1_000_000_000_000n

test('what the list was wrong by is in cost and baseline, and saved by nobody', () => {
  const cost = ['x-farthing-cost', '0.00075', 'x-farthing-baseline', '0.2']
  const bill = { paid: 750_000_000n, baseline: dollar / 5n }
  assert.deepEqual(headersOf({ ...bill, saved: 0n }), [...cost, 'x-farthing-saved', '0'])
  assert.deepEqual(headersOf({ ...bill, saved: dollar / 10n }), [
    ...cost,
    'x-farthing-saved',
    '0.1',
  ])
  assert.deepEqual(headersOf({ ...bill, saved: -dollar }), [...cost, 'x-farthing-saved', '-1'])
})

test('a stored answer saved the whole', () => {
  assert.deepEqual(headersOf({ paid: 0n, baseline: dollar, saved: dollar }), [
    'x-farthing-cost',
    '0',
    'x-farthing-baseline',
    '1',
    'x-farthing-saved',
    '1',
  ])
})
