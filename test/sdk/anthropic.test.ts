/**
 * npm `@anthropic-ai/sdk` against the gateway and against the provider itself.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import Anthropic from '@anthropic-ai/sdk'
import { anthropicKey, startStand } from '../wire/stand.ts'
import { bothWays, settled, thrown, type Way } from './both-ways.ts'

const client = (
  { url }: Pick<Way, 'url'>,
  more: ConstructorParameters<typeof Anthropic>[0] = {},
): Anthropic => new Anthropic({ apiKey: anthropicKey, baseURL: url, maxRetries: 0, ...more })

const ask = {
  model: 'claude-haiku-4-5',
  max_tokens: 300,
  system: 'You are a guide.',
  messages: [{ role: 'user' as const, content: 'What grows above the tree line? 🌲' }],
}
const tool: Anthropic.Tool = {
  name: 'weather',
  description: 'The weather of a place',
  input_schema: {
    type: 'object',
    properties: { place: { type: 'string' }, days: { type: 'integer' } },
    required: ['place', 'days'],
    additionalProperties: false,
  },
}
const forced = { tools: [tool], tool_choice: { type: 'tool' as const, name: 'weather' } }
const directive = (more: unknown) => ({ headers: { 'x-sandbox': JSON.stringify(more) } })

bothWays(
  'a message',
  'anthropic',
  (way) => client(way).messages.create(ask),
  (reply) => {
    assert.equal(reply.content[0]!.type, 'text')
    assert.ok(reply.usage.output_tokens > 0)
  },
)

bothWays(
  'a stream: every event, and the message they make',
  'anthropic',
  async (way) => {
    const stream = client(way).messages.stream(ask)
    const events: unknown[] = []
    for await (const event of stream) events.push(event)
    return { events, final: await stream.finalMessage(), text: await stream.finalText() }
  },
  ({ events, final, text }) => {
    assert.ok(events.length > 5 && text.length > 10)
    assert.ok(final.usage.output_tokens > 1)
  },
)

bothWays(
  'tools: a call, its result, the answer; whole and streamed',
  'anthropic',
  async (way) => {
    const first = await client(way).messages.create({ ...ask, ...forced })
    const streamed = await client(way)
      .messages.stream({ ...ask, ...forced })
      .finalMessage()
    const use = first.content.find((block) => block.type === 'tool_use')!
    const second = await client(way).messages.create({
      ...ask,
      tools: [tool],
      messages: [
        ...ask.messages,
        { role: 'assistant', content: first.content },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: 'sunny' }] },
      ],
    })
    return { first, streamed, second: second.role }
  },
  ({ first, streamed }) => {
    assert.equal(first.stop_reason, 'tool_use')
    assert.deepEqual(
      streamed.content.map(({ type }) => type),
      first.content.map(({ type }) => type),
    )
  },
)

bothWays(
  'structured output',
  'anthropic',
  (way) =>
    client(way).messages.create({
      ...ask,
      output_config: {
        format: { type: 'json_schema', schema: tool.input_schema as Record<string, unknown> },
      },
    }),
  (reply) => {
    const [block] = reply.content
    assert.deepEqual(Object.keys(JSON.parse(block!.type === 'text' ? block!.text : '')), [
      'place',
      'days',
    ])
  },
)

bothWays(
  'counting tokens',
  'anthropic',
  (way) =>
    client(way).messages.countTokens({ model: ask.model, messages: ask.messages, tools: [tool] }),
  (count) => assert.ok(count.input_tokens > 10),
)

bothWays(
  'a prompt that is marked for the cache: read the second time, all of it',
  'anthropic',
  async (way) => {
    const system = `${way.name.length === 6 ? 'd' : way.name[1]} ${'The guide knows every hut. '.repeat(2000)}`
    const marked = {
      ...ask,
      system: [
        { type: 'text' as const, text: system, cache_control: { type: 'ephemeral' as const } },
      ],
    }
    const usages: Anthropic.Usage[] = []
    for (const _ of [1, 2]) usages.push((await client(way).messages.create(marked)).usage)
    const [first, second] = usages
    // The prefix layer may keep more than was marked, never less.
    return [
      first!.cache_creation_input_tokens! > 10_000,
      second!.cache_read_input_tokens! > 10_000,
      second!.cache_creation_input_tokens! < 100,
    ]
  },
  (seen) => assert.deepEqual(seen, [true, true, true]),
)

for (const [what, fault, expected] of [
  ['429', { fault: 'rate-limit', retryAfterMs: 1 }, { name: 'RateLimitError', status: 429 }],
  ['529', { fault: 'overloaded', retryAfterMs: 1 }, { name: 'OverloadedError', status: 529 }],
  ['500', { fault: 'server-error', retryAfterMs: 1 }, { name: 'InternalServerError', status: 500 }],
  ['without credit', { fault: 'quota' }, { name: 'BadRequestError', status: 400 }],
] as const) {
  bothWays(
    `error ${what}`,
    'anthropic',
    (way) => thrown(() => client(way).messages.create(ask, directive(fault))),
    (error) => assert.deepEqual({ ...error, ...expected }, error),
  )
}

bothWays(
  'errors: a bad request and an unknown model',
  'anthropic',
  async (way) => [
    await thrown(() => client(way).messages.create({ ...ask, nonsense: 1 } as never)),
    await thrown(() => client(way).messages.create({ ...ask, model: 'claude' })),
  ],
  (errors) =>
    assert.deepEqual(
      errors.map(({ name, status }) => [name, status]),
      [
        ['BadRequestError', 400],
        ['NotFoundError', 404],
      ],
    ),
)

bothWays(
  'retries: 529 until the provider answers',
  'anthropic',
  async (way) => {
    // Through the gateway each of the SDK's attempts is three.
    way.stand.sandbox.faults.push({
      fault: 'overloaded',
      retryAfterMs: 2,
      times: way.name === 'direct' ? 2 : 5,
    })
    const reply = await client(way, { maxRetries: 2 }).messages.create(ask)
    assert.equal(way.stand.sandbox.faults.length, 0)
    return reply
  },
  (reply) => assert.equal(reply.role, 'assistant'),
)

bothWays(
  'timeouts and aborts',
  'anthropic',
  async (way) => {
    const slow = directive({ firstMs: 20_000 })
    const late = await thrown(() => client(way, { timeout: 150 }).messages.create(ask, slow))
    const leaving = new AbortController()
    setTimeout(() => leaving.abort(), 60)
    const left = await thrown(() =>
      client(way).messages.create(ask, { ...slow, signal: leaving.signal }),
    )
    const stream = client(way).messages.stream(ask, directive({ eventMs: 5, outputTokens: 250 }))
    let events = 0
    const midst = await thrown(async () => {
      for await (const _ of stream) if (++events === 4) stream.abort()
      await stream.done()
    })
    await settled(way.stand)
    return [late['name'], left['name'], midst['name']]
  },
  (names) =>
    assert.deepEqual(names, [
      'APIConnectionTimeoutError',
      'APIUserAbortError',
      'APIUserAbortError',
    ]),
)

test('a stream that breaks throws; a budget that is spent is not asked for again', async (t) => {
  const stand = await startStand()
  t.after(() => stand.close())
  for (const fault of ['reset-body', 'reset-event', 'wrong-length', 'error-event']) {
    const error = await thrown(() =>
      client({ url: stand.gateway.url }).messages.stream(ask, directive({ fault })).finalMessage(),
    )
    assert.match(
      String(error['name']),
      /^(APIError|AnthropicError|SyntaxError|InternalServerError)$/,
      fault,
    )
  }
  const poor = await startStand({
    more: { budgets: [{ name: 'all', scope: {}, limit: '0.0000001', window: 'day' }] as never },
  })
  t.after(() => poor.close())
  const asked = client({ url: poor.gateway.url }, { maxRetries: 5 })
  const spent = await thrown(() => asked.messages.create(ask))
  assert.equal(spent['status'], 402)
  assert.equal(poor.sandbox.bill().calls, 0)
  assert.equal(poor.decisions().length, 1)
})
