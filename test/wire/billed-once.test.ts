/**
 * Usage is billed where it arises, once: what restates it is free, and what does not stream is read all the same.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openaiKey, startStand, startUpstream, type Heard } from './stand.ts'

const headers = { 'content-type': 'application/json', authorization: `Bearer ${openaiKey}` }
const usage = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 }
const responseUsage = { input_tokens: 1000, output_tokens: 100, total_tokens: 1100 }

const stand = async (
  t: { after(run: () => Promise<void>): void },
  reply: (heard: Heard) => string,
) => {
  const upstream = await startUpstream((heard, response) => {
    const body = reply(heard)
    response.writeHead(200, { 'content-type': 'application/json' })
    // Without a length, in pieces.
    for (let i = 0; i < body.length; i += 60_000) response.write(body.slice(i, i + 60_000))
    response.end()
  })
  const stand = await startStand({ upstream: upstream.url })
  t.after(async () => {
    await stand.close()
    await upstream.close()
  })
  return stand
}

const restating: readonly [string, string, unknown][] = [
  [
    'GET',
    '/v1/responses/resp_1',
    {
      id: 'resp_1',
      object: 'response',
      model: 'gpt-5-mini',
      status: 'completed',
      usage: responseUsage,
    },
  ],
  [
    'POST',
    '/v1/responses/resp_1/cancel',
    {
      id: 'resp_1',
      object: 'response',
      model: 'gpt-5-mini',
      status: 'cancelled',
      usage: responseUsage,
    },
  ],
  [
    'GET',
    '/v1/chat/completions/chatcmpl-1',
    { id: 'chatcmpl-1', object: 'chat.completion', model: 'gpt-5-mini', choices: [], usage },
  ],
  [
    'POST',
    '/v1/chat/completions/chatcmpl-1',
    { id: 'chatcmpl-1', object: 'chat.completion', model: 'gpt-5-mini', choices: [], usage },
  ],
  ['GET', '/v1/chat/completions', { object: 'list', data: [], usage, model: 'gpt-5-mini' }],
  [
    'DELETE',
    '/v1/responses/resp_1',
    { id: 'resp_1', object: 'response', model: 'gpt-5-mini', usage: responseUsage },
  ],
  [
    'GET',
    '/v1/batches/batch_1',
    { id: 'batch_1', object: 'batch', model: 'gpt-5-mini', usage: responseUsage },
  ],
]

test('what restates the usage of another call costs nothing', async (t) => {
  const { gateway, decision } = await stand(t, ({ method, url }) =>
    JSON.stringify(restating.find(([verb, path]) => verb === method && path === url)![2]),
  )
  for (const [method, path] of restating) {
    const body = method === 'POST' ? '{"metadata":{}}' : null
    const response = await fetch(gateway.url + path, { method, headers, body })
    assert.equal(response.status, 200, path)
    await response.arrayBuffer()
    const { call } = await decision(response.headers.get('x-farthing-call'))
    assert.ok(!call.cost, `${method} ${path}: ${call.cost}`)
    assert.ok(call.usage === undefined || Object.values(call.usage).every((count) => !count), path)
  }
})

test('a reply over a megabyte that is no stream is priced by its own usage', async (t) => {
  const vectors = Array.from({ length: 40 }, (_, index) => ({
    object: 'embedding',
    index,
    embedding: Array.from({ length: 3072 }, () => 0.012345678901),
  }))
  const body = JSON.stringify({
    object: 'list',
    data: vectors,
    model: 'text-embedding-3-small',
    usage: { prompt_tokens: 50_000, total_tokens: 50_000 },
  })
  assert.ok(body.length > 1 << 20)
  const { gateway, decision } = await stand(t, () => body)
  const response = await fetch(`${gateway.url}/v1/embeddings`, {
    method: 'POST',
    headers,
    body: '{"model":"text-embedding-3-small","input":"a"}',
  })
  assert.equal(await response.text(), body)
  const { call, attempts } = await decision(response.headers.get('x-farthing-call'))
  assert.equal(call.usage?.input, 50_000)
  assert.equal(attempts[0]!.usageOrigin, 'provider')
  // $0.02 a million tokens.
  assert.equal(call.cost, 50_000n * 20_000n)
})

test('Gemini without alt=sse: an array of chunks, priced by its last', async (t) => {
  const chunk = (text: string, output: number) => ({
    candidates: [
      {
        content: { role: 'model', parts: [{ text }] },
        ...(output > 5 && { finishReason: 'STOP' }),
      },
    ],
    usageMetadata: {
      promptTokenCount: 7,
      candidatesTokenCount: output,
      totalTokenCount: 7 + output,
    },
    modelVersion: 'gemini-2.5-flash',
  })
  for (const pad of [10, 700_000]) {
    const text = 'x'.repeat(pad)
    const body = JSON.stringify([chunk(text, 3), chunk(text, 9)])
    const { gateway, decision } = await stand(t, () => body)
    const response = await fetch(
      `${gateway.url}/gemini/v1beta/models/gemini-2.5-flash:streamGenerateContent`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-goog-api-key': 'AIzaSyStand0123456789abcdefghijklmnopqrs',
        },
        body: '{"contents":[{"parts":[{"text":"a"}]}]}',
      },
    )
    assert.equal(await response.text(), body)
    const { call, attempts } = await decision(response.headers.get('x-farthing-call'))
    assert.deepEqual([call.usage?.input, call.usage?.output], [7, 9])
    assert.equal(attempts[0]!.usageOrigin, 'provider')
  }
})

test('calls without a beginning to tell them by are each a conversation of their own', async (t) => {
  const { gateway, decision } = await stand(t, () =>
    JSON.stringify({
      object: 'list',
      data: [],
      model: 'text-embedding-3-small',
      usage: { prompt_tokens: 1, total_tokens: 1 },
    }),
  )
  const seen = new Set<string>()
  for (const path of ['/v1/embeddings', '/v1/embeddings', '/v1/moderations']) {
    const response = await fetch(gateway.url + path, {
      method: 'POST',
      headers,
      body: '{"model":"text-embedding-3-small","input":"a"}',
    })
    await response.arrayBuffer()
    seen.add((await decision(response.headers.get('x-farthing-call'))).call.conversation)
  }
  assert.equal(seen.size, 3)
})

test('a stream that the cache records flows on when its first event came with its head', async (t) => {
  const event = (text: string) =>
    `data: {"id":"c","object":"chat.completion.chunk","model":"gpt-5-mini","choices":[{"index":0,"delta":{"content":"${text}"},"finish_reason":null}]}\n\n`
  const parts = [
    event('a'),
    ...Array.from({ length: 40 }, () => event('b'.repeat(4096))),
    'data: [DONE]\n\n',
  ]
  const upstream = await startUpstream((_heard, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    let next = 0
    const step = () => {
      response.write(parts[next++])
      if (next < parts.length) setImmediate(step)
      else response.end()
    }
    step()
  })
  const { gateway, close } = await startStand({ upstream: upstream.url })
  t.after(async () => {
    await close()
    await upstream.close()
  })
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers,
    signal: AbortSignal.timeout(10_000),
    body: '{"model":"gpt-4.1","temperature":0,"stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"a"}]}',
  })
  assert.equal(await response.text(), parts.join(''))
})
