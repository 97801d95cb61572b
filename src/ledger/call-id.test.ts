import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { callId, callNumber, callTime, createCallId, firstNumber, takeCallIds } from './call-id.ts'

test('ids sort by time as text, never repeat, and carry the time', () => {
  const now = Date.UTC(2031, 4, 5)
  const ids = Array.from({ length: 5000 }, (_, i) => createCallId(now + Math.floor(i / 100)))
  assert.deepEqual(ids.toSorted(), ids)
  assert.equal(new Set(ids).size, 5000)
  assert.equal(callTime(callNumber(ids[0]!)!), now)
  assert.ok(createCallId(now - 30_000) > ids.at(-1)!)
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

test('ids stay off those that a ledger holds, and in the time of the clock where that is free', () => {
  const at = Date.UTC(2040, 0)
  const [held, later] = [firstNumber(at + 500), firstNumber(Date.UTC(2050, 0))]
  takeCallIds(0, held)
  takeCallIds(later, later + 10)
  assert.equal(callNumber(createCallId(at)), held + 1)
  assert.equal(callTime(callNumber(createCallId(at + 5000))!), at + 5000)
  assert.equal(callNumber(createCallId(Date.UTC(2050, 0))), later + 11)
})

test('a clock that leaps ahead and is mended gives ids of its own time again', () => {
  const at = Date.UTC(2060, 0)
  const time = (now: number): number => callTime(callNumber(createCallId(now))!)
  assert.equal(time(at), at)
  assert.equal(time(Date.UTC(2070, 0)), Date.UTC(2070, 0))
  assert.equal(time(at + 1000), at + 1000)
  assert.equal(time(at + 2000), at + 2000)
  assert.equal(time(Date.UTC(2070, 0)), Date.UTC(2070, 0), 'one more in the same millisecond')
})

test('however the clock leaps, ids never repeat and never lag behind it', () => {
  const minute = 60_000
  const base = Date.UTC(2080, 0)
  const step = fc.oneof(
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: -2 * minute, max: 2 * minute }),
    fc.integer({ min: -2000 * minute, max: 2000 * minute }),
  )
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      let now = base
      for (const by of steps) {
        now = Math.max(base, now + by)
        const id = createCallId(now)
        assert.ok(!seen.has(id))
        seen.add(id)
        assert.ok(callTime(callNumber(id)!) >= now)
      }
    }),
  )
})
