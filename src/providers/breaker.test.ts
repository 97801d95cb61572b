import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBreaker } from './breaker.ts'

test('a circuit opens after failures in a row, and lets one probe through', () => {
  const breaker = createBreaker({ failures: 3, openMs: 1000 })
  breaker.failed('a', 0)
  breaker.failed('a', 0)
  breaker.succeeded('a')
  for (let i = 0; i < 3; i++) {
    assert.equal(breaker.closedFor('a', 10), 0)
    breaker.failed('a', 10)
  }
  assert.equal(breaker.closedFor('a', 10), 1000)
  assert.equal(breaker.closedFor('b', 10), 0)
  assert.equal(breaker.closedFor('a', 1010), 0)
  breaker.tries('a')
  assert.ok(breaker.closedFor('a', 1010) > 0, 'one probe at a time')
  breaker.failed('a', 1010)
  assert.equal(breaker.closedFor('a', 1010), 1000)
  breaker.tries('a')
  breaker.unknown('a')
  assert.equal(breaker.closedFor('a', 2010), 0, 'a probe whose client left frees its place')
  breaker.tries('a')
  breaker.succeeded('a')
  assert.equal(breaker.failures('a'), 0)
})
