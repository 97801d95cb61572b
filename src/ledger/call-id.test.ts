import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { callId, callNumber, callTime, createCallId, firstNumber, raiseCallIds } from './call-id.ts'

test('ids sort by time as text, never repeat, and carry the time', () => {
  const now = Date.UTC(2031, 4, 5)
  const ids = Array.from({ length: 5000 }, (_, i) => createCallId(now + Math.floor(i / 100)))
  assert.deepEqual(ids.toSorted(), ids)
  assert.equal(new Set(ids).size, 5000)
  assert.equal(callTime(callNumber(ids[0]!)!), now)
  assert.ok(createCallId(now - 60_000) > ids.at(-1)!)
})

test('text and number are the same thing', () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (number) => {
      assert.equal(callNumber(callId(number)), number)
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      const number = callNumber(text)
      assert.ok(number === undefined || callId(number) === text)
    }),
  )
  assert.equal(callNumber('fc_zzzzzzzzzzz'), undefined)
  assert.equal(callNumber('fc_03eyeé00000'), undefined)
})

test('later ids are above those that a ledger holds already', () => {
  const held = firstNumber(Date.UTC(2040, 0))
  raiseCallIds(held)
  assert.ok(callNumber(createCallId(Date.now()))! > held)
})
