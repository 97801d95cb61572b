import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import Anthropic, { RateLimitError } from '@anthropic-ai/sdk'
import OpenAI, { APIError, NotFoundError } from 'openai'
import { FarthingError } from '../../src/errors.ts'
import { callsAfterKill } from '../../src/ledger/example-rows.ts'
import { createFetch } from '../../src/library/create-fetch.ts'
import { standUp, type Stand } from './stand.ts'

type Standing = Stand & { readonly openai: OpenAI; readonly anthropic: Anthropic }

async function stand(t: TestContext, ...given: Parameters<typeof standUp>): Promise<Standing> {
  const standing = await standUp(...given)
  t.after(standing.close)
  const { fetch } = standing
  return Object.assign(standing, {
    openai: new OpenAI({ fetch, apiKey: 'farthing', maxRetries: 0 }),
    anthropic: new Anthropic({ fetch, apiKey: 'farthing', maxRetries: 0 }),
  })
}

const messages = [{ role: 'user' as const, content: 'hello there' }]
const weather = {
  name: 'weather',
  schema: {
    type: 'object' as const,
    properties: { city: { type: 'string' } },
    required: ['city'],
  },
}

test('OpenAI SDK: a whole answer, its price in headers, report and story', async (t) => {
  const { openai, sandbox, fetch } = await stand(t)
  const { data, response } = await openai.chat.completions
    .create({ model: 'gpt-5-mini', messages }, { headers: { 'x-farthing-tags': 'team:a,nightly' } })
    .withResponse()
  assert.ok(data.choices[0]!.message.content!.length > 0)
  assert.equal(response.url, 'https://api.openai.com/v1/chat/completions')
  const billed = sandbox.bill().cost
  assert.equal(Number(response.headers.get('x-farthing-cost')), Number(billed) / 1e12)
  const report = await fetch.report({ by: 'tag' })
  assert.equal(report.total.cost, billed)
  assert.deepEqual(report.rows.map(({ name }) => name).sort(), ['nightly', 'team:a'])
  const story = await fetch.decision(response.headers.get('x-farthing-call')!)
  assert.equal(story?.call.cost, billed)
  assert.equal(story?.attempts.length, 1)
  assert.equal((await fetch.calls()).calls.length, 1)
})

test('OpenAI SDK: streams, tools, embeddings and responses, each billed', async (t) => {
  const { openai, sandbox, fetch } = await stand(t)
  const stream = await openai.chat.completions.create({
    model: 'gpt-5-mini',
    messages,
    stream: true,
  })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  const whole = await openai.chat.completions.create({ model: 'gpt-5-mini', messages })
  assert.equal(text, whole.choices[0]!.message.content)
  const called = await openai.chat.completions.create({
    model: 'gpt-5-mini',
    messages,
    tools: [{ type: 'function', function: { name: weather.name, parameters: weather.schema } }],
    tool_choice: 'required',
  })
  const [use] = called.choices[0]!.message.tool_calls!
  assert.equal(use?.type === 'function' && use.function.name, 'weather')
  const vectors = await openai.embeddings.create({ model: 'text-embedding-3-small', input: 'a' })
  assert.ok(vectors.data[0]!.embedding.length > 0)
  const answered = await openai.responses.create({ model: 'gpt-5-mini', input: 'hello' })
  assert.ok(answered.output_text.length > 0)
  const { total } = await fetch.report()
  assert.equal(total.calls, 5)
  assert.equal(total.cost, sandbox.bill().cost)
})

test('Anthropic SDK: whole, streamed with tools, and counted', async (t) => {
  const { anthropic, sandbox, fetch } = await stand(t)
  const asked = { model: 'claude-haiku-4-5', max_tokens: 60, messages }
  const whole = await anthropic.messages.create(asked)
  const stream = anthropic.messages.stream(asked)
  assert.deepEqual((await stream.finalMessage()).content, whole.content)
  const called = await anthropic.messages
    .stream({
      ...asked,
      tools: [{ name: weather.name, input_schema: weather.schema }],
      tool_choice: { type: 'any' },
    })
    .finalMessage()
  assert.equal(called.stop_reason, 'tool_use')
  const counted = await anthropic.messages.countTokens({ model: asked.model, messages })
  assert.ok(counted.input_tokens > 0)
  assert.equal((await fetch.report()).total.cost, sandbox.bill().cost)
})

test('errors of the provider and of Farthing are the SDK’s own errors, never throws of fetch', async (t) => {
  const { openai, anthropic, sandbox, fetch } = await stand(t, {
    configuration: { upstream: { retries: 0 }, limits: { bodyBytes: 2048 } },
  })
  await assert.rejects(
    openai.chat.completions.create({ model: 'no-such-model', messages }),
    NotFoundError,
  )
  sandbox.faults.push({ fault: 'rate-limit' })
  await assert.rejects(
    anthropic.messages.create({ model: 'claude-haiku-4-5', max_tokens: 9, messages }),
    RateLimitError,
  )
  const long = [{ role: 'user' as const, content: 'x'.repeat(4096) }]
  await assert.rejects(
    openai.chat.completions.create({ model: 'gpt-5-mini', messages: long }),
    (error) => {
      assert.ok(error instanceof APIError)
      assert.equal(error.status, 413)
      assert.equal(error.code, 'body_too_large')
      return true
    },
  )
  const refused = await fetch('https://api.anthropic.com/v1/messages', {
    method: 'POST',
    headers: { 'x-farthing-key': 'fk_wrong', 'anthropic-version': '2023-06-01' },
    body: '{}',
  })
  assert.equal(refused.status, 401)
  assert.equal(((await refused.json()) as { type: string }).type, 'error')
})

