import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Call } from '../call.ts'
import { emptyUsage } from './classes.ts'
import { createEstimator } from './estimate.ts'
import { exampleCall } from './example-call.ts'
import { loadPriceList } from './price-list.ts'

const list = loadPriceList()
/** Ten dollars a thousand, in picodollars. */
const fee = 10_000_000_000n

function asking(tools: unknown, provider = 'anthropic', model = 'claude-opus-4-8'): Call {
  const call = exampleCall({ model, cap: 100, body: { tools } })
  const dialect = provider === 'anthropic' ? 'anthropic-messages' : 'openai-chat'
  // One size, so that only the searches tell two reservations apart.
  return { ...call, bytes: Buffer.alloc(400, 0x20), target: { ...call.target, provider, dialect } }
}

const search = (more: object = {}) => ({ type: 'web_search_20250305', name: 'web_search', ...more })

test('searches that the request allows are held back', () => {
  const { reserve } = createEstimator(list)
  const beyond = (tools: unknown) => (reserve(asking(tools))! - reserve(asking(undefined))!) / fee
  assert.equal(beyond([{ name: 'mine', input_schema: {} }]), 0n)
  assert.equal(beyond([null, 'web_search', { type: 'custom', name: 'web_search' }]), 0n)
  assert.equal(beyond([search({ max_uses: 3 })]), 3n)
  assert.equal(beyond([{ name: 'mine' }, search({ max_uses: 12 })]), 12n)
  assert.equal(beyond([search()]), 5n)
  assert.equal(beyond([search({ max_uses: 1e300 })]), 5n)
})

test('where nothing bounds them, as many as the kind of call was billed for', () => {
  const estimator = createEstimator(list)
  const held = (call: Call) => estimator.reserve(call)!
  const billed = (call: Call, webSearches: number) =>
    estimator.learn(call, { ...emptyUsage, input: 100, output: 10, other: { webSearches } })
  const open = asking([search()])
  const before = held(open)
  billed(open, 2)
  const bounded = held(asking([search({ max_uses: 1 })]))
  assert.equal(held(open), bounded + 4n * fee, 'not fewer than is usual')
  billed(open, 11)
  assert.ok(held(open) > before)
  assert.equal(held(open), held(asking([search({ max_uses: 11 })])))
  for (let round = 0; round < 200; round++) billed(open, 1)
  assert.equal(held(open), held(asking([search({ max_uses: 5 })])))
})

test('a model that always searches has it in its reservation without a tool', () => {
  const estimator = createEstimator(list)
  const call = asking(undefined, 'perplexity', 'sonar-deep-research')
  const usage = { ...emptyUsage, input: 100, output: 100 }
  const cost = (webSearches: number) =>
    list.cost({
      provider: 'perplexity',
      model: 'sonar-deep-research',
      usage: { ...usage, other: { webSearches } },
    })!.fees
  assert.ok(estimator.reserve(call)! > cost(5))
  assert.ok(estimator.reserve(call)! < cost(6))
  estimator.learn(call, { ...usage, other: { webSearches: 28 } })
  assert.ok(estimator.reserve(call)! > cost(28))
})

test('no list of tools makes a reservation that is none', () => {
  const { reserve } = createEstimator(list)
  const tool = fc.oneof(
    fc.anything(),
    fc.record({ type: fc.constant('web_search'), max_uses: fc.anything() }),
  )
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.array(tool)), (tools) => {
      assert.ok(reserve(asking(tools))! > 0n)
    }),
  )
})
