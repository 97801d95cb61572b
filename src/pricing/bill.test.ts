import assert from 'node:assert/strict'
import { test } from 'node:test'
import { billReply, serviceTier } from './bill.ts'
import { formatExact } from './money.ts'
import { loadPriceList } from './price-list.ts'
import { reconcile, reportedCost } from './reported.ts'

const list = loadPriceList()
const at = Date.parse('2026-11-01T12:00:00Z')

test('xAI’s ticks are preferred, and the list agrees with them exactly', () => {
  const raw = {
    prompt_tokens: 307,
    completion_tokens: 26,
    total_tokens: 588,
    prompt_tokens_details: { cached_tokens: 244 },
    completion_tokens_details: { reasoning_tokens: 255 },
    cost_in_usd_ticks: 1_777_000,
  }
  const bill = billReply(list, {
    provider: 'xai',
    model: 'grok-3-mini',
    dialect: 'openai-chat',
    raw,
    at,
  })!
  assert.equal(formatExact(bill.cost!), '0.0001777')
  assert.equal(bill.costOrigin, 'provider')
  assert.deepEqual(bill.reconciliation, {
    reported: 177_700_000n,
    computed: 177_700_000n,
    difference: 0n,
    agrees: true,
  })
})

test('OpenRouter’s cost is preferred to a list that disagrees, and the difference is reported', () => {
  const raw = {
    prompt_tokens: 14,
    completion_tokens: 4,
    total_tokens: 18,
    cost: 0.0002,
    is_byok: false,
  }
  const model = 'anthropic/claude-sonnet-4.5'
  const bill = billReply(list, { provider: 'openrouter', model, dialect: 'openai-chat', raw, at })!
  assert.equal(formatExact(bill.cost!), '0.0002')
  assert.equal(formatExact(bill.reconciliation!.computed), '0.000102')
  assert.equal(bill.reconciliation!.agrees, false)
})

test('with the caller’s own key OpenRouter’s fee and the upstream’s bill are added', () => {
  const usage = { cost: 0.001, is_byok: true, cost_details: { upstream_inference_cost: 0.02 } }
  assert.equal(formatExact(reportedCost('openrouter', usage)!), '0.021')
  assert.equal(reportedCost('openrouter', { cost: 0.001, is_byok: true }), undefined)
})

test('a cost in no known unit, or no figure, is not believed', () => {
  assert.equal(reportedCost('some-host', { cost: 5 }), undefined)
  for (const cost of [-1, '1', Number.NaN, 1e300, null, {}])
    assert.equal(reportedCost('openrouter', { cost }), undefined)
  for (const ticks of [-1, 0.5, 1e300, '7'])
    assert.equal(reportedCost('xai', { cost_in_usd_ticks: ticks }), undefined)
})

test('an advisor is billed at its own model, and a model without a price makes the whole unpriced', () => {
  const raw = (advisor: string) => ({
    input_tokens: 2390,
    output_tokens: 121,
    iterations: [
      { type: 'message', input_tokens: 1128, output_tokens: 110 },
      { type: 'advisor_message', model: advisor, input_tokens: 2518, output_tokens: 22 },
      { type: 'message', input_tokens: 1262, output_tokens: 11 },
    ],
  })
  const bill = (advisor: string) =>
    billReply(list, {
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
      dialect: 'anthropic-messages',
      raw: raw(advisor),
      at,
    })!
  // 2,390 × $3 + 121 × $15 and 2,518 × $5 + 22 × $25, a million.
  assert.equal(formatExact(bill('claude-opus-4-8').cost!), '0.022125')
  assert.equal(bill('claude-unheard-of').cost, undefined)
  assert.equal(bill('claude-unheard-of').usage.input, 4908)
})

test('each inner request has its own context tier', () => {
  const half = { type: 'message', input_tokens: 150_000, output_tokens: 0 }
  const raw = { input_tokens: 300_000, output_tokens: 0, iterations: [half, half] }
  const query = {
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    dialect: 'anthropic-messages' as const,
    at,
  }
  assert.equal(formatExact(billReply(list, { ...query, raw })!.cost!), '0.9')
})

test('a reply without usage has no bill', () => {
  const query = { provider: 'openai', model: 'gpt-5', dialect: 'openai-chat' as const, at }
  assert.equal(billReply(list, { ...query, raw: undefined }), undefined)
  assert.equal(
    billReply(list, { ...query, model: 'gpt-99', raw: { prompt_tokens: 1, completion_tokens: 1 } })!
      .cost,
    undefined,
  )
})

test('counting tokens is free, and processes none', () => {
  const query = {
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    dialect: 'anthropic-count' as const,
  }
  const bill = billReply(list, { ...query, raw: { input_tokens: 5000 } })!
  assert.deepEqual([bill.cost, bill.usage.input], [0n, 0])
})

test('reconciling: within 1 %, or a millionth of a dollar', () => {
  assert.equal(reconcile(101n * 10n ** 9n, 100n * 10n ** 9n).agrees, true)
  assert.equal(reconcile(102n * 10n ** 9n, 100n * 10n ** 9n).agrees, false)
  assert.equal(reconcile(1_000_000n, 0n).agrees, true)
})

test('service tiers of replies', () => {
  const stated = ['default', 'flex', 'priority', 'fast', 'batch', 'standard', undefined, null, 7]
  const ours = [
    'standard',
    'flex',
    'priority',
    'priority',
    'batch',
    'standard',
    'standard',
    'standard',
    'standard',
  ]
  assert.deepEqual(stated.map(serviceTier), ours)
})

test('fast mode and inference in the US multiply every token price, and stack; fees stay', () => {
  const priced = (stated: Record<string, unknown>, model = 'claude-opus-4-8') =>
    billReply(list, {
      provider: 'anthropic',
      model,
      dialect: 'anthropic-messages',
      raw: {
        input_tokens: 1_000_000,
        output_tokens: 1_000_000,
        cache_read_input_tokens: 1_000_000,
        server_tool_use: { web_search_requests: 100 },
        ...stated,
      },
      at,
    })!
  const cost = (stated: Record<string, unknown>) => formatExact(priced(stated).cost!)
  assert.equal(cost({ speed: 'standard', inference_geo: 'global' }), '31.5')
  assert.equal(cost({ speed: 'fast' }), '62')
  assert.equal(cost({ inference_geo: 'us' }), '34.55')
  assert.equal(cost({ speed: 'fast', inference_geo: 'us' }), '68.1')
  const unlisted = priced({ speed: 'fast' }, 'claude-haiku-4-5')
  assert.ok(unlisted.notes.includes('premium-unlisted'))
  assert.deepEqual(unlisted.premiums, ['fast'])
})
