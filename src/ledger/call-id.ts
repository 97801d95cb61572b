/**
 * Ids of calls: text that sorts by time outside, a safe integer inside.
 *
 * 42 bits of milliseconds since 2025 and 11 bits of sequence make 53: a JavaScript number and an SQLite integer
 * without loss, so that the text needs no column and no index of its own.
 * @module
 */
import type { CallId } from '../call.ts'

/** Milliseconds of 2025-01-01T00:00:00Z since the Unix epoch. */
const epoch = 1_735_689_600_000
const perMillisecond = 2048
const largest = Number.MAX_SAFE_INTEGER
/** Crockford's base 32: sorts as its value, no letters that look like digits. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz'
const pairs = Array.from({ length: 1024 }, (_, n) => digits[n >> 5]! + digits[n & 31]!)
const values = new Int8Array(128).fill(-1)
for (let value = 0; value < 32; value++) values[digits.charCodeAt(value)] = value

let last = 0

/**
 * A new id for a call that starts at `now` (milliseconds since the Unix epoch). Ids of one process never repeat and
 * never go back, even where the clock does; more than 2,048 in a millisecond borrow from the next one.
 */
export function createCallId(now: number): CallId {
  last = Math.max(last + 1, firstNumber(now))
  return callId(last)
}

/** Makes later ids of this process larger than `number`: a ledger does so for what it already holds. */
export function raiseCallIds(number: number): void {
  last = Math.max(last, number)
}

/** The text of a call's number. */
export function callId(number: number): CallId {
  const low = number % 0x2000000
  const high = (number - low) / 0x2000000
  return (
    'fc_' +
    pairs[high >> 20]! +
    pairs[(high >> 10) & 1023]! +
    pairs[high & 1023]! +
    pairs[low >> 15]! +
    pairs[(low >> 5) & 1023]! +
    digits[low & 31]!
  )
}

/** The number of a call's id; undefined for text that `createCallId` cannot have made. */
export function callNumber(id: string): number | undefined {
  if (id.length !== 14 || !id.startsWith('fc_')) return undefined
  let number = 0
  for (let i = 3; i < 14; i++) {
    const value = values[id.charCodeAt(i)] ?? -1
    if (value < 0) return undefined
    number = number * 32 + value
  }
  return number <= largest ? number : undefined
}

/** The smallest number of a call that starts at `at` milliseconds or later. */
export function firstNumber(at: number): number {
  return Math.min(largest, Math.max(0, Math.floor(at - epoch)) * perMillisecond)
}

/** When the call with this number started, in milliseconds since the Unix epoch. */
export function callTime(number: number): number {
  return Math.floor(number / perMillisecond) + epoch
}
