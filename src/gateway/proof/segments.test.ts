import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../call.ts'
import type { Wanted } from './certificates.ts'
import { createSegments, cut, mostSegments, restShare } from './segments.ts'

const call = (model: string, more: object = {}) =>
  ({
    view: { model },
    target: { model },
    tenant: 't',
    tags: ['a', 'b'],
    ...more,
  }) as unknown as Call

test('a segment is cut out with its minimum of calls, and comes back after a restart', () => {
  const segments = createSegments('model', 3)
  assert.deepEqual(
    [1, 2, 3, 4].map(() => segments.count(call('m'))),
    [undefined, undefined, 'model:m', undefined],
  )
  segments.count(call('n'))
  assert.deepEqual([segments.of(call('m')), segments.of(call('n'))], ['model:m', ''])
  const again = createSegments('model', 3, structuredClone(segments.state()))
  assert.deepEqual([again.of(call('m')), again.open], ['model:m', ['model:m']])
  assert.deepEqual([again.count(call('n')), again.count(call('n'))], [undefined, 'model:n'])
  assert.equal(createSegments('tag', 3, segments.state()).of(call('m')), '')
})

test('by tenant, by the first tag, and nothing that cannot stand in a key', () => {
  assert.equal(createSegments('tenant', 1).count(call('m')), 'tenant:t')
  assert.equal(createSegments('tag', 1).count(call('m')), 'tag:a')
  const by = createSegments('model', 1)
  for (const bad of ['', 'a b', 'x'.repeat(101), 'a\nb'])
    assert.equal(by.count(call(bad)), undefined)
  assert.equal(createSegments('tag', 1).count(call('m', { tags: [] })), undefined)
})

test('at most eight, and names that clients make up take no more than 256 places', () => {
  const segments = createSegments('model', 20)
  for (let n = 0; n < 20_000; n++) {
    segments.count(call(n % 4 === 0 ? 'often' : `once-${n}`))
    assert.ok(segments.state().counts.length <= 256)
  }
  assert.deepEqual(segments.open, ['model:often'])
  for (let k = 0; k < 20; k++) for (let n = 0; n < 25; n++) segments.count(call(`m${k}`))
  assert.equal(segments.open.length, mostSegments)
})

test('the split keeps the sum of α', () => {
  const whole = { key: 'compress/r', alpha: 0.05 * restShare } as Wanted
  const parts = Array.from({ length: mostSegments }, (_, k) => cut(whole, `model:${k}`))
  assert.equal(parts[0]!.key, 'compress/r/model:0')
  const sum = parts.reduce((sum, { alpha }) => sum + alpha, whole.alpha)
  assert.ok(Math.abs(sum - 0.05) < 1e-12, String(sum))
})
