import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  askedSketch,
  askedVector,
  blockSlots,
  farBytes,
  firstFree,
  found,
  nearBytes,
  openKernel,
} from './kernel.ts'
import { sketchBytes } from './sketch.ts'

const bitsOf = (bytes: Uint8Array): number =>
  bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)

const sketch = fc.uint8Array({ minLength: sketchBytes, maxLength: sketchBytes })
const slots = 48

test('the kernel finds what a plain loop finds', () => {
  const { kernel, memory } = openKernel()
  memory.grow(1)
  const bytes = new Uint8Array(memory.buffer)
  const near = firstFree
  const far = near + slots * nearBytes
  fc.assert(
    fc.property(
      sketch,
      fc.array(sketch, { minLength: slots, maxLength: slots }),
      fc.nat(slots),
      fc.integer({ min: 40, max: 128 }),
      fc.integer({ min: 90, max: 255 }),
      (asked, kept, to, nearLimit, limit) => {
        const whole = asked.map((byte) => 255 - byte)
        // One that differs in all 256 bits, which no byte can count.
        const all = [...kept.slice(1), whole]
        for (const [byte, value] of asked.entries())
          bytes.fill(value, askedSketch + byte * blockSlots, askedSketch + (byte + 1) * blockSlots)
        for (const [slot, one] of all.entries()) {
          const block = Math.floor(slot / blockSlots) * blockSlots
          for (const [byte, value] of one.entries()) {
            const row = byte < nearBytes ? near + block * nearBytes : far + block * farBytes
            bytes[row + (byte % nearBytes) * blockSlots + (slot % blockSlots)] = value
          }
        }
        const apart = all.map((one) => one.map((byte, at) => byte ^ asked[at]!))
        const expected = apart.flatMap((one, slot) => {
          const distance = Math.min(255, bitsOf(one))
          const reached = bitsOf(one.subarray(0, nearBytes)) <= nearLimit && distance <= limit
          return slot < to && reached ? [(distance << 10) | slot] : []
        })
        const end = kernel.scan(near, far, 0, to, nearLimit, limit)
        const given = [...new Int32Array(memory.buffer, found, (end - found) / 4)]
        assert.deepEqual(given, expected)
      },
    ),
    { numRuns: 200 },
  )
})

test('the product of two vectors is exact, at the ends of int8 too', () => {
  const { kernel, memory } = openKernel()
  memory.grow(1)
  const values = new Int8Array(memory.buffer)
  const vector = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 32, maxLength: 32 })
  const ends = fc.constant(Array.from({ length: 32 }, () => -127))
  fc.assert(
    fc.property(fc.oneof(vector, ends), fc.oneof(vector, ends), (a, b) => {
      values.set(a, askedVector)
      values.set(b, firstFree)
      assert.equal(
        kernel.dot(firstFree, 32),
        a.reduce((sum, value, at) => sum + value * b[at]!, 0),
      )
    }),
  )
})
