import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyUsage } from './classes.ts'
import { createEstimator } from './estimate.ts'
import { exampleCall, type Ask } from './example-call.ts'
import { createLengths } from './lengths.ts'
import { loadPriceList } from './price-list.ts'

const list = loadPriceList()

/** An estimator that saw so many streams: bytes of them, and what was billed. */
function after(rounds: number, bytes: number, output: number, reasoning: number, ask: Ask = {}) {
  const estimator = createEstimator(list)
  const usage = { ...emptyUsage, input: 10, output, reasoning }
  for (let round = 0; round < rounds; round++) estimator.learn(exampleCall(ask), usage, bytes)
  return estimator
}

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) <= 0.1 * expected + 1, `${actual} for ${expected}`)

test('reasoning that no byte of a stream shows is learned by kind of call', () => {
  assert.equal(createEstimator(list).hiddenReasoning(exampleCall({})), 0, 'nothing was seen')
  const hidden = after(20, 2000, 500, 1800)
  close(hidden.hiddenReasoning(exampleCall({})), 1800)
  close(hidden.hiddenReasoning(exampleCall({ tenant: 'stranger' })), 1800)
  assert.equal(hidden.hiddenReasoning(exampleCall({ model: 'gpt-5-mini' })), 0)
  assert.equal(hidden.hiddenReasoning(exampleCall({ cap: 700 })), 700, 'the cap holds for both')
  close(hidden.hiddenReasoning(exampleCall({ body: { n: 3 } })), 5400)
  assert.equal(after(20, 2000, 500, 0).hiddenReasoning(exampleCall({})), 0)
})

test('reasoning that a stream shows, or sums up, is not counted twice', () => {
  const shown = after(20, 9200, 500, 1800)
  assert.equal(shown.hiddenReasoning(exampleCall({})), 0)
  close(shown.outputTokens('openai', 'gpt-5', 9200), 2300)
  const summed = after(20, 4000, 500, 1800)
  close(
    summed.outputTokens('openai', 'gpt-5', 4000) + summed.hiddenReasoning(exampleCall({})),
    2300,
  )
})

test('it follows a change, and replies that say nothing of it change nothing', () => {
  const estimator = after(20, 2000, 500, 1800)
  const usage = { ...emptyUsage, input: 10, output: 500 }
  const learned = estimator.hiddenReasoning(exampleCall({}))
  for (let round = 0; round < 50; round++)
    estimator.learn(exampleCall({}), { ...usage, reasoning: 9000 }, 0)
  assert.equal(estimator.hiddenReasoning(exampleCall({})), learned, 'no stream')
  for (let round = 0; round < 100; round++) estimator.learn(exampleCall({}), usage, 2000)
  assert.ok(estimator.hiddenReasoning(exampleCall({})) < 30)
})

test('it survives a restart, also where an older process kept lengths without it', () => {
  const kept = JSON.parse(JSON.stringify(after(20, 2000, 500, 1800).snapshot()))
  close(createEstimator(list, { restore: kept }).hiddenReasoning(exampleCall({})), 1800)
  const { mean, variance, count, buckets } = createLengths().snapshot()
  assert.equal(createLengths({ mean, variance, count, buckets }).hidden(), undefined)
  for (const hidden of ['many', -5, NaN] as number[])
    assert.equal(createLengths({ mean, variance, count, buckets, hidden }).hidden(), undefined)
})
