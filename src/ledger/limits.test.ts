import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FarthingError } from '../errors.ts'
import { createLimits } from './limits.ts'
import type { Admission, Limit } from './limits.ts'

const requests: Limit = { unit: 'requests', window: 'minute', limit: 3 }
const tokens: Limit = { unit: 'tokens', window: 'hour', limit: 100 }

test('requests are counted by calendar window, and the error says when to come back', () => {
  let now = 30_000
  const limits = createLimits({ clock: { now: () => now } })
  for (let i = 0; i < 3; i++)
    assert.ok(!(limits.admit('k', [requests], 0) instanceof FarthingError))
  const refused = limits.admit('k', [requests], 0)
  assert.ok(refused instanceof FarthingError)
  assert.equal(refused.code, 'rate_limited')
  assert.equal(refused.details['seconds'], 30)
  assert.ok(!(limits.admit('other', [requests], 0) instanceof FarthingError))
  now = 60_000
  assert.ok(!(limits.admit('k', [requests], 0) instanceof FarthingError))
})

test('tokens are held by estimate and corrected; a refusal counts nothing', () => {
  const limits = createLimits({
    clock: { now: () => 0 },
    used: () => ({ requests: 0, tokens: 30 }),
  })
  const first = limits.admit('k', [requests, tokens], 60) as Admission
  assert.ok(limits.admit('k', [requests, tokens], 20) instanceof FarthingError)
  first.settle(20)
  first.settle(0)
  assert.ok(!(limits.admit('k', [requests, tokens], 50) instanceof FarthingError))
  assert.ok(limits.admit('k', [requests, tokens], 1) instanceof FarthingError)
})

test('a call larger than the limit passes alone', () => {
  const limits = createLimits({ clock: { now: () => 0 } })
  assert.ok(!(limits.admit('k', [tokens], 500) instanceof FarthingError))
  assert.ok(limits.admit('k', [tokens], 1) instanceof FarthingError)
})

test('a clock that was ahead and is mended neither locks a limit nor empties it', () => {
  let now = Date.UTC(2026, 0, 1, 12)
  const asked: [number, number][] = []
  const used = (_: string, from: number, to: number) => {
    asked.push([from, to])
    return { requests: 0, tokens: 60 }
  }
  const limits = createLimits({ clock: { now: () => now }, used })
  const passes = (): boolean =>
    !(limits.admit('k', [requests, tokens], 40) instanceof FarthingError)
  const today = now
  assert.deepEqual([passes(), passes()], [true, false])
  now = Date.UTC(2031, 0, 1)
  assert.deepEqual([passes(), passes(), passes()], [true, true, false])
  now = today + 1000
  assert.deepEqual([passes(), passes()], [true, false], 'as the ledger says')
  assert.deepEqual(asked, [
    [today, today + 3_600_000],
    [today, today + 3_600_000],
  ])
})
