import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Closing } from '../ledger/rows.ts'
import { fakeCall } from '../send/fake-parts.ts'
import { attributesOf } from './attributes.ts'

const dollar = 1_000_000_000_000n
const closing: Closing = {
  served: 'm',
  provider: 'openai',
  from: 'upstream',
  status: 200,
  ended: 'complete',
  usage: undefined,
  usageOrigin: 'provider',
  tier: 'standard',
  baseline: 10n * dollar,
  cost: 8n * dollar,
  costOrigin: 'computed',
  time: { total: 1, upstream: 1, own: 0 },
}

test('saved is what layers saved: misses and failures are nobody’s merit', () => {
  const saved = { compress: 4n * dollar, prefix: -dollar }
  const attributes = attributesOf(
    fakeCall({ model: 'm' }),
    { ...closing, saved, misses: dollar, failures: 0n },
    1,
  )
  assert.equal(attributes['farthing.saved.amount'], 3)
  assert.equal(attributes['farthing.saved.compress.amount'], 4)
  const none = attributesOf(fakeCall({ model: 'm' }), { ...closing, misses: -2n * dollar }, 1)
  assert.equal(none['farthing.saved.amount'], 0)
})
