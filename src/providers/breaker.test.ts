import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, constantFrom, integer, property, record } from 'fast-check'
import { type Caller, createBreaker } from './breaker.ts'

let calls = 0
const by = (tenant: string, model = 'm', id = `call-${calls++}`): Caller => ({
  id,
  tenant,
  target: { provider: 'p', model, dialect: 'openai-chat', path: '/' },
})
const make = (failures = 3) => createBreaker({ failures, openMs: 1000 })
const a = by('a')

test('an endpoint that is not reached is left alone after calls in a row, and lets one probe through', () => {
  const breaker = make()
  const fail = (now: number) => breaker.failed('k', by('a'), now, 'endpoint')
  fail(0)
  fail(0)
  breaker.succeeded('k', a)
  for (let i = 0; i < 3; i++) {
    assert.equal(breaker.closedFor('k', a, 10), 0)
    fail(10)
  }
  assert.equal(breaker.failures('k', a), 3)
  assert.equal(breaker.closedFor('k', a, 10), 1000)
  assert.equal(breaker.closedFor('k', by('b', 'other'), 10), 1000, 'no caller can reach it')
  assert.equal(breaker.closedFor('l', a, 10), 0)
  assert.equal(breaker.closedFor('k', a, 1010), 0)
  breaker.tries('k', a)
  assert.ok(breaker.closedFor('k', by('b'), 1010) > 0, 'one probe at a time')
  fail(1010)
  assert.equal(breaker.closedFor('k', a, 1010), 1000)
  breaker.tries('k', a)
  breaker.unknown('k', a)
  assert.equal(breaker.closedFor('k', a, 2010), 0, 'a probe whose client left frees its place')
  breaker.tries('k', a)
  breaker.succeeded('k', a)
  assert.equal(breaker.failures('k', a), 0)
})

test('a call that is tried again is one failure', () => {
  for (const blame of ['endpoint', 'model'] as const) {
    const breaker = make()
    const [first, second] = [by('a'), by('a')]
    for (let i = 0; i < 9; i++) breaker.failed('k', i % 2 ? first : second, 0, blame)
    assert.equal(breaker.failures('k', a), 2)
    assert.equal(breaker.closedFor('k', a, 0), 0)
    breaker.failed('k', by('a'), 0, blame)
    assert.equal(breaker.closedFor('k', a, 0), 1000)
  }
})

test('one caller’s failures close a model for that caller, two callers’ for all', () => {
  const breaker = make()
  for (let i = 0; i < 20; i++) breaker.failed('k', by('a'), 0, 'model')
  assert.equal(breaker.closedFor('k', by('a'), 0), 1000)
  assert.equal(breaker.closedFor('k', by('a', 'other'), 0), 0, 'another model')
  assert.equal(breaker.closedFor('k', by('b'), 0), 0, 'another caller')
  breaker.failed('k', by('b'), 5, 'model')
  for (const tenant of ['a', 'b', 'c']) assert.equal(breaker.closedFor('k', by(tenant), 5), 1000)
  breaker.succeeded('k', by('c', 'other'))
  assert.equal(breaker.closedFor('k', by('c'), 5), 1000, 'another model says nothing of this one')
})

test('a probe that is the poison call again does not keep the others away', () => {
  const breaker = make()
  for (const tenant of ['a', 'b', 'c']) breaker.failed('k', by(tenant), 0, 'model')
  assert.equal(breaker.closedFor('k', by('b'), 0), 1000)
  const poison = by('a')
  assert.equal(breaker.closedFor('k', poison, 1000), 0)
  breaker.tries('k', poison)
  assert.ok(breaker.closedFor('k', by('b'), 1000) > 0)
  breaker.failed('k', poison, 1000, 'model')
  assert.equal(breaker.closedFor('k', by('a'), 1000), 1000)
  assert.equal(breaker.closedFor('k', by('b'), 1000), 0, 'the next caller may find out')
  breaker.failed('k', by('b'), 1001, 'model')
  assert.equal(breaker.closedFor('k', by('c'), 1001), 1000, 'it fails for both')
})

test('a probe that does not reach the endpoint frees its place in the model’s circuit too', () => {
  const breaker = make(1)
  breaker.failed('k', by('a'), 0, 'model')
  breaker.tries('k', a)
  breaker.failed('k', a, 2000, 'endpoint')
  assert.equal(breaker.closedFor('k', by('a'), 3000), 0)
})

test('names of any length and number are bounded', () => {
  const breaker = make(1)
  const long = 'x'.repeat(1_000_000)
  breaker.failed('k', by('a', long), 0, 'model')
  assert.equal(breaker.closedFor('k', by('a', long.slice(1)), 0), 1000, 'kept by its beginning')
  for (let i = 0; i < 10_000; i++) breaker.failed('k', by('a', `m${i}`), 0, 'model')
  assert.equal(breaker.closedFor('k', by('a', long), 0), 0, 'the oldest is forgiven')
})

test('property: whatever one caller does, another whose calls succeed is never kept away', () => {
  const step = record({
    model: constantFrom('m', 'n'),
    what: constantFrom('fail', 'fail', 'fail', 'leave'),
    later: integer({ min: 0, max: 700 }),
  })
  check(
    property(array(step, { maxLength: 60 }), (steps) => {
      const breaker = make()
      let now = 0
      for (const { model, what, later } of steps) {
        now += later
        const poison = by('a', model)
        if (breaker.closedFor('k', poison, now) === 0) {
          breaker.tries('k', poison)
          if (what === 'fail') breaker.failed('k', poison, now, 'model')
          else breaker.unknown('k', poison)
        }
        assert.equal(breaker.closedFor('k', by('b', model), now), 0)
      }
    }),
  )
})
