import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide, type Ending, retryAfterMs } from './retry.ts'

const limits = { retries: 2, longestWaitMs: 60_000 }
const half = () => 0.5
const replied = (status: number, headers: string[] = [], code?: string): Ending => ({
  kind: 'replied',
  status,
  headers,
  code,
})
const failed = (stage: 'connecting' | 'sent' | 'replied' | 'cancelled', final = false): Ending => ({
  kind: 'failed',
  stage,
  final,
})
const after = (ending: Ending, tried = 1, others = false, idempotent = false) =>
  decide(ending, tried, limits, others, idempotent, half)

test('a request that never left is sent again, one that may have arrived is not', () => {
  assert.deepEqual(after(failed('connecting')), { kind: 'again', waitMs: 250, elsewhere: false })
  assert.deepEqual(after(failed('connecting'), 1, true), {
    kind: 'again',
    waitMs: 0,
    elsewhere: true,
  })
  for (const stage of ['sent', 'replied', 'cancelled'] as const) {
    assert.equal(after(failed(stage), 1, true).kind, 'stop', stage)
  }
  assert.equal(after(failed('sent'), 1, false, true).kind, 'again', 'GET')
  assert.equal(after(failed('replied'), 1, false, true).kind, 'stop')
  assert.equal(after(failed('connecting', true)).kind, 'stop', 'a timeout took its time already')
})

test('which statuses are tried again', () => {
  for (const status of [408, 409, 429, 500, 502, 503, 504, 529]) {
    assert.equal(after(replied(status)).kind, 'again', String(status))
  }
  for (const status of [200, 400, 401, 402, 403, 404, 413, 422, 501]) {
    assert.equal(after(replied(status), 1, true).kind, 'stop', String(status))
  }
})

test('x-should-retry decides both ways', () => {
  assert.equal(after(replied(500, ['X-Should-Retry', 'false'])).kind, 'stop')
  assert.equal(after(replied(400, ['x-should-retry', 'true'])).kind, 'again')
})

test('a quota is never tried again with the same credential', () => {
  const spent = replied(429, ['x-should-retry', 'true'], 'insufficient_quota')
  assert.equal(after(spent).kind, 'stop')
  assert.deepEqual(after(spent, 1, true), { kind: 'again', waitMs: 0, elsewhere: true })
})

test('retry-after is obeyed up to the limit, beyond it is the client’s', () => {
  assert.deepEqual(after(replied(429, ['Retry-After', '3'])), {
    kind: 'again',
    waitMs: 3000,
    elsewhere: false,
  })
  assert.equal(after(replied(429, ['retry-after', '61'])).kind, 'stop')
  assert.equal(retryAfterMs(['retry-after-ms', '1500', 'retry-after', '9']), 1500)
  assert.equal(retryAfterMs(['retry-after', 'Thu, 01 Jan 1970 00:00:05 GMT'], 2000), 3000)
  for (const odd of ['', 'soon', '-1', 'NaN']) {
    assert.equal(retryAfterMs(['retry-after', odd]), undefined, odd)
  }
})

test('attempts and pauses are bounded', () => {
  assert.equal(after(replied(500), 3, true).kind, 'stop')
  const late = decide(replied(500), 9, { retries: 99, longestWaitMs: 1 }, false, false, () => 1)
  assert.deepEqual(late, { kind: 'again', waitMs: 8000, elsewhere: false })
})

test('where the prompt is warm a wait that is worth it is taken, but for the last attempt', () => {
  const at = (stayMs: number, headers: string[], tried = 1) =>
    decide(replied(429, headers), tried, { ...limits, stayMs }, true, false, half)
  const elsewhere = { kind: 'again', waitMs: 0, elsewhere: true }
  assert.deepEqual(at(3000, ['retry-after', '3']), {
    kind: 'again',
    waitMs: 3000,
    elsewhere: false,
  })
  assert.deepEqual(at(2999, ['retry-after', '3']), elsewhere)
  assert.deepEqual(at(3000, ['retry-after', '3'], 2), elsewhere)
  assert.deepEqual(at(-1, ['retry-after', '0']), elsewhere)
  assert.deepEqual(at(250, []), { kind: 'again', waitMs: 250, elsewhere: false })
  const spent = decide(
    replied(429, [], 'insufficient_quota'),
    1,
    { ...limits, stayMs: 9000 },
    true,
    false,
    half,
  )
  assert.deepEqual(spent, elsewhere)
})
