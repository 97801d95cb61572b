import assert from 'node:assert/strict'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterEach, test } from 'node:test'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { Flow, Reply } from '../call.ts'
import { FarthingError } from '../errors.ts'
import { createBreaker } from '../providers/breaker.ts'
import { createCandidates } from '../providers/candidates.ts'
import { createProviders, type ProviderSettings } from '../providers/provider.ts'
import { TimerWheel } from '../providers/timeouts.ts'
import { wait } from '../providers/wait.ts'
import { type FakeParts, fakeCall, fakeParts } from './fake-parts.ts'
import { createSend } from './send.ts'

type Handler = (request: http.IncomingMessage, body: Buffer, response: http.ServerResponse) => void

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A provider of this process; answers its base URL. */
async function upstream(handler: Handler): Promise<string> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => handler(request, Buffer.concat(chunks), response))
  })
  return listen(server)
}

async function listen(server: net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    if (server instanceof http.Server) server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function parts(
  settings: ProviderSettings,
  changed: Parameters<typeof fakeParts>[1] = {},
): FakeParts {
  const made = fakeParts({ openai: settings, anthropic: settings }, changed)
  closing.push(() => made.close())
  return made
}

/** Every attempt that was opened is settled, once, and no place is kept. */
function assertBalanced({ rows, limits, wheel }: FakeParts): void {
  for (const { settlements } of rows) assert.equal(settlements.length, 1)
  for (const limit of limits.values()) assert.equal(limit.open, 0)
  assert.equal(wheel.size, 0)
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate)
}

/** Reads a flow to its end. */
function collect(body: Reply['body']): Promise<{ bytes: Buffer; error: Error | undefined }> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve) => {
    const done = (error?: Error) => resolve({ bytes: Buffer.concat(chunks), error })
    ;(body as Flow).pipe({
      data: (chunk) => chunks.push(chunk) > 0,
      end: () => done(),
      fail: done,
    })
  })
}

const question = { model: 'gpt-5', messages: [{ role: 'user', content: 'hello' }] }
const answer = Buffer.from(
  '{"id":"chatcmpl-1","model":"gpt-5-2026","choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10},"n":1.0}',
)
const json = { 'content-type': 'application/json' }
const sse = { 'content-type': 'text/event-stream; charset=utf-8' }
const delta = (text: string, rest = '') =>
  `data: {"id":"c","model":"gpt-5-2026","choices":[{"index":0,"delta":{"content":"${text}"}}]${rest}}\n\n`
const usageChunk =
  'data: {"id":"c","model":"gpt-5-2026","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}\n\n'
const done = 'data: [DONE]\n\n'

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

test('429 is tried again after retry-after, twice, then handed on with its headers', async () => {
  let calls = 0
  const base = await upstream((_, __, response) => {
    calls++
    response.writeHead(429, { ...json, 'retry-after': '7', 'x-should-retry': 'true' }).end('{}')
  })
  const given = parts({ base })
  const reply = await createSend(given)(fakeCall(question), 'serve')
  assert.equal(reply.status, 429)
  assert.equal(calls, 3)
  assert.deepEqual(given.waits, [7000, 7000])
  assert.ok(reply.headers.includes('retry-after'))
  assert.deepEqual(
    given.rows.map(({ opening }) => opening.kind),
    ['serve', 'retry', 'retry'],
  )
  assert.equal(given.records.length, 3)
  assertBalanced(given)
})

test('a spent quota is tried with another credential only', async () => {
  const keys: string[] = []
  const base = await upstream((request, _, response) => {
    const key = request.headers.authorization!
    keys.push(key)
    if (key === 'Bearer sk-empty') {
      response.writeHead(429, json).end('{"error":{"code":"insufficient_quota"}}')
    } else response.writeHead(200, json).end(answer)
  })
  const credentials = [
    { id: 'empty', value: 'sk-empty' },
    { id: 'full', value: 'sk-full', weight: 0 },
  ]
  const headers = { ...json }
  const both = parts({ base, credentials })
  const reply = await createSend(both)(fakeCall(question, { headers }), 'serve')
  assert.equal(reply.status, 200)
  assert.deepEqual(keys, ['Bearer sk-empty', 'Bearer sk-full'])
  assertBalanced(both)
  const one = parts({ base, credentials: credentials.slice(0, 1) })
  const refused = await createSend(one)(fakeCall(question, { headers }), 'serve')
  assert.equal(refused.status, 429)
  assert.equal(one.rows.length, 1)
})

