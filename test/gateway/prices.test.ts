/**
 * Prices that the configuration changes, from the call to its row.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Configuration } from '../../src/config/schema.ts'
import { createCallReader, type Decision } from '../../src/ledger/query.ts'
import { post } from './harness.ts'
import { startWhole, wholeConfiguration } from './whole.ts'

async function billed(
  model: string,
  change: (configuration: Configuration) => Configuration,
): Promise<Decision> {
  const whole = await startWhole()
  try {
    whole.gateway.reload(change(whole.configuration))
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }] })
    const reply = await post(whole.gateway.url, body)
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
