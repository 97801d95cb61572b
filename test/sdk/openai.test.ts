/**
 * npm `openai` against the gateway and against the provider itself.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import OpenAI from 'openai'
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import { openaiKey, startStand } from '../wire/stand.ts'
import { bothWays, settled, thrown, type Way } from './both-ways.ts'

const client = ({ url }: Way, more: ConstructorParameters<typeof OpenAI>[0] = {}): OpenAI =>
  new OpenAI({ apiKey: openaiKey, baseURL: `${url}/v1`, maxRetries: 0, ...more })

const model = 'gpt-4.1'
const messages = [
  { role: 'system', content: 'You are a guide.' },
  { role: 'user', content: 'What grows above the tree line? 🌲' },
] as const
const weather = {
  name: 'weather',
  description: 'The weather of a place',
  parameters: {
    type: 'object',
    properties: { place: { type: 'string' }, days: { type: 'integer' } },
    required: ['place', 'days'],
    additionalProperties: false,
  },
  strict: true,
} as const
const tool = { type: 'function', function: weather } as const
const shape = z.object({ name: z.string(), height: z.number(), seasons: z.array(z.string()) })
const directive = (more: unknown) => ({ headers: { 'x-sandbox': JSON.stringify(more) } })

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of stream) all.push(item)
  return all
}

bothWays(
  'chat',
  'openai',
  (way) => client(way).chat.completions.create({ model, messages: [...messages] }),
  (reply) => {
    assert.ok(reply.choices[0]!.message.content!.length > 10)
    assert.ok(reply.usage!.total_tokens > 10)
  },
)

bothWays(
  'chat, streamed: every chunk, and no usage that was not asked for',
  'openai',
  async (way) =>
    collect(
      await client(way).chat.completions.create({ model, messages: [...messages], stream: true }),
    ),
  (chunks) => {
    assert.ok(chunks.length > 5)
    assert.ok(chunks.every((chunk) => !chunk.usage))
  },
)

bothWays(
  'chat, streamed with usage',
  'openai',
  (way) =>
    client(way)
      .chat.completions.stream({
        model,
        messages: [...messages],
        stream_options: { include_usage: true },
      })
      .finalChatCompletion(),
  (reply) => assert.ok(reply.usage!.completion_tokens > 0),
)

bothWays(
  'tools: a call, its result, the answer',
  'openai',
  async (way) => {
    const first = await client(way).chat.completions.create({
      model,
      messages: [...messages],
      tools: [tool],
      tool_choice: 'required',
    })
    const { message } = first.choices[0]!
    const second = await client(way).chat.completions.create({
      model,
      messages: [
        ...messages,
        message,
        { role: 'tool', tool_call_id: message.tool_calls![0]!.id, content: 'sunny' },
      ],
      tools: [tool],
    })
    return [first, second.choices[0]!.message.role]
  },
  ([first]) => {
    const call = (first as OpenAI.ChatCompletion).choices[0]!.message.tool_calls![0]!
    assert.equal(call.type, 'function')
    assert.deepEqual(
      Object.keys(JSON.parse(call.type === 'function' ? call.function.arguments : '')),
      ['place', 'days'],
    )
  },
)

bothWays(
  'tools, streamed',
  'openai',
  (way) =>
    client(way)
      .chat.completions.stream({
        model,
        messages: [...messages],
        tools: [tool],
        tool_choice: 'required',
      })
      .finalChatCompletion(),
  (reply) => assert.equal(reply.choices[0]!.message.tool_calls!.length, 1),
)

bothWays(
  'structured output: chat and responses, parsed',
  'openai',
  async (way) => {
    const chat = await client(way).chat.completions.parse({
      model,
      messages: [...messages],
      response_format: zodResponseFormat(shape, 'plant'),
    })
    const response = await client(way).responses.parse({
      model,
      input: 'A plant',
      text: { format: zodTextFormat(shape, 'plant') },
    })
    return [chat.choices[0]!.message.parsed, response.output_parsed]
  },
  (parsed) => parsed.forEach((one) => shape.parse(one)),
)

bothWays(
  'responses',
  'openai',
  (way) =>
    client(way).responses.create({
      model: 'gpt-5-mini',
      instructions: 'Be brief',
      input: 'What grows there?',
    }),
  (reply) => {
    assert.ok(reply.output_text.length > 10)
    assert.ok(reply.usage!.output_tokens_details.reasoning_tokens > 0)
  },
)

bothWays(
  'responses, streamed, with a tool',
  'openai',
  async (way) => {
    const stream = client(way).responses.stream({
      model,
      input: 'What is the weather?',
      tools: [{ type: 'function', ...weather }],
      tool_choice: 'required',
    })
    const events: string[] = []
    for await (const event of stream) events.push(event.type)
    return { events, final: await stream.finalResponse() }
  },
  ({ events, final }) => {
    assert.equal(events.at(-1), 'response.completed')
    assert.equal(final.output[0]!.type, 'function_call')
  },
)

bothWays(
  'embeddings: as base64, the default, and as numbers',
  'openai',
  async (way) => {
    const ask = { model: 'text-embedding-3-small', input: ['a tree', 'a stone'] }
    const encoded = await client(way).embeddings.create(ask)
    const numbers = await client(way).embeddings.create({ ...ask, encoding_format: 'float' })
    return [encoded, numbers]
  },
  ([encoded, numbers]) => {
    assert.equal(encoded!.data.length, 2)
    assert.equal(encoded!.data[0]!.embedding.length, numbers!.data[0]!.embedding.length)
  },
)

bothWays(
  'the raw response: status and headers of the provider',
  'openai',
  async (way) => {
    const { response } = await client(way)
      .chat.completions.create({ model, messages: [...messages] })
      .withResponse()
    return [
      response.status,
      response.headers.get('content-type'),
      response.headers.has('x-request-id'),
    ]
  },
  (head) => assert.deepEqual(head, [200, 'application/json', true]),
)

const failures: readonly [string, unknown, Record<string, unknown>][] = [
  [
    '429',
    { fault: 'rate-limit', retryAfterMs: 1 },
    { name: 'RateLimitError', status: 429, code: 'rate_limit_exceeded' },
  ],
  [
    '429 without credit',
    { fault: 'quota' },
    { name: 'RateLimitError', status: 429, code: 'insufficient_quota' },
  ],
  ['500', { fault: 'server-error', retryAfterMs: 1 }, { name: 'InternalServerError', status: 500 }],
  ['503', { fault: 'overloaded', retryAfterMs: 1 }, { name: 'InternalServerError', status: 503 }],
]
for (const [what, fault, expected] of failures) {
  bothWays(
    `error ${what}`,
    'openai',
    (way) =>
      thrown(() =>
        client(way).chat.completions.create({ model, messages: [...messages] }, directive(fault)),
      ),
    (error) => assert.deepEqual({ ...error, ...expected }, error),
  )
}

bothWays(
  'errors: a bad request and an unknown model',
  'openai',
  async (way) => [
    await thrown(() =>
      client(way).chat.completions.create({ model, messages: [...messages], nonsense: 1 } as never),
    ),
    await thrown(() =>
      client(way).chat.completions.create({ model: 'gpt-none', messages: [...messages] }),
    ),
    await thrown(() => client(way).responses.create({ model, input: 'a', nonsense: 1 } as never)),
  ],
  (errors) =>
    assert.deepEqual(
      errors.map(({ name, status }) => [name, status]),
      [
        ['BadRequestError', 400],
        ['NotFoundError', 404],
        ['BadRequestError', 400],
      ],
    ),
)

bothWays(
  'retries: the SDK asks again until the provider answers',
  'openai',
  async (way) => {
    way.stand.sandbox.faults.push({
      fault: 'rate-limit',
      retryAfterMs: 2,
      times: way.name === 'direct' ? 2 : 5,
    })
    const reply = await client(way, { maxRetries: 2 }).chat.completions.create({
      model,
      messages: [...messages],
    })
    assert.equal(way.stand.sandbox.faults.length, 0)
    return reply
  },
  (reply) => assert.ok(reply.choices[0]!.message.content),
)

bothWays(
  'timeouts: the SDK gives up, whole and streamed',
  'openai',
  async (way) => {
    const slow = directive({ firstMs: 20_000 })
    const impatient = client(way, { timeout: 150 })
    const whole = await thrown(() =>
      impatient.chat.completions.create({ model, messages: [...messages] }, slow),
    )
    const streamed = await thrown(() =>
      impatient.responses.create({ model, input: 'a', stream: true }, slow),
    )
    await settled(way.stand)
    return [whole, streamed]
  },
  (errors) => errors.forEach(({ name }) => assert.equal(name, 'APIConnectionTimeoutError')),
)

bothWays(
  'aborts: by a signal before the reply, and in the midst of a stream',
  'openai',
  async (way) => {
    const leaving = new AbortController()
    setTimeout(() => leaving.abort(), 60)
    const before = await thrown(() =>
      client(way).chat.completions.create(
        { model, messages: [...messages] },
        { ...directive({ firstMs: 20_000 }), signal: leaving.signal },
      ),
    )
    const stream = await client(way).chat.completions.create(
      { model, messages: [...messages], stream: true },
      directive({ eventMs: 5, outputTokens: 500 }),
    )
    let chunks = 0
    for await (const _ of stream) if (++chunks === 3) stream.controller.abort()
    await settled(way.stand)
    return [before['name'], chunks < 100]
  },
  (seen) => assert.deepEqual(seen, ['APIUserAbortError', true]),
)

test('a stream that breaks throws, with the reason', async (t) => {
  const stand = await startStand()
  t.after(() => stand.close())
  for (const fault of ['reset-event', 'reset-body', 'wrong-length', 'error-event']) {
    const openai = client({ name: 'plain', url: stand.gateway.url, stand })
    const chat = await thrown(async () =>
      collect(
        await openai.chat.completions.create(
          { model, messages: [...messages], stream: true },
          directive({ fault }),
        ),
      ),
    )
    assert.match(
      String(chat['name']),
      /^(APIError|SyntaxError)$/,
      `${fault} ${JSON.stringify(chat)}`,
    )
    if (fault !== 'error-event') {
      const responses = await thrown(async () =>
        collect(
          await openai.responses.create({ model, input: 'a', stream: true }, directive({ fault })),
        ),
      )
      // The package reads a half event before the error behind it.
      assert.match(
        String(responses['name']),
        /^(APIError|SyntaxError)$/,
        `${fault} ${JSON.stringify(responses)}`,
      )
    }
  }
})

test('models: listed and looked up', async (t) => {
  const stand = await startStand({ environment: { OPENAI_API_KEY: openaiKey } })
  t.after(() => stand.close())
  const openai = client({ name: 'plain', url: stand.gateway.url, stand })
  const ids = (await collect(await openai.models.list())).map(({ id }) => id)
  assert.ok(ids.includes('gpt-4.1'))
  assert.equal((await openai.models.retrieve('gpt-4.1')).id, 'gpt-4.1')
})

test('errors of our own are typed: a key that is not known, a path that is not there', async (t) => {
  const stand = await startStand()
  t.after(() => stand.close())
  const way: Way = { name: 'plain', url: stand.gateway.url, stand }
  const key = await thrown(() =>
    client(way, { apiKey: 'fk_wrong_0123456789abcdefghijklmnop' }).models.list(),
  )
  assert.deepEqual([key['name'], key['status']], ['AuthenticationError', 401])
  const path = await thrown(() => client({ ...way, url: `${way.url}/nowhere` }).models.list())
  assert.deepEqual(
    [path['name'], path['status'], path['code']],
    ['NotFoundError', 404, 'endpoint_unknown'],
  )
})
