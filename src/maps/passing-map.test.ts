import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createPassingMap } from './passing-map.ts'

test('does what a Map does', () => {
  const key = fc.oneof(fc.nat(400).map(String), fc.string({ maxLength: 8 }))
  const step = fc.record({ kind: fc.constantFrom('get', 'set', 'take'), key, value: fc.nat() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const map = createPassingMap<number>()
      const model = new Map<string, number>()
      for (const { kind, key: at, value } of steps) {
        if (kind === 'set') {
          map.set(at, value)
          model.set(at, value)
        } else {
          assert.equal(kind === 'get' ? map.get(at) : map.take(at), model.get(at))
          if (kind === 'take') model.delete(at)
        }
      }
      for (const [at, value] of model) assert.equal(map.get(at), value)
    }),
  )
})

test('holds many ids at once, each under its own', () => {
  const map = createPassingMap<number>()
  const ids = Array.from(
    { length: 20_000 },
    (_, n) => `fc_1m${(n * 32).toString(32).padStart(8, '0')}`,
  )
  for (const [at, id] of ids.entries()) map.set(id, at)
  for (const [at, id] of ids.entries()) assert.equal(map.take(id), at)
  assert.equal(map.get(ids[7]!), undefined)
})
