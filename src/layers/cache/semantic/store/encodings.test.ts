import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { packVector } from '../../../../learned/packed-vector.ts'
import type { Encoded } from './encodings.ts'
import { createEncodings } from './encodings.ts'

const inIndex = {} as NonNullable<Encoded['place']>
const keptOf = (text: string): Encoded => ({ text, partition: 'p', place: inIndex })
const vectorOf = (seed: number): Float32Array =>
  Float32Array.from({ length: 16 }, (_, at) => Math.sin(seed * 31 + at))

test('whatever was kept, used and forgotten: a vector is its own question’s or not known, and the last used stay', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const
  const step = fc.tuple(fc.constantFrom('keep', 'of', 'forget'), fc.nat(names.length - 1), fc.nat())
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const encodings = createEncodings(3)
      const all = names.map(keptOf)
      /** The least recently used first. */
      const known = new Map<Encoded, Float32Array>()
      const use = (one: Encoded, vector: Float32Array): void => {
        known.delete(one)
        known.set(one, vector)
        if (known.size > 3) known.delete(known.keys().next().value!)
      }
      for (const [what, which, seed] of steps) {
        const one = all[which]!
        if (what === 'keep') {
          use(one, vectorOf(seed))
          assert.deepEqual(encodings.keep(one, vectorOf(seed)), packVector(vectorOf(seed)))
        } else if (what === 'forget') {
          known.delete(one)
          encodings.forget(one)
        } else {
          const vector = known.get(one)
          if (vector) use(one, vector)
          assert.deepEqual(encodings.of(one), vector && packVector(vector))
        }
        assert.equal(encodings.size, known.size)
      }
    }),
  )
})

test('what is forgotten is overwritten', () => {
  const encodings = createEncodings(3)
  const kept = keptOf('a')
  const { values } = encodings.keep(kept, vectorOf(1))
  assert.ok(values.some((value) => value !== 0))
  encodings.forget(kept)
  assert.ok(values.every((value) => value === 0))
})

test('nothing is remembered of a question that is gone', () => {
  const encodings = createEncodings(3)
  const gone = { ...keptOf('a'), place: undefined }
  assert.deepEqual(encodings.keep(gone, vectorOf(1)), packVector(vectorOf(1)))
  assert.equal(encodings.of(gone), undefined)
})

test('a question that was asked and is kept then needs no other vector, in its partition', () => {
  const encodings = createEncodings(3)
  encodings.keepAsked('p', 'a', vectorOf(1))
  assert.equal(encodings.adopt({ ...keptOf('a'), partition: 'q' }), false)
  const kept = keptOf('a')
  assert.equal(encodings.adopt(kept), true)
  encodings.forgetAsked()
  assert.equal(encodings.asked('p', 'a'), undefined)
  assert.deepEqual(encodings.of(kept), packVector(vectorOf(1)))
  assert.equal(encodings.adopt(kept), true)
  assert.equal(encodings.adopt(keptOf('a')), false)
})
