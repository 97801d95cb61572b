/**
 * npm `openai` where things go wrong: the same errors, retries and aborts with and without the gateway.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openaiKey, startStand } from '../wire/stand.ts'
import { bothWays, settled, thrown, type Way } from './both-ways.ts'
import { client, model, messages, directive, collect } from './openai-client.ts'

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
