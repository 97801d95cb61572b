import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { packVector, packedCosine } from './packed-vector.ts'

const unit = (values: Float32Array): Float32Array => {
  const length = Math.hypot(...values) || 1
  return values.map((value) => value / length)
}
const vectors = fc
  .float32Array({ minLength: 384, maxLength: 384, min: -1, max: 1, noNaN: true })
  .map(unit)
const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0)

test('the cosine of a packed vector is that of the vector, to the rounding of its values', () => {
  fc.assert(
    fc.property(vectors, vectors, (a, b) => {
      const moved = Math.abs(packedCosine(a, packVector(b)) - cosine(a, b))
      // Half a step each, at worst all in the direction of the other.
      const most = (Math.max(...b.map(Math.abs)) / 32_767 / 2) * Math.sqrt(384)
      assert.ok(moved <= most + 1e-6, `${moved} of ${most}`)
    }),
  )
})

test('values are written where they are wanted, and a vector of zeros stays one', () => {
  const into = new Int16Array(3).fill(9)
  assert.deepEqual(packVector(Float32Array.of(0.6, -0.8, 0), into), {
    values: Int16Array.of(24_575, -32_767, 0),
    scale: Math.fround(0.8) / 32_767,
  })
  assert.equal(into[1], -32_767)
  assert.equal(packedCosine(Float32Array.of(1, 0), packVector(new Float32Array(2))), 0)
})
