/**
 * The same calls through the library and through the gateway's port: the same answers, bytes, headers and money.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standUp } from './stand.ts'
import { startGateway } from '../../src/library/gateway.ts'

const user = [{ role: 'user', content: 'hello there' }]

const asked: readonly {
  name: string
  host: string
  path: string
  body: object | string
  headers?: object
}[] = [
  {
    name: 'chat',
    host: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'gpt-5-mini', messages: user },
  },
  {
    name: 'chat, streamed',
    host: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'gpt-5-mini', messages: user, stream: true },
  },
  {
    name: 'chat, stored',
    host: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'gpt-4o-mini', messages: user, temperature: 0 },
  },
  {
    name: 'chat, hit',
    host: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'gpt-4o-mini', messages: user, temperature: 0 },
  },
  {
    name: 'stream, stored',
    host: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'gpt-4o-mini', messages: user, temperature: 0, stream: true },
  },
  {
    name: 'stream, hit',
    host: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'gpt-4o-mini', messages: user, temperature: 0, stream: true },
  },
  {
    name: 'hit, skipped',
    host: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'gpt-4o-mini', messages: user, temperature: 0 },
    headers: { 'x-farthing-cache': 'skip' },
  },
  {
    name: 'responses',
    host: 'openai',
    path: '/v1/responses',
    body: { model: 'gpt-5-mini', input: 'hi', stream: true },
  },
  {
    name: 'embeddings',
    host: 'openai',
    path: '/v1/embeddings',
    body: { model: 'text-embedding-3-small', input: 'hi' },
  },
  {
    name: 'messages',
    host: 'anthropic',
    path: '/v1/messages',
    body: { model: 'claude-haiku-4-5', max_tokens: 40, messages: user },
  },
  {
    name: 'messages, streamed',
    host: 'anthropic',
    path: '/v1/messages',
    body: { model: 'claude-haiku-4-5', max_tokens: 40, messages: user, stream: true },
  },
  {
    name: 'count',
    host: 'anthropic',
    path: '/v1/messages/count_tokens',
    body: { model: 'claude-haiku-4-5', messages: user },
  },
  {
    name: 'refused by the provider',
    host: 'anthropic',
    path: '/v1/messages',
    body: { model: 'claude-haiku-4-5', messages: user },
  },
  {
    name: 'unknown model',
    host: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'no-such-model', messages: user },
  },
  { name: 'no JSON', host: 'openai', path: '/v1/chat/completions', body: '{"model":' },
  {
    name: 'observed',
    host: 'openai',
    path: '/v1/chat/completions',
    body: { model: 'gpt-4o-mini', messages: user, temperature: 0 },
    headers: { 'x-farthing-mode': 'observe' },
  },
]

/** What differs from call to call, or belongs to a connection. */
const passing = new Set([
  'connection',
  'keep-alive',
  'date',
  'transfer-encoding',
  'content-length',
  'x-accel-buffering',
  'x-farthing-call',
  'x-request-id',
  'request-id',
  'openai-processing-ms',
  'x-ratelimit-remaining-requests',
])

async function seen(response: Response) {
  const text = await response.text()
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => !passing.has(name)),
    // Ids are new with each answer of the provider, and times are the second's.
    text: text
      .replace(/"(id|request_id|item_id|response_id)":\s?"[^"]*"/g, '"$1":""')
      .replace(/"(created|created_at|completed_at)":\s?\d+/g, '"$1":0')
      .replace(/"obfuscation":"[^"]*"/g, ''),
  }
}

test('library and gateway answer alike, and bill alike', async (t) => {
  const [one, other] = [await standUp(), await standUp()]
  t.after(one.close)
  t.after(other.close)
  const gateway = await startGateway({ ...other.options, port: 0 })
  t.after(() => gateway.stop({ graceMs: 0 }))
  for (const { name, host, path, body, headers } of asked) {
    const init: RequestInit = {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(host === 'anthropic'
          ? { 'x-api-key': 'farthing', 'anthropic-version': '2023-06-01' }
          : { authorization: 'Bearer farthing' }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }
    const inside = await seen(await one.fetch(`https://api.${host}.com${path}`, init))
    const outside = await seen(await fetch(`${gateway.url}${path}`, init))
    assert.deepEqual(inside, outside, name)
  }
  assert.equal(one.sandbox.bill().cost, other.sandbox.bill().cost)
  assert.equal((await one.fetch.report()).total.cost, one.sandbox.bill().cost)
})