test('an endpoint that cannot be reached is failed over, and left alone after failures in a row', async () => {
  const dead = net.createServer()
  const deadBase = await listen(dead)
  await new Promise((resolve) => dead.close(resolve))
  const base = await upstream((_, __, response) => response.writeHead(200, json).end(answer))
  const both = parts({ endpoints: [{ base: deadBase }, { base, weight: 0 }] })
  const reply = await createSend(both)(fakeCall(question), 'serve')
  assert.equal(reply.status, 200)
  assert.deepEqual(both.waits, [0])
  assertBalanced(both)

  const breaker = createBreaker({ failures: 3, openMs: 15_000 })
  const alone = parts({ base: deadBase }, { breaker })
  const send = createSend(alone)
  const code = (expected: string) => (error: unknown) =>
    error instanceof FarthingError && error.code === expected
  await assert.rejects(send(fakeCall(question), 'serve'), code('upstream_unreachable'))
  assert.equal(alone.rows.length, 3)
  await assert.rejects(send(fakeCall(question), 'serve'), code('upstream_unavailable'))
  assert.equal(alone.rows.length, 3, 'an open circuit sends nothing')
  for (const { settlements } of alone.rows) assert.equal(settlements[0]!.cost, 0n)
  assertBalanced(alone)
})

test('a POST that broke before its reply is not sent again', async () => {
  let calls = 0
  const base = await upstream((request) => {
    calls++
    request.socket.destroy()
  })
  const given = parts({ base })
  await assert.rejects(createSend(given)(fakeCall(question), 'serve'), { code: 'upstream_broken' })
  assert.equal(calls, 1)
  assert.equal(given.rows[0]!.settlements[0]!.costOrigin, 'estimated')
  assertBalanced(given)
})

for (const [name, broken] of [
  ['reset inside an event', delta('he') + 'data: {"id"'],
  ['ended without its last event', delta('he')],
] as const) {
  test(`a stream that was ${name} is an error to the client, and settled as delivered`, async () => {
    const base = await upstream((request, _, response) => {
      response.writeHead(200, sse)
      response.write(broken)
      setTimeout(() => (name.startsWith('reset') ? request.socket.destroy() : response.end()), 5)
    })
    const given = parts({ base, includeUsage: false })
    const reply = await createSend(given)(fakeCall({ ...question, stream: true }), 'serve')
    const { bytes, error } = await collect(reply.body)
    assert.equal(bytes.toString(), broken)
    assert.equal((error as FarthingError).code, 'upstream_broken')
    const outcome = reply.outcome()!
    assert.equal(outcome.ended, 'upstream-failed')
    assert.equal(outcome.costOrigin, 'estimated')
    assert.equal(outcome.usage!.input, 100)
    assert.ok(outcome.usage!.output >= 1)
    assertBalanced(given)
  })
}

test('a body shorter than its content-length is an error', async () => {
  const base = await listen(
    net.createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => {
        socket.end(
          'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{}',
        )
      })
    }),
  )
  const given = parts({ base })
  await assert.rejects(createSend(given)(fakeCall(question), 'serve'), { code: 'upstream_broken' })
  assert.equal(given.rows.length, 1)
  assertBalanced(given)
})

test('what is no HTTP is an error without a byte of it in the message', async () => {
  const base = await listen(
    net.createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end('SECRET-BANNER 220 ready\r\n'))
    }),
  )
  const error = await createSend(parts({ base }))(fakeCall(question), 'serve').catch((e) => e)
  assert.equal(error.code, 'upstream_broken')
  assert.ok(!inspect(error, { depth: 9 }).includes('SECRET-BANNER'))
})

test('an abort goes upstream at every stage and leaves nothing', async () => {
  let gone = 0
  let heads = 0
  const base = await upstream((request, body, response) => {
    request.socket.once('close', () => gone++)
    const stage = JSON.parse(body.toString()).stage
    if (stage === 'head') return void heads++
    response.writeHead(200, stage === 'body' ? { ...json, 'content-length': '500' } : sse)
    response.write(stage === 'body' ? '{' : delta('he'))
    heads++
  })
  const given = parts({ base })
  const send = createSend(given)
  const left = new Error('left')

  const early = new AbortController()
  early.abort(left)
  await assert.rejects(send(fakeCall(question, { signal: early.signal }), 'serve'), left)
  assert.equal(given.rows.length, 0)

  const opened = new AbortController()
  const pending = send(fakeCall(question, { signal: opened.signal }), 'serve')
  opened.abort(left)
  await assert.rejects(pending, left)
  assert.equal(heads, 0, 'nothing was sent')
  assert.equal(given.rows[0]!.settlements[0]!.cost, 0n)

  for (const stage of ['head', 'body']) {
    const before: number = heads
    const controller = new AbortController()
    const waiting = send(fakeCall({ ...question, stage }, { signal: controller.signal }), 'serve')
    await until(() => heads > before)
    controller.abort(left)
    await assert.rejects(waiting, left)
  }

  const reply = await send(fakeCall({ ...question, stream: true }), 'serve')
  await new Promise<void>((resolve) => {
    ;(reply.body as Flow).pipe({
      data() {
        ;(reply.body as Flow).cancel(left)
        assert.equal(reply.outcome()!.ended, 'client-left')
        resolve()
        return true
      },
      end: assert.fail,
      fail: assert.fail,
    })
  })
  const unread = await send(fakeCall({ ...question, stream: true }), 'serve')
  ;(unread.body as Flow).cancel(left)
  assert.equal(unread.outcome()!.ended, 'client-left')
  await until(() => gone >= 4)
  assertBalanced(given)
})

