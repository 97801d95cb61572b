/**
 * Prices that the configuration changes, from the call to its row.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Usage } from '../../src/call.ts'
import type { Configuration } from '../../src/config/schema.ts'
import { createCallReader, type Decision } from '../../src/ledger/query.ts'
import { outputTokens, promptTokens } from '../../src/pricing/classes.ts'
import type { Directive } from '../../src/sandbox/directive.ts'
import { post } from './harness.ts'
import { startWhole, wholeConfiguration } from './whole.ts'

async function billed(
  model: string,
  change: (configuration: Configuration) => Configuration,
  directive?: Directive,
): Promise<Decision> {
  const whole = await startWhole()
  try {
    whole.gateway.reload(change(whole.configuration))
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] })
    const headers = directive === undefined ? {} : { 'x-sandbox': JSON.stringify(directive) }
    const reply = await post(whole.gateway.url, body, headers)
    assert.equal(reply.status, 200, await reply.clone().text())
    whole.gateway.ledger.flush()
    const id = reply.headers.get('x-farthing-call')!
    return createCallReader(whole.gateway.ledger.database).decision(id)!
  } finally {
    await whole.close()
  }
}

const same = (configuration: Configuration): Configuration => configuration

test('an agreed discount is taken off cost and baseline', async () => {
  const listed = await billed('gpt-5-mini', same)
  const lower = await billed('gpt-5-mini', (configuration) => ({
    ...configuration,
    prices: { ...configuration.prices, discounts: { openai: 0.25 } },
  }))
  assert.deepEqual(lower.call.usage, listed.call.usage)
  assert.ok(listed.call.cost! > 0n)
  assert.equal(lower.call.cost, (listed.call.cost! * 3n) / 4n)
  assert.equal(lower.call.baseline, (listed.call.baseline! * 3n) / 4n)
})

test('a provider priced as another has cost, baseline and reservation', async () => {
  const { openai } = wholeConfiguration('.', '').providers
  const { call, attempts } = await billed('mine/gpt-5-mini', (configuration) => ({
    ...configuration,
    providers: {
      ...configuration.providers,
      mine: {
        ...openai!,
        base: configuration.providers['openai']!.base!,
        priceAs: 'openai',
        credentials: [{ id: 'm', value: 'x', weight: 1 }],
      },
    },
  }))
  assert.equal(call.provider, 'mine')
  assert.ok(call.cost! > 0n)
  assert.equal(call.baseline, call.cost)
  assert.ok(attempts[0]!.reserved! > 0n)
})

test('where a budget counts, calls without a price are refused if the configuration says so', async (t) => {
  const whole = await startWhole()
  t.after(() => whole.close())
  const { configuration } = whole
  const body = JSON.stringify({ model: 'openai/of-nobody', messages: [] })
  const budgets = [{ scope: {}, limit: '5', window: 'month' as const }]
  whole.gateway.reload({ ...configuration, budgets })
  assert.equal((await post(whole.gateway.url, body)).status, 400)
  whole.gateway.reload({
    ...configuration,
    budgets,
    prices: { ...configuration.prices, unpriced: 'refuse' },
  })
  const refused = await post(whole.gateway.url, body)
  assert.equal(refused.status, 403)
  const { error } = (await refused.json()) as { error: { code: string } }
  assert.equal(error.code, 'model_unpriced')
  whole.gateway.reload({
    ...configuration,
    prices: { ...configuration.prices, unpriced: 'refuse' },
  })
  assert.notEqual((await post(whole.gateway.url, body)).status, 403)
})

const tokensOf = (usage: Usage): bigint => BigInt(promptTokens(usage) + outputTokens(usage))

const ownPrice =
  (models: Configuration['prices']['models']) =>
  (configuration: Configuration): Configuration => ({
    ...configuration,
    prices: { ...configuration.prices, models },
  })

test('a price of one’s own holds whatever name the reply gives the model, so nothing is saved by nobody', async () => {
  const own = ownPrice({ 'openai/gpt-5-mini': { input: 100, output: 100 } })
  const dated = { model: 'gpt-5-mini-2025-08-07', text: 'one', outputTokens: 20 }
  const { call } = await billed('gpt-5-mini', own, dated)
  assert.equal(call.served, 'gpt-5-mini-2025-08-07')
  assert.equal(call.cost, tokensOf(call.usage!) * 100_000_000n)
  assert.equal(call.baseline, call.cost)
  assert.equal(call.misses, 0n)
})

test('a reply that names the model as nobody does is priced as the model that was asked', async () => {
  const unknown = { model: '/models/llama-3.gguf', text: 'one', outputTokens: 20 }
  const house = await billed(
    'gpt-5-mini',
    ownPrice({ 'gpt-5-mini': { input: 7, output: 7 } }),
    unknown,
  )
  assert.equal(house.call.cost, tokensOf(house.call.usage!) * 7_000_000n)
  const listed = await billed('gpt-5-mini', same, unknown)
  const plain = await billed('gpt-5-mini', same, { ...unknown, model: 'gpt-5-mini' })
  assert.equal(listed.call.cost, plain.call.cost)
  assert.ok(plain.call.cost! > 0n)
  assert.equal(listed.call.misses, 0n)
})

test('a budget counts, and unpriced calls are refused, though the reply names the model as nobody does', async (t) => {
  const whole = await startWhole({
    sandbox: { directive: { model: '/models/llama-3.gguf', outputTokens: 50 } },
  })
  t.after(() => whole.close())
  const { configuration } = whole
  const models = { 'openai/gpt-5-mini': { input: 100, output: 100 } }
  whole.gateway.reload({
    ...configuration,
    budgets: [{ scope: {}, limit: '0.01', window: 'month' as const }],
    prices: { ...configuration.prices, models, unpriced: 'refuse' },
  })
  const body = (n: number) =>
    JSON.stringify({
      model: 'gpt-5-mini',
      max_completion_tokens: 20,
      messages: [{ role: 'user', content: `hi ${n}` }],
    })
  const statuses = []
  for (let n = 0; n < 10; n++) statuses.push((await post(whole.gateway.url, body(n))).status)
  assert.equal(statuses[0], 200)
  assert.equal(statuses.at(-1), 402)
})

test('a call without a price is not free because its attempts broke', async (t) => {
  const whole = await startWhole()
  t.after(() => whole.close())
  const ask = async (model: string, times: number) => {
    whole.sandbox.faults.push({ fault: 'reset-headers', times })
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: `hi ${model}` }] })
    const reply = await post(whole.gateway.url, body)
    await reply.text()
    while (whole.sandbox.faults.take() !== undefined);
    whole.gateway.ledger.flush()
    const id = reply.headers.get('x-farthing-call')!
    const { call, attempts } = createCallReader(whole.gateway.ledger.database).decision(id)!
    return { status: reply.status, call, attempts }
  }
  const broken = await ask('openai/sandbox-unpriced', 9)
  assert.notEqual(broken.status, 200)
  assert.equal(broken.call.cost, undefined)
  assert.equal(broken.call.baseline, undefined)
  const priced = await ask('gpt-5-mini', 9)
  assert.notEqual(priced.status, 200)
  assert.ok(priced.call.cost! > 0n)
  assert.equal(priced.call.failures, priced.call.cost)
})
