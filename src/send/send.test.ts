import assert from 'node:assert/strict'
import type http from 'node:http'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { fakeCall } from './fake-parts.ts'
import {
  upstream,
  parts,
  assertBalanced,
  collect,
  question,
  answer,
  json,
  sse,
  delta,
  usageChunk,
  done,
} from './fake-upstream.ts'
import { createSend } from './send.ts'

test('a whole call passes byte for byte and is priced', async () => {
  let seen: { headers: http.IncomingHttpHeaders; body: Buffer; url: string } | undefined
  const base = await upstream((request, body, response) => {
    seen = { headers: request.headers, body, url: request.url! }
    response
      .writeHead(200, { ...json, 'X-Request-Id': 'r1', 'keep-alive': 'timeout=9' })
      .end(answer)
  })
  const given = parts({ base })
  const bytes = Buffer.from('{ "messages" : [] , "model":"gpt-5", "seed": 1.0 }')
  const headers = {
    ...json,
    authorization: 'Bearer sk-client-secret',
    'openai-beta': 'x=y',
    'x-farthing-tag': 'secret-tag',
    'accept-encoding': 'gzip, br',
  }
  const reply = await createSend(given)(fakeCall(bytes, { headers }), 'serve')
  assert.deepEqual(reply.body, answer)
  assert.deepEqual(seen!.body, bytes)
  assert.equal(seen!.url, '/v1/chat/completions')
  assert.equal(seen!.headers['authorization'], 'Bearer sk-client-secret')
  assert.equal(seen!.headers['openai-beta'], 'x=y')
  assert.equal(seen!.headers['accept-encoding'], 'identity')
  assert.equal(seen!.headers['x-farthing-tag'], undefined)
  assert.ok(reply.headers.includes('X-Request-Id'), 'names keep their spelling')
  assert.ok(!reply.headers.some((part) => part.toLowerCase() === 'keep-alive'))
  const outcome = reply.outcome()!
  assert.equal(outcome.cost, 10n)
  assert.equal(outcome.usageOrigin, 'provider')
  assert.equal(outcome.model, 'gpt-5-2026')
  assert.equal(given.rows.length, 1)
  assert.equal(given.rows[0]!.opening.reserved, 1000n)
  assertBalanced(given)
})

test('usage is asked for in a stream and taken out again', async () => {
  let asked = ''
  const base = await upstream((_, body, response) => {
    asked = body.toString()
    response.writeHead(200, sse)
    response.write(delta('he', ',"usage":null') + delta('llo', ',"usage":null').slice(0, 30))
    setImmediate(() => {
      response.end(delta('llo', ',"usage":null').slice(30) + usageChunk + done)
    })
  })
  const given = parts({ base })
  const reply = await createSend(given)(fakeCall({ ...question, stream: true }), 'serve')
  const { bytes, error } = await collect(reply.body)
  assert.match(asked, /"stream_options":\{"include_usage":true\}/)
  assert.equal(bytes.toString(), delta('he') + delta('llo') + done)
  assert.equal(error, undefined)
  assert.equal(reply.outcome()!.cost, 10n)
  assertBalanced(given)
})

test('a stream of a host that is not asked passes byte for byte', async () => {
  const stream = delta('he') + ': a comment\r\n\r\n' + delta('llo') + usageChunk + done
  const base = await upstream((_, __, response) => {
    response.writeHead(200, sse)
    for (const byte of Buffer.from(stream)) response.write(Buffer.from([byte]))
    response.end()
  })
  const given = parts({ base, includeUsage: false })
  const reply = await createSend(given)(fakeCall({ ...question, stream: true }), 'serve')
  const { bytes } = await collect(reply.body)
  assert.equal(bytes.toString(), stream)
  assert.equal(reply.outcome()!.cost, 10n)
})

test('a model that routing renamed is one edit', async () => {
  let seen = ''
  const base = await upstream((_, body, response) => {
    seen = body.toString()
    response.writeHead(200, json).end(answer)
  })
  const bytes = Buffer.from('{"a": 1.0,  "model" : "fast", "messages":[]}')
  const target = {
    provider: 'openai',
    model: 'gpt-5-mini',
    dialect: 'openai-chat' as const,
    path: '/v1/chat/completions',
  }
  await createSend(parts({ base }))(fakeCall(bytes, { target }), 'serve')
  assert.equal(seen, '{"a": 1.0,  "model" : "gpt-5-mini", "messages":[]}')
})

test('an error of the provider passes unchanged and is not retried where that is no use', async () => {
  const body =
    '{"error":{"message":"no such model","type":"invalid_request_error","code":"model_not_found"}}'
  let calls = 0
  const base = await upstream((_, __, response) => {
    calls++
    response.writeHead(404, { ...json, 'x-request-id': 'r' }).end(body)
  })
  const given = parts({ base })
  const reply = await createSend(given)(fakeCall(question), 'serve')
  assert.equal(reply.status, 404)
  assert.equal(Buffer.from(reply.body as Uint8Array).toString(), body)
  assert.equal(calls, 1)
  assert.equal(reply.outcome()!.cost, 0n)
  assertBalanced(given)
})

test('a reply that came compressed all the same passes as it is, and is read', async () => {
  const packed = gzipSync(answer)
  const stream = gzipSync(delta('hello') + usageChunk + done)
  const base = await upstream((_, body, response) => {
    const streams = JSON.parse(body.toString()).stream === true
    response.writeHead(200, { ...(streams ? sse : json), 'content-encoding': 'gzip' })
    response.end(streams ? stream : packed)
  })
  const send = createSend(parts({ base, includeUsage: false }))
  const whole = await send(fakeCall(question), 'serve')
  assert.deepEqual(whole.body, packed)
  assert.ok(whole.headers.includes('content-encoding'))
  assert.equal(whole.outcome()!.cost, 10n)
  const flowing = await send(fakeCall({ ...question, stream: true }), 'serve')
  assert.deepEqual((await collect(flowing.body)).bytes, stream)
  assert.equal(flowing.outcome()!.cost, 10n)
})

test('a subscription is passed through and never priced', async () => {
  const base = await upstream((_, __, response) => response.writeHead(200, json).end(answer))
  const given = parts({ base })
  const headers = { ...json, authorization: 'Bearer sk-ant-oat01-abcdef' }
  const reply = await createSend(given)(fakeCall(question, { headers }), 'serve')
  assert.equal(reply.outcome()!.cost, undefined)
  assert.equal(given.records[0]!.billing, 'subscription')
})

test('usage is taken out wherever the stream is cut', async () => {
  const events = [delta('one'), delta('two', ',"usage":null'), delta('three'), usageChunk, done]
  const stream = events.join('')
  let cuts: number[] = []
  const base = await upstream((_, __, response) => {
    response.writeHead(200, sse)
    const ends = [...cuts, stream.length]
    const next = (from: number): void => {
      const to = ends.shift()
      if (to === undefined) return void response.end()
      response.write(stream.slice(from, to), () => setImmediate(next, to))
    }
    next(0)
  })
  const given = parts({ base })
  const send = createSend(given)
  const first = events[0]!.length
  const places = [
    [first],
    [first - 1],
    [first - 2],
    [10, first],
    [first + 40],
    [1, 2, 3, first + 1],
  ]
  for (const place of [...places, Array.from(stream, (_, index) => index).slice(1)]) {
    cuts = place
    const reply = await send(fakeCall({ ...question, stream: true }), 'serve')
    const { bytes } = await collect(reply.body)
    assert.equal(bytes.toString(), delta('one') + delta('two') + delta('three') + done)
    assert.equal(reply.outcome()!.cost, 10n)
  }
})
