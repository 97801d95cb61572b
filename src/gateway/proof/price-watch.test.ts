import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPriceWatch, type WatchedPrices } from './price-watch.ts'

const list = (cost: Readonly<Record<string, bigint>>, date = '2026-01-01') =>
  ({
    rates: (_: string, model: string) =>
      model.startsWith('made-up') ? undefined : { input: cost[model] ?? 1n },
    sources: [{ name: 'list', licence: '', date }],
  }) as unknown as WatchedPrices
const call = (model: string, route = 'r') =>
  ({ route: { name: route }, target: { provider: 'p', model } }) as never

test('a price that moves of a model that was seen counts, once; other prices and new models do not', () => {
  const first = createPriceWatch(list({}), ['r', 's'])
  for (const model of ['a', 'b', 'made-up']) first.saw(call(model))
  first.saw(call('c', 's'))
  assert.deepEqual([first.of('r'), first.of('s'), first.of('other')], ['', '', ''])
  const kept = structuredClone(first.state())
  assert.equal(kept['r']!.seen.length, 2)
  assert.equal(createPriceWatch(list({ c: 9n }, '2026-02-02'), ['r'], kept).of('r'), '')
  const moved = createPriceWatch(list({ b: 2n }), ['r', 's'], kept)
  assert.deepEqual([moved.of('r'), moved.of('s')], ['1', ''])
  const later = createPriceWatch(list({ b: 2n }), ['r', 's'], moved.state())
  assert.equal(later.of('r'), '1', 'the same promise as before the restart')
  assert.equal(createPriceWatch(list({}), ['r'], later.state()).of('r'), '2')
  assert.deepEqual(Object.keys(createPriceWatch(list({}), ['s'], kept).state()), ['s'])
})

test('over 64 models the version of the list stands for the rest', () => {
  const first = createPriceWatch(list({}), ['r'])
  for (let n = 0; n < 64; n++) first.saw(call(`m${n}`))
  assert.equal(createPriceWatch(list({}, '2026-02-02'), ['r'], first.state()).of('r'), '')
  first.saw(call('one more'))
  assert.equal(first.state()['r']!.seen.length, 64)
  assert.equal(createPriceWatch(list({}), ['r'], first.state()).of('r'), '')
  const next = createPriceWatch(list({}, '2026-02-02'), ['r'], first.state())
  assert.equal(next.of('r'), '1')
  assert.equal(createPriceWatch(list({}, '2026-02-02'), ['r'], next.state()).of('r'), '1')
})
