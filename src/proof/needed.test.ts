import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callsNeeded, labelsNeeded, pairsNeeded } from './needed.ts'

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

test('pairs that a noisy judge takes are about those of the simulations', () => {
  const close = (found: number, simulated: number) =>
    assert.ok(Math.abs(found / simulated - 1) < 0.25, `${found} for ${simulated}`)
  close(pairsNeeded(0, 0.12, 0.05, 0.05, 0.5), 893)
  close(pairsNeeded(0, 0.12, 0.05 * (1 - 0.24), 0.05, 0.5), 1928)
  assert.equal(
    pairsNeeded(0, 0, 0.02, 0.05, 0.25),
    labelsNeeded(0, 0.02, 0.05),
    'without noise as without A/A',
  )
  assert.equal(pairsNeeded(0.05, 0.1, 0.05, 0.05, 0.5), Infinity)
})
