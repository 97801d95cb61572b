import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import {
  chatBody,
  configurationWith,
  eventually,
  post,
  Raw,
  rawCall,
  startHarness,
  wholeReply,
} from './harness.ts'

const limited = { ...configurationWith({}).limits, bodyBytes: 4096, headerBytes: 8192 }

test('a whole call: bytes as they came, headers of the upstream, and the price', async (t) => {
  const gateway = await startHarness({ run: async () => wholeReply('{"a": 1.0,"a":2}') })
  t.after(() => gateway.close())
  const body = '{ "model" : "m", "n": 1.0, "messages":[] }'
  const response = await post(gateway.url, body, { 'x-farthing-tags': 'a, b', 'x-custom': 'yes' })
  assert.equal(response.status, 200)
  assert.equal(await response.text(), '{"a": 1.0,"a":2}')
  assert.equal(response.headers.get('x-request-id'), 'up-1')
  assert.equal(response.headers.get('x-farthing-cost'), '0.0015')
  assert.equal(response.headers.get('x-farthing-mode'), 'safe')
  assert.equal(response.headers.get('x-farthing-model'), 'gpt-5-mini')
  const [call] = gateway.calls
  assert.ok(call)
  assert.equal(response.headers.get('x-farthing-call'), call.id)
  assert.equal(Buffer.from(call.bytes).toString(), body)
  assert.deepEqual(call.tags, ['a', 'b'])
  assert.equal(call.headers['x-custom'], 'yes')
  for (const name of ['host', 'content-length', 'connection', 'x-farthing-tags']) {
    assert.equal(call.headers[name], undefined, name)
  }
})

test('a copy of a call keeps its signal', async (t) => {
  const gateway = await startHarness()
  t.after(() => gateway.close())
  await post(gateway.url)
  const copy = { ...gateway.calls[0]! }
  assert.ok(copy.signal instanceof AbortSignal)
  assert.equal(copy.signal, gateway.calls[0]!.signal)
})

