import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { assert as forAll, property, string } from 'fast-check'
import { writeWeights } from './fake-weights.ts'
import { loadLinearPairs } from './linear-pairs.ts'
import { openWeights } from './weights.ts'

interface Vector {
  readonly a: string
  readonly b: string
  readonly logit: number
}

const weights = openWeights('question-linear')
const missing = weights ? false : 'weights/question-linear is not there'

test(
  'the reader agrees with the trainer on every pair that the trainer wrote down',
  { skip: missing },
  () => {
    const { score } = loadLinearPairs(weights!)
    const path = new URL('linear-pairs.vectors.json', import.meta.url)
    const vectors = JSON.parse(readFileSync(path, 'utf8')) as readonly Vector[]
    assert.ok(vectors.length >= 30)
    for (const { a, b, logit } of vectors) {
      assert.ok(Math.abs(score(a, b) - logit) < 1e-4, `${a} | ${b}: ${score(a, b)} is not ${logit}`)
    }
  },
)

test('both orders score alike, whatever the texts', { skip: missing }, () => {
  const { score } = loadLinearPairs(weights!)
  forAll(
    property(string({ unit: 'binary' }), string({ unit: 'binary' }), (a, b) => {
      const logit = score(a, b)
      assert.ok(Number.isFinite(logit))
      assert.ok(Math.abs(logit - score(b, a)) < 1e-6)
    }),
  )
})

test('another number, a negation or other words cost, a greeting hardly', { skip: missing }, () => {
  const { score } = loadLinearPairs(weights!)
  const asked = 'How do I restart the router after 30 days?'
  const kept = score(asked, 'Hello, how do I restart the router after 30 days?')
  for (const other of [
    'How do I restart the router after 90 days?',
    'How do I not restart the router after 30 days?',
    'Which wine goes with fish?',
  ]) {
    assert.ok(score(asked, other) < kept, other)
  }
})

test('weights whose files do not fit their fields are refused', () => {
  const about = {
    kind: 'linear',
    buckets: 8,
    rarities: 4,
    rarityStep: 1,
    step: 1,
    offset: 0,
    dense: {},
  }
  const bytes = { 'weights.bin': new Uint8Array(8), 'rarity.bin': new Uint8Array(4) }
  const opened = (fields: object): unknown =>
    loadLinearPairs(
      openWeights('small', writeWeights('small', { ...about, ...fields }, bytes))!,
      () => new Float32Array(2),
    )
  assert.throws(() => opened({}), /rarityOverlap is no number/)
  assert.throws(() => opened({ step: 'wide' }), /step is no number/)
})
