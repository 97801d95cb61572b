import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Usage } from '../call.ts'
import { createStreamReader } from '../dialects/read-stream.ts'
import { billReply } from '../pricing/bill.ts'
import { emptyUsage } from '../pricing/classes.ts'
import { formatExact } from '../pricing/money.ts'
import { loadPriceList } from '../pricing/price-list.ts'
import type { Candidate } from '../providers/candidates.ts'
import { fakeCall } from './fake-parts.ts'
import { parts, upstream } from './fake-upstream.ts'
import { toOutcome, type Ended } from './outcome.ts'
import type { SendPricing } from './parts.ts'
import { createSend } from './send.ts'

const list = loadPriceList()
const at = Date.parse('2026-11-01T12:00:00Z')

const pricing: SendPricing = {
  bill: (query) => billReply(list, query),
  cost: (priced) => list.cost(priced)?.total,
  expect: () => ({ ...emptyUsage, input: 100 }),
  reserve: () => 49_000_000_000n,
  outputTokens: (_provider, _model, bytes) => bytes / 4,
}

const from = (id: string) => ({ provider: { id }, subscription: false }) as Candidate

const ended = (more: Partial<Ended>): Ended => ({
  status: 200,
  ended: 'complete',
  reading: undefined,
  bytes: 0,
  error: undefined,
  at,
  ...more,
})

function calling(model: string, more: Partial<Call['target']>): Call {
  const call = fakeCall({ model })
  return { ...call, target: { ...call.target, model, ...more } }
}

function read(...events: { readonly type: string }[]) {
  const reader = createStreamReader('anthropic-messages')
  for (const event of events)
    reader.push(Buffer.from(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`))
  return reader.end()
}

test('a stream that is left after its last usage costs what it says, searches included', () => {
  const model = 'claude-opus-4-8'
  const events = [
    { type: 'message_start', message: { model, usage: { input_tokens: 1000, output_tokens: 1 } } },
    { type: 'content_block_delta', delta: { type: 'text_delta', text: 'hello '.repeat(10) } },
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn' },
      usage: { output_tokens: 5000, server_tool_use: { web_search_requests: 3 } },
    },
  ]
  const call = calling(model, { dialect: 'anthropic-messages', path: '/v1/messages' })
  const cost = (reading: Ended['reading'], how: Ended['ended']) =>
    toOutcome(call, from('anthropic'), pricing, ended({ reading, ended: how })).cost
  const whole = cost(read(...events, { type: 'message_stop' }), 'complete')
  assert.equal(formatExact(whole!), '0.16')
  assert.equal(cost(read(...events), 'client-left'), whole)
  assert.equal(cost(read(...events), 'upstream-failed'), whole)
})

test('reasoning that was not seen is in the estimate of a stream that is left', () => {
  const call = calling('gpt-5', {})
  const thinking = { ...pricing, hiddenReasoning: () => 900 }
  const chunk = (delta: object, usage?: object) =>
    `data: ${JSON.stringify({ id: 'a', choices: [{ index: 0, delta }], usage })}\n\n`
  const left = (events: readonly string[], given: SendPricing = thinking) => {
    const reader = createStreamReader('openai-chat')
    for (const event of events) reader.push(Buffer.from(event))
    const reading = reader.end()
    return toOutcome(call, from('openai'), given, ended({ reading, ended: 'client-left' }))
  }
  const tokens = ({ usage }: { usage: Usage | undefined }) => [usage!.output, usage!.reasoning]
  const answer = chunk({ content: 'x'.repeat(400) })
  const begun = left([chunk({ role: 'assistant' }), answer])
  assert.deepEqual(tokens(begun), [100, 900])
  assert.equal(begun.usageOrigin, 'estimated')
  assert.ok(begun.cost! > left([answer], pricing).cost!)
  assert.deepEqual(tokens(left([answer], pricing)), [100, 0])
  assert.deepEqual(tokens(left([chunk({ role: 'assistant' })])), [0, 450], 'somewhere on its way')
  const said = (reasoning: number) => ({
    prompt_tokens: 10,
    completion_tokens: 50 + reasoning,
    completion_tokens_details: { reasoning_tokens: reasoning },
  })
  assert.deepEqual(tokens(left([answer, chunk({ content: '' }, said(900))])), [100, 900])
  assert.deepEqual(tokens(left([answer, chunk({ content: '' }, said(2000))])), [50, 2000])
  const unread = ended({ ended: 'client-left', status: 0 })
  assert.deepEqual(tokens(toOutcome(call, from('openai'), thinking, unread)), [0, 0])
})

test('moderation by OpenAI is free, also where the request names no model', () => {
  for (const model of ['omni-moderation-latest', '']) {
    const call = calling(model, { dialect: 'opaque', path: '/v1/moderations' })
    const whole = ended({ bytes: 900 })
    assert.equal(toOutcome(call, from('openai'), pricing, whole).cost, 0n)
    assert.equal(toOutcome(call, from('mistral'), pricing, whole).cost, undefined)
  }
})

test('a reply that states no usage counts in budgets by what was held back for it', async () => {
  const url = await upstream((_request, _body, response) => {
    response.writeHead(200, { 'content-type': 'audio/mpeg' })
    response.end('sound')
  })
  const told: (bigint | undefined)[] = []
  const hold = () => ({ settle: (cost: bigint | undefined) => void told.push(cost) })
  const given = parts({ base: url }, { budget: { hold } })
  const call = calling('gpt-4o-mini-tts', { dialect: 'opaque', path: '/v1/audio/speech' })
  const reply = await createSend(given)({ ...call, client: 'opaque' }, 'serve')
  assert.equal(reply.outcome()!.cost, undefined, 'unpriced, and not 0')
  assert.deepEqual(told, [1000n])
})

test('what breaks off in fast mode is estimated at its price', () => {
  const model = 'claude-opus-4-8'
  const cost = (usage: Record<string, unknown>, more: Record<string, unknown>) => {
    const call = fakeCall({ model, ...more })
    const target = {
      ...call.target,
      model,
      dialect: 'anthropic-messages',
      path: '/v1/messages',
    } as const
    const reading = read({ type: 'message_start', message: { model, usage } } as { type: string })
    const broken = ended({ reading, ended: 'upstream-failed' })
    return toOutcome({ ...call, target }, from('anthropic'), pricing, broken)
  }
  const plain = cost({ input_tokens: 1000, output_tokens: 1 }, {})
  const asked = cost({ input_tokens: 1000, output_tokens: 1 }, { speed: 'fast' })
  const said = cost({ input_tokens: 1000, output_tokens: 1, speed: 'fast' }, {})
  assert.equal(asked.cost, 2n * plain.cost!)
  assert.equal(said.cost, asked.cost)
  assert.deepEqual(said.premiums, ['fast'])
})