test('one byte at a time', async (t) => {
  const gateway = await startHarness()
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  raw.socket.setNoDelay(true)
  for (const byte of Buffer.from(rawCall())) {
    raw.write(Uint8Array.of(byte))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await raw.until('{"ok":true}')
  assert.equal(Buffer.from(gateway.calls[0]!.bytes).toString(), chatBody)
  raw.socket.destroy()
})

test('a chunked body, and pipelined requests in order', async (t) => {
  const gateway = await startHarness({
    run: async (call) => wholeReply(`{"n":${String(call.view.json?.['n'])}}`),
  })
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  const chunked =
    'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{"n\r\n4\r\n":1}\r\n0\r\n\r\n'
  raw.write(chunked + rawCall('{"n":2}') + rawCall('{"n":3}'))
  await raw.until('{"n":3}')
  const order = [...raw.text.matchAll(/\{"n":(\d)\}/g)].map((match) => match[1])
  assert.deepEqual(order, ['1', '2', '3'])
  raw.socket.destroy()
})

test('HEAD gets the head alone', async (t) => {
  const gateway = await startHarness({
    run: async () =>
      wholeReply('', undefined, {
        headers: ['content-type', 'application/json', 'content-length', '77'],
      }),
  })
  t.after(() => gateway.close())
  const response = await fetch(`${gateway.url}/v1/files/abc`, { method: 'HEAD' })
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-length'), '77')
})

test('100-continue: the body is asked for once the headers have passed, and not before', async (t) => {
  const gateway = await startHarness({ configuration: { limits: limited } })
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  const [head, body] = rawCall(chatBody, 'expect: 100-continue\r\n').split('\r\n\r\n')
  raw.write(`${head}\r\n\r\n`)
  await raw.until('100 Continue')
  raw.write(body!)
  await raw.until('{"ok":true}')
  raw.socket.destroy()

  const large = new Raw(gateway.port)
  large.write(
    'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\ncontent-length: 999999\r\n\r\n',
  )
  const text = await large.closed
  assert.match(text, /^HTTP\/1.1 413/)
  assert.doesNotMatch(text, /100 Continue/)
})

test('bodies: too large by length, by chunks, and when decoded; broken encodings', async (t) => {
  const gateway = await startHarness({ configuration: { limits: limited } })
  t.after(() => gateway.close())
  const code = async (response: Response): Promise<string> => {
    const text = await response.text()
    return `${response.status} ${/body_\w+/.exec(text)?.[0] ?? text}`
  }
  const bomb = gzipSync(Buffer.alloc(1_000_000, 0x20))
  assert.ok(bomb.byteLength < 4096)
  assert.equal(
    await code(await post(gateway.url, bomb, { 'content-encoding': 'gzip' })),
    '413 body_too_large',
  )
  assert.equal(
    await code(await post(gateway.url, 'no gzip', { 'content-encoding': 'gzip' })),
    '400 body_undecodable',
  )
  assert.equal(
    await code(await post(gateway.url, 'x', { 'content-encoding': 'rot13' })),
    '400 body_undecodable',
  )
  const raw = new Raw(gateway.port)
  raw.write(
    'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n',
  )
  for (let sent = 0; sent < 3; sent++) raw.write(`800\r\n${'x'.repeat(2048)}\r\n`)
  assert.match(await raw.closed, /^HTTP\/1.1 413/)
  assert.equal(gateway.calls.length, 0)
  for (const [encoding, bytes] of [
    ['gzip', gzipSync(chatBody)],
    ['br', brotliCompressSync(chatBody)],
  ] as const) {
    await post(gateway.url, bytes, { 'content-encoding': encoding })
    const call = gateway.calls.at(-1)!
    assert.equal(Buffer.from(call.bytes).toString(), chatBody)
    assert.equal(call.headers['content-encoding'], undefined)
  }
})

test('a client that sends a too large body still reads why', async (t) => {
  const gateway = await startHarness({ configuration: { limits: limited } })
  t.after(() => gateway.close())
  const response = await post(gateway.url, 'x'.repeat(2_000_000))
  assert.equal(response.status, 413)
  assert.match(await response.text(), /limits\.bodyBytes/)
})

test('headers: too large, too slow; requests that are none', async (t) => {
  const gateway = await startHarness({
    configuration: { limits: { ...limited, headerMs: 200 } },
    requestMs: 400,
  })
  t.after(() => gateway.close())
  const answers = async (text: string): Promise<string> => {
    const raw = new Raw(gateway.port)
    raw.write(text)
    return raw.closed
  }
  const line = 'POST /v1/chat/completions HTTP/1.1\r\n'
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      'large',
      `${line}host: localhost\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1.1 431 [\s\S]*headers_too_large/,
    ],
    ['slow', `${line}host: localhost\r\nx-never: end`, /^HTTP\/1.1 408 [\s\S]*header_too_slow/],
    [
      'two lengths',
      `${line}host: localhost\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!`,
      /^HTTP\/1.1 400/,
    ],
    [
      'length and chunks',
      `${line}host: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1.1 400/,
    ],
    [
      'chunked twice',
      `${line}host: localhost\r\ntransfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1.1 400/,
    ],
    [
      'space before colon',
      `${line}host: localhost\r\ncontent-length : 5\r\n\r\nhello`,
      /^HTTP\/1.1 400/,
    ],
    [
      'folded header',
      `${line}host: localhost\r\nx: a\r\n b\r\ncontent-length: 0\r\n\r\n`,
      /^HTTP\/1.1 400/,
    ],
    ['bare line feed', `${line}host: localhost\ncontent-length: 0\n\n`, /^HTTP\/1.1 400/],
    [
      'bad chunk',
      `${line}host: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
      /^HTTP\/1.1 400/,
    ],
    ['no host', `${line}content-length: 0\r\n\r\n`, /^HTTP\/1.1 400/],
    ['no HTTP', 'hello\r\n\r\n', /^HTTP\/1.1 400/],
    [
      'CONNECT',
      'CONNECT api.openai.com:443 HTTP/1.1\r\nhost: api.openai.com\r\n\r\n',
      /^HTTP\/1.1 405/,
    ],
  ]
  for (const [name, text, expected] of cases) assert.match(await answers(text), expected, name)
  assert.equal(gateway.calls.length, 0)
})

test('a body that drips too slowly is given up', async (t) => {
  const gateway = await startHarness({
    configuration: { limits: { ...limited, headerMs: 200 } },
    requestMs: 300,
  })
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  raw.write('POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{')
  assert.match(await raw.closed, /^HTTP\/1.1 408 [\s\S]*body_too_slow/)
  await eventually(() => gateway.handler.open === 0)
})

test('WebSocket: a clear error on the socket', async (t) => {
  const gateway = await startHarness()
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  raw.write(
    'GET /v1/realtime HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n\r\n',
  )
  assert.match(await raw.closed, /^HTTP\/1.1 501 [\s\S]*websocket_unsupported/)
})
