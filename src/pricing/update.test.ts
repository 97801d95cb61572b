import assert from 'node:assert/strict'
import { test } from 'node:test'
import { updatePrices } from './update.ts'
import { clean } from './clean.ts'
import { formatPriceFile, vendorPrices } from './vendor.ts'

const provider = (models: unknown[]) => ({
  id: 'openai',
  name: 'OpenAI',
  api_pattern: 'https://x',
  models,
})
const model = (id: string, prices: unknown) => ({ id, match: { equals: id }, prices })
const dates = { slim: '2026-01-01', litellm: '2026-01-01' }
const litellm = JSON.stringify({
  m: {
    litellm_provider: 'openai',
    input_cost_per_token: 2e-6,
    input_cost_per_token_batches: 1e-6,
    input_cost_per_token_above_200k_tokens: 4e-6,
    output_cost_per_token: 8e-6,
    output_cost_per_token_batches: 4e-6,
    input_cost_per_token_priority: 100e-6,
    output_cost_per_token_priority: 16e-6,
    output_cost_per_token_flex: 4e-6,
    output_cost_per_token_above_200k_tokens: 12e-6,
  },
})
const text = (input: number) =>
  JSON.stringify([provider([model('m', { input_mtok: input, output_mtok: 8 })])])

test('the second list adds tiers, as ratios where the two disagree on the standard price; half and implausible tiers go', () => {
  const prices = (input: number) =>
    vendorPrices({ slim: text(input), litellm, dates }).providers[0]!.models[0]!.prices
  assert.deepEqual(prices(2), {
    input: [2, 200_000, 4],
    output: [8, 200_000, 12],
    tiers: { batch: { input: [1, 200_000, 2], output: [4, 200_000, 6] } },
  })
  assert.deepEqual(prices(3), { input: 3, output: 8, tiers: { batch: { input: 1.5, output: 4 } } })
})

test('a newer list keeps the tiers of what did not change in price, and names what did', () => {
  const previous = vendorPrices({ slim: text(2), litellm, dates })
  const same = updatePrices({ text: text(2), previous, date: '2026-02-01' })
  assert.deepEqual([same.added, same.removed, same.changed], [[], [], []])
  const next = updatePrices({ text: text(1), previous, date: '2026-02-01' })
  assert.deepEqual(next.changed, ['openai/m'])
  assert.deepEqual(next.file.providers[0]!.models[0]!.prices, { input: 1, output: 8 })
})

test('a list of our own is taken as it is', () => {
  const previous = vendorPrices({ slim: text(2), litellm, dates })
  const update = updatePrices({ text: formatPriceFile(previous), previous, date: '2026-02-01' })
  assert.deepEqual(update.file, JSON.parse(formatPriceFile(previous)))
})

test('what is no price list is refused, with the place', () => {
  const previous = vendorPrices({ slim: text(2), dates })
  const refuse = (given: unknown, message: RegExp) =>
    assert.throws(() => updatePrices({ text: JSON.stringify(given), previous, date: '' }), message)
  refuse({}, /expected a list/)
  refuse([provider([model('m', { gold_mtok: 1 })])], /openai\/m: unknown price gold_mtok/)
  refuse(
    [provider([{ id: 'm', match: { like: 'x' }, prices: {} }])],
    /openai\/m: unknown match rule like/,
  )
  refuse(
    [
      provider([
        { id: 'm', match: { equals: 'm' }, prices: [{ constraint: { moon: 1 }, prices: {} }] },
      ]),
    ],
    /unknown constraint/,
  )
})

test('what double arithmetic left behind is cleaned', () => {
  assert.equal(clean(0.18000000000000002), 0.18)
  assert.equal(clean(1.25e-7 * 1e6), 0.125)
})
