import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createSlabs } from './slabs.ts'

test('copies are equal, apart from one another and from what they were made of', () => {
  const bodies = fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 60 })
  fc.assert(
    fc.property(bodies, (given) => {
      const keep = createSlabs()
      const wanted = given.map((body) => Buffer.from(body))
      const kept = given.map((body) => keep(body))
      given.forEach((body, at) => {
        if (body.length <= 4096) body.fill(7)
        else assert.equal(kept[at], body)
      })
      assert.deepEqual(kept.map(Buffer.from), wanted)
    }),
    { numRuns: 60 },
  )
})

test('small copies share memory with copies alone', () => {
  const keep = createSlabs()
  const [first, second] = [keep(Buffer.from('one')), keep(Buffer.from('two'))]
  assert.equal(first.buffer, second.buffer)
  assert.notEqual(first.buffer, Buffer.from('one').buffer)
})