test('a hit costs nothing, and its row outlives a kill before its first byte', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-library-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'own.db')
  const { openai, sandbox } = await stand(t, { ledger: file })
  const ask = () =>
    openai.chat.completions.create({ model: 'gpt-4o-mini', temperature: 0, messages }).asResponse()
  const first = await (await ask()).text()
  const billed = sandbox.bill().cost
  for (let hit = 2; hit < 12; hit++) {
    const response = await ask()
    // Nothing is awaited between the response and this line.
    assert.equal(callsAfterKill(file), hit)
    assert.equal(response.headers.get('x-farthing-cache'), 'hit')
    assert.equal(response.headers.get('x-farthing-cost'), '0')
    assert.equal(await response.text(), first)
  }
  assert.equal(sandbox.bill().cost, billed)
})

interface Heard {
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

async function listen(t: TestContext): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    heard.push({ path: request.url!, headers: request.headers })
    request.resume()
    response.setHeader('content-type', 'application/json').end('{"id":"x","choices":[]}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close().closeAllConnections())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
}

const post = (body: unknown, headers = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

test('a URL of no provider goes to the global fetch untouched', async (t) => {
  const { url, heard } = await listen(t)
  const { fetch } = await stand(t)
  const response = await fetch(
    `${url}/v1/chat/completions`,
    post({ a: 1 }, { 'x-farthing-tags': 'a' }),
  )
  assert.equal(response.headers.get('x-farthing-call'), null)
  assert.equal(heard[0]?.headers['x-farthing-tags'], 'a')
  await assert.rejects(fetch('not a url'), TypeError)
  assert.equal((await fetch.report()).total.calls, 0)
})

test('the URL is a pin: a key goes to its own provider and to no other', async (t) => {
  const [groq, openai] = [await listen(t), await listen(t)]
  const fetch = await createFetch({
    environment: {},
    configuration: {
      providers: {
        openai: { base: openai.url },
        groq: { base: groq.url, credentials: [{ id: 'own', value: 'gsk_configured-0123456789' }] },
      },
      models: { quick: 'groq/openai/gpt-oss-20b' },
    },
  })
  t.after(() => fetch.close())
  const call = (url: string, model: string, key: string): Promise<Response> =>
    fetch(url, post({ model, messages }, { authorization: `Bearer ${key}` }))
  const groqUrl = 'https://api.groq.com/openai/v1/chat/completions'
  // The name alone would lead to OpenAI, by its prefix.
  assert.equal((await call(groqUrl, 'openai/gpt-oss-20b', 'gsk_mine')).status, 200)
  assert.equal(groq.heard[0]?.headers.authorization, 'Bearer gsk_mine')
  assert.equal(groq.heard[0]?.path, '/v1/chat/completions')
  // An alias of the configuration leads elsewhere; the key does not follow it.
  assert.equal(
    (await call('https://api.openai.com/v1/chat/completions', 'quick', 'sk-mine')).status,
    200,
  )
  assert.equal(groq.heard[1]?.headers.authorization, 'Bearer gsk_configured-0123456789')
  assert.equal(openai.heard.length, 0)
})

test('all that fetch takes: URL, Request, bytes, blob, form; other paths pass through', async (t) => {
  const { fetch, sandbox } = await stand(t)
  const url = 'https://api.openai.com/v1/chat/completions'
  const init = post({ model: 'gpt-5-mini', messages }, { authorization: 'Bearer farthing' })
  const text = init.body as string
  const bodies: (() => Promise<Response>)[] = [
    () => fetch(new URL(url), init),
    () => fetch(new Request(url, init)),
    () => fetch(url, { ...init, body: new TextEncoder().encode(text) }),
    () => fetch(url, { ...init, body: new Blob([text]) }),
    () => fetch(new Request(url, init), { headers: init.headers! }),
  ]
  const answers = await Promise.all(bodies.map(async (ask) => (await ask()).status))
  assert.deepEqual(answers, [200, 200, 200, 200, 200])
  const models = await fetch('https://api.openai.com/v1/models', {
    headers: { authorization: 'Bearer farthing' },
  })
  assert.equal(models.status, 200)
  assert.ok(Array.isArray(((await models.json()) as { data: unknown }).data))
  assert.equal(sandbox.bill().calls, 5)
})

test('what a caller does with its bytes after the call changes nothing', async (t) => {
  const { fetch } = await stand(t)
  const bytes = new TextEncoder().encode(
    JSON.stringify({ model: 'claude-haiku-4-5', max_tokens: 9, messages }),
  )
  const asking = fetch('https://api.anthropic.com/v1/messages', {
    method: 'POST',
    headers: { 'x-api-key': 'farthing', 'anthropic-version': '2023-06-01' },
    body: bytes,
  })
  bytes.fill(0)
  assert.equal((await asking).status, 200)
})

test('options that cannot be are refused in words', async () => {
  const wrong = createFetch({ configuration: { mode: 'saef' as 'safe' } })
  await assert.rejects(
    wrong,
    (error: Error) => error instanceof FarthingError && /mode/.test(error.message),
  )
  await assert.rejects(createFetch({ configuration: '/nowhere/farthing.json' }), FarthingError)
})

test('after close a call is refused in the caller’s words', async (t) => {
  const { fetch, openai } = await stand(t)
  await fetch.close()
  await fetch.close()
  await assert.rejects(openai.chat.completions.create({ model: 'gpt-5-mini', messages }), {
    status: 503,
    code: 'shutting_down',
  })
})
