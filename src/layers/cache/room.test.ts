import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createRoom } from './room.ts'

const framed = (bytes: Uint8Array): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([length, bytes])
}

test('parts lie behind their lengths, whatever was there before', () => {
  const room = createRoom()
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.nat(50_000).map((length) => 'ü'.repeat(length)),
  )
  const part = fc.oneof(text, fc.uint8Array({ maxLength: 300 }))
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.array(part, { maxLength: 8 }),
      (start, parts) => {
        room.start(start)
        for (const one of parts) {
          if (typeof one === 'string') room.text(one)
          else room.bytes(Buffer.from([9, ...one, 9]), 1, one.length + 1)
        }
        const wanted = parts.map((one) => framed(Buffer.from(one as string)))
        assert.deepEqual(Buffer.from(room.taken()), Buffer.concat([start, ...wanted]))
      },
    ),
  )
})
