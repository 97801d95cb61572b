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

/** A clock that is set back by less is waited for: ids go on from the last one. */
const smallStep = 60_000 * perMillisecond
/** Ids with a longer pause between them are two spans: what lies between is free. */
const longPause = 3_600_000 * perMillisecond

interface Span {
  readonly first: number
  readonly last: number
}

let first = 0
let last = 0
/** The number from which on others are taken. */
let ahead = Infinity
/** Numbers of before that the clock was set back from, or that a ledger holds. */
let taken: readonly Span[] = []
const mostSpans = 64

/**
 * A new id for a call that starts at `now` (milliseconds since the Unix epoch). Ids of one process never repeat; they
 * never go back but with a clock that is set back by more than a minute, and then over no time that has ids already.
 * More than 2,048 in a millisecond borrow from the next one.
 */
export function createCallId(now: number): CallId {
  const number = firstNumber(now)
  const step = number - last
  const next = step > 0 ? number : last + 1
  last = step < -smallStep || step > longPause || next >= ahead ? settle(number, next) : next
  return callId(last)
}

/** Keeps later ids of this process off those `from` to `to`, which a ledger holds already. */
export function takeCallIds(from: number, to: number): void {
  taken = joined([...taken, { first: from, last: to }])
  if (last >= from && last < to) last = to
  ahead = nextAfter(last)
}

/** Begins anew at the smallest number that is free, from the clock's on; from `next` on where that is close. */
function settle(number: number, next: number): number {
  taken = joined([...taken, { first, last }])
  const wanted = last - number > smallStep ? number : next
  const within = taken.find((span) => wanted >= span.first && wanted <= span.last)
  first = within === undefined ? wanted : within.last + 1
  ahead = nextAfter(first)
  return first
}

function nextAfter(number: number): number {
  return Math.min(Infinity, ...taken.filter((span) => span.first > number).map((one) => one.first))
}

/** In order, those that touch as one; where there are too many, the closest as one. */
function joined(spans: readonly Span[]): readonly Span[] {
  let all: Span[] = []
  for (const span of spans.toSorted((a, b) => a.first - b.first)) {
    const before = all.at(-1)
    if (before !== undefined && span.first <= before.last + 1)
      all[all.length - 1] = { first: before.first, last: Math.max(before.last, span.last) }
    else all.push(span)
  }
  while (all.length > mostSpans) {
    const gaps = all.slice(1).map((span, index) => span.first - all[index]!.last)
    const least = gaps.indexOf(Math.min(...gaps))
    const one = { first: all[least]!.first, last: all[least + 1]!.last }
    all = all.toSpliced(least, 2, one)
  }
  return all
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
