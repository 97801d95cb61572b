import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callsNeeded, labelsNeeded } from './needed.ts'

test('labels needed are near the medians of note proof.md', () => {
  for (const [harm, median] of [
    [0, 170],
    [0.005, 338],
    [0.01, 1015],
  ] as const) {
    const estimate = labelsNeeded(harm, 0.02, 0.05)
    assert.ok(Math.abs(estimate / median - 1) < 0.1, `${harm}: ${estimate}`)
  }
  assert.equal(labelsNeeded(0.02, 0.02, 0.05), Infinity)
})

test('labels are told as calls', () => {
  assert.equal(callsNeeded(360, 0.02), 18_000)
  assert.equal(callsNeeded(1, 0), Infinity)
})