test('a slow client holds the provider back', async () => {
  const piece = Buffer.alloc(65_536, 0x20)
  const pieces = 800
  let written = 0
  const base = await upstream((_, __, response) => {
    response.writeHead(200, sse)
    const more = (): void => {
      while (written < pieces) {
        written++
        if (!response.write(piece)) return void response.once('drain', more)
      }
      response.end(done)
    }
    more()
  })
  const given = parts({ base, includeUsage: false })
  const reply = await createSend(given)(fakeCall({ ...question, stream: true }), 'serve')
  const flow = reply.body as Flow
  let got = 0
  let full = true
  const ended = new Promise<void>((resolve) => {
    flow.pipe({
      data(chunk) {
        got += chunk.length
        return !full
      },
      end: resolve,
      fail: () => resolve(),
    })
  })
  let last = -1
  while (last !== written) {
    last = written
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  // Sockets of the loopback hold some megabytes; the whole is 52.
  assert.ok(written < pieces / 2, `${written} of ${pieces} pieces were taken from the provider`)
  assert.ok(got <= 262_144, `${got} bytes reached a client that took one piece`)
  full = false
  flow.resume()
  await ended
  assert.equal(got, pieces * piece.length + done.length)
  assertBalanced(given)
})

test('silence is a timeout: before the first byte, and within a stream', async () => {
  const base = await upstream((_, body, response) => {
    if (!JSON.parse(body.toString()).stream) return
    response.writeHead(200, sse)
    response.write(delta('he'))
  })
  const timeouts = { firstByteMs: 60, idleMs: 60 }
  const given = parts({ base, timeouts }, { wheel: new TimerWheel(10) })
  const send = createSend(given)
  await assert.rejects(send(fakeCall(question), 'serve'), { code: 'upstream_timeout' })
  assert.equal(given.rows.length, 1, 'a POST that timed out is not sent again')
  const reply = await send(fakeCall({ ...question, stream: true }), 'serve')
  const { error } = await collect(reply.body)
  assert.equal((error as FarthingError).code, 'upstream_timeout')
  assertBalanced(given as FakeParts)
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

test('a budget that is spent opens nothing', async () => {
  const base = await upstream((_, __, response) => response.writeHead(200, json).end(answer))
  const given = parts(
    { base },
    {
      budget: {
        hold() {
          throw new FarthingError('budget_spent', { scope: 's', spent: 1, limit: 1, until: 'now' })
        },
      },
    },
  )
  await assert.rejects(createSend(given)(fakeCall(question), 'serve'), { code: 'budget_spent' })
  assert.equal(given.rows.length, 0)
  assertBalanced(given)
})

test('an aborted Anthropic stream is settled with the input that message_start said', async () => {
  const start =
    'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","model":"claude-x","usage":{"input_tokens":37,"cache_read_input_tokens":5,"output_tokens":1}}}\n\n'
  const text = 'word '.repeat(40)
  const piece = `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"${text}"}}\n\n`
  const base = await upstream((_, __, response) => {
    response.writeHead(200, sse)
    response.write(start + piece)
  })
  const given = parts({ base })
  const target = {
    provider: 'anthropic',
    model: 'claude-x',
    dialect: 'anthropic-messages' as const,
    path: '/v1/messages',
  }
  const call = fakeCall(
    { model: 'claude-x', stream: true },
    { client: 'anthropic-messages', target },
  )
  const reply = await createSend(given)(call, 'serve')
  await new Promise<void>((resolve) => {
    ;(reply.body as Flow).pipe({
      data() {
        ;(reply.body as Flow).cancel(new Error('left'))
        resolve()
        return true
      },
      end: assert.fail,
      fail: assert.fail,
    })
  })
  const { usage, usageOrigin, ended } = reply.outcome()!
  assert.equal(ended, 'client-left')
  assert.equal(usageOrigin, 'estimated')
  assert.equal(usage!.input, 37)
  assert.equal(usage!.cacheRead, 5)
  assert.ok(usage!.output >= text.length / 4 && usage!.output < text.length, String(usage!.output))
  assertBalanced(given)
})

test('an error event of the provider stands alone', async () => {
  const stream = `${delta('he')}data: {"error":{"message":"overloaded","type":"server_error","code":null}}\n\n`
  const base = await upstream((_, __, response) => response.writeHead(200, sse).end(stream))
  const given = parts({ base, includeUsage: false })
  const reply = await createSend(given)(fakeCall({ ...question, stream: true }), 'serve')
  const { bytes, error } = await collect(reply.body)
  assert.equal(bytes.toString(), stream)
  assert.equal(error, undefined)
  assert.equal(reply.outcome()!.ended, 'upstream-failed')
})

test('a GET that broke is sent again, and costs nothing', async () => {
  let calls = 0
  const base = await upstream((request, _, response) => {
    if (calls++ === 0) request.socket.destroy()
    else response.writeHead(200, json).end('{"data":[]}')
  })
  const given = parts({ base })
  const target = { provider: 'openai', model: '', dialect: 'opaque' as const, path: '/v1/models' }
  const call = fakeCall(Buffer.alloc(0), { method: 'GET', client: 'opaque', target })
  const reply = await createSend(given)(call, 'serve')
  assert.equal(reply.status, 200)
  assert.equal(calls, 2)
  assert.equal(reply.outcome()!.cost, 0n)
  assertBalanced(given)
})

test('what one credential made is asked of it again', async () => {
  const keys: string[] = []
  const base = await upstream((request, _, response) => {
    keys.push(request.headers.authorization!)
    response.writeHead(200, json).end('{"id":"resp_0123456789abcdef","status":"completed"}')
  })
  const credentials = Array.from({ length: 6 }, (_, i) => ({ id: `c${i}`, value: `sk-${i}` }))
  const made = fakeParts({ openai: { base, credentials } })
  closing.push(() => made.close())
  const providers = createProviders({ openai: { base, credentials } })
  const send = createSend({ ...made, candidates: createCandidates(providers, Math.random) })
  const target = {
    provider: 'openai',
    model: 'gpt-5',
    dialect: 'openai-responses' as const,
    path: '/v1/responses',
  }
  const ask = (body: object) =>
    send(fakeCall(body, { client: 'openai-responses', target, headers: { ...json } }), 'serve')
  await ask({ model: 'gpt-5', input: 'hello' })
  for (let i = 0; i < 10; i++) {
    await ask({ model: 'gpt-5', input: 'more', previous_response_id: 'resp_0123456789abcdef' })
  }
  assert.equal(new Set(keys).size, 1)
})

test('a call that waits for a place can be given up', async () => {
  let release: (() => void) | undefined
  const base = await upstream((_, __, response) => {
    release = () => response.writeHead(200, json).end(answer)
  })
  const given = parts({ base, concurrency: 1 })
  const send = createSend(given)
  const first = send(fakeCall(question), 'serve')
  await until(() => release !== undefined)
  const controller = new AbortController()
  const second = send(fakeCall(question, { signal: controller.signal }), 'serve')
  controller.abort(new Error('left'))
  await assert.rejects(second, { message: 'left' })
  assert.equal(given.rows.length, 1)
  release!()
  assert.equal((await first).status, 200)
  assertBalanced(given)
})

test('retries of a shadow stay shadows, and stop when the client leaves in the pause', async () => {
  const base = await upstream((_, __, response) => response.writeHead(503, json).end('{}'))
  const shadow = parts({ base })
  await createSend(shadow)(fakeCall(question), 'shadow')
  assert.deepEqual(
    shadow.rows.map(({ opening }) => opening.kind),
    ['shadow', 'shadow', 'shadow'],
  )
  const controller = new AbortController()
  const paused = parts(
    { base },
    {
      wait(_, signal) {
        setImmediate(() => controller.abort(new Error('left')))
        return wait(60_000, signal)
      },
    },
  )
  const call = fakeCall(question, { signal: controller.signal })
  await assert.rejects(createSend(paused)(call, 'serve'), { message: 'left' })
  assert.equal(paused.rows.length, 1)
  assertBalanced(paused)
})
