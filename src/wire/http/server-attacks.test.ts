/**
 * What a hostile client tries, and does not get.
 */
import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { test } from 'node:test'
import { answer, eventually, get, post, serve, tell, type Client } from './fake-client.ts'
import type { HttpRequest, HttpResponse } from './listener.ts'

const smuggled = get('/smuggled')
const line = 'POST / HTTP/1.1\r\nhost: a\r\n'
const chunked = `${line}transfer-encoding: chunked\r\n\r\n`
const withLines = (lines: readonly string[]): string[] =>
  lines.map((text) => `${line}${text}\r\n\r\n0\r\n\r\n`)
const withChunks = (bodies: readonly string[]): string[] => bodies.map((text) => chunked + text)

// prettier-ignore
const ambiguous: Readonly<Record<string, readonly string[]>> = {
  'length and chunks': withLines([
    'content-length: 5\r\ntransfer-encoding: chunked',
    'transfer-encoding: chunked\r\ncontent-length: 5',
    'Content-Length: 0\r\nTransfer-Encoding: chunked',
  ]),
  'lengths that are none, or two': withLines([
    'content-length: 5, 5', 'content-length: 5\r\ncontent-length: 5', 'content-length: 5\r\ncontent-length: 0',
    'content-length: +5', 'content-length: -1', 'content-length: 0x5', 'content-length: 5 5', 'content-length:',
    'content-length: 1e0', 'content-length: 5.0', 'content-length: 5;', 'content-length: 5\v', 'content-length: \xb2',
    'content-length: 99999999999999999999', 'content-length : 5', 'content-length: 5\r\n 0', 'content-length\t: 5',
  ]),
  'other codings of the transfer': withLines([
    'transfer-encoding: xchunked', 'transfer-encoding: chunked, identity', 'transfer-encoding: identity, chunked',
    'transfer-encoding: identity', 'transfer-encoding: chunked, chunked', 'transfer-encoding: gzip, chunked',
    'transfer-encoding: chunked\r\ntransfer-encoding: x', 'transfer-encoding: x\r\ntransfer-encoding: chunked',
    'transfer-encoding: chunked\r\ntransfer-encoding: chunked', 'transfer-encoding: "chunked"',
    'transfer-encoding: ,chunked', 'transfer-encoding: chunked;q=1', 'transfer-encoding:', 'transfer-encoding: chunk',
    'transfer-encoding:\vchunked', 'transfer-encoding: chunked\v', 'transfer-encoding: \0chunked',
    'transfer-encoding : chunked', 'transfer-encoding\r\n : chunked', 'transfer-encoding:\r\n chunked',
    ' transfer-encoding: chunked', 'x: y\ntransfer-encoding: chunked', 'x: y\rtransfer-encoding: chunked',
    'transfer-encoding\0: chunked', 'transfer-encoding: chunked\r', 'transfer-encoding: \xa0chunked',
  ]),
  'fields that are none': withLines([
    'x', ': y', 'x y: z', 'x : y', 'x\t: y', 'x: a\r\n folded', 'x: a\r\n\tfolded', 'x: \0', 'x: a\x7f', 'x: a\x01',
    'x: a\nb: c', 'x: a\rb: c', '\xe9: y', '(x): y', '"x": y', 'x\0: y', '\r: y',
  ]),
  'lines that are no request': [
    'POST /  HTTP/1.1', 'POST  / HTTP/1.1', 'POST\t/ HTTP/1.1', 'POST / HTTP/1.1 ', 'POST / HTTP/1.2', 'POST / HTTP/2.0',
    'POST / HTTP/0.9', 'POST / HTTP/1.10', 'POST / http/1.1', 'POST / HTTP/1', 'POST /', 'POST', 'POST /a b HTTP/1.1',
    'POST /\xe9 HTTP/1.1', 'POST /\0 HTTP/1.1', 'POST a HTTP/1.1', 'POST http:// HTTP/1.1', 'POST  HTTP/1.1',
    'POST http://u:p@a/ HTTP/1.1', 'POST http:/a HTTP/1.1', ' POST / HTTP/1.1', 'PO(T / HTTP/1.1', '\x16\x03\x01\x02',
    'POST /\rGET / HTTP/1.1', 'POST / HTTP/1.1\r', '\nPOST / HTTP/1.1', 'PRI * HTTP/2.0', `${'M'.repeat(33)} / HTTP/1.1`,
  ].map((text) => `${text}\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`),
  'no host, and chunks before there were any': [
    'POST / HTTP/1.1\r\ncontent-length: 0\r\n\r\n',
    'POST / HTTP/1.0\r\nhost: a\r\nconnection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  'lines that end in one character': [
    'POST / HTTP/1.1\nhost: a\ncontent-length: 0\n\n',
    `${line}content-length: 0\n\r\n`, `${line}content-length: 0\r\n\n`, 'POST / HTTP/1.1\rhost: a\r\r',
  ],
  'chunks that are none': withChunks([
    '0x5\r\nhello\r\n', '+5\r\nhello\r\n', '-5\r\nhello\r\n', ' 5\r\nhello\r\n', '5 \r\nhello\r\n', '5\t\r\nhello\r\n',
    '5\nhello\r\n', '5\rhello\r\n', '5\r\nhello\n', '5\r\nhello', '5\r\nhelloo\r\n', '4\r\nhello\r\n', 'g\r\n', '\r\n', ';a\r\n',
    '1000000000005\r\nhello\r\n', 'fffffffffffffffff\r\nhello\r\n', '5;a\nb\r\nhello\r\n', '5;a\rb\r\nhello\r\n',
    '5;\0\r\nhello\r\n', '5;a b\r\nhello\r\n', '5 ;a\r\nhello\r\n', '5;a="\r\nhello\r\n', '0;\r\n\r\n',
  ].map((text) => `${text}0\r\n\r\n`)),
  'ends of chunks that are none': withChunks([
    '0\n\r\n', '0\r\n\n', '0\r\n\r', '0\r\nx\r\n\r\n', '0\r\n x: y\r\n\r\n', '0\r\nx : y\r\n\r\n', '0\r\nx: a\rb\r\n\r\n',
    '0\r\ncontent-length: 5\r\n\r\n', '0\r\nconnection: close\r\n\r\n', '0\r\nTransfer-Encoding: chunked\r\n\r\n', '0\r\nx: a\n\r\n', '0\r\nx: \0\r\n\r\n', '0\r\n: y\r\n\r\n', '0\r\nx\0: y\r\n\r\n', '00\r\n\n\r\n',
  ]),
}

for (const [name, messages] of Object.entries(ambiguous)) {
  test(`smuggling: ${name}`, async (t) => {
    const told: string[] = []
    const served = await serve((request, response) =>
      tell(request, ({ url }) => {
        told.push(url)
        answer(response, '!')
      }),
    )
    t.after(served.close)
    for (const message of messages) {
      const client = served.connect().write(message + smuggled)
      const text = await client.closed
      assert.deepEqual(told, [], JSON.stringify(message))
      assert.match(text, /^HTTP\/1.1 400 [^]*malformed$/, JSON.stringify(message))
    }
    assert.equal(served.refused.length, messages.length)
  })
}

test('tunnels and other protocols are refused, each with its reason', async (t) => {
  const served = await serve(() => assert.fail())
  t.after(served.close)
  const upgrade = 'connection: upgrade\r\nupgrade: WebSocket\r\n'
  assert.match(await served.connect().write(get('/', upgrade)).closed, /websocket$/)
  const connect = 'CONNECT b:443 HTTP/1.1\r\nhost: b\r\n\r\n'
  assert.match(await served.connect().write(connect + smuggled).closed, /connect$/)
})

test('after an early answer the rest of its request is nothing: no second answer, no request in it', async (t) => {
  const told: string[] = []
  const served = await serve((request, response) => {
    told.push(request.url!)
    answer(response, 'early')
  })
  t.after(served.close)
  for (const rest of ['zz\r\n', `5\r\nhello\r\n0\r\n\r\n${smuggled}`, smuggled]) {
    const text = await served.connect().write(chunked + rest).closed
    assert.match(text, /connection: close\r\n\r\nearly$/)
  }
  assert.deepEqual([told, served.refused], [['/', '/', '/'], []])
})

test('a body that turns out to be none ends its request, once', async (t) => {
  let closes = 0
  const served = await serve((request, response) => {
    response.on('close', () => {
      closes++
      assert.equal(response.writableFinished, false)
      if (!response.headersSent) answer(response, 'too late')
    })
    tell(request, () => assert.fail())
    if (request.url === '/begun') {
      response.writeHead(200, [])
      response.write('begun')
    }
  })
  t.after(served.close)
  assert.match(await served.connect().write(`${chunked}zz\r\n`).closed, /^HTTP\/1.1 400 [^]*d$/)
  const begun = chunked.replace('/', '/begun')
  assert.doesNotMatch(await served.connect().write(`${begun}zz\r\n`).closed, /400|malformed/)
  assert.equal(closes, 2)
})

/** Sends `bytes` for ever, one piece a turn, until the connection is gone. */
function drip(client: Client, bytes: string): Promise<string> {
  const timer = setInterval(() => client.write(bytes), 4)
  return client.closed.finally(() => clearInterval(timer))
}

test('who drips is given up: in empty lines, a head, between requests, a body, chunks', async (t) => {
  const served = await serve(
    (request, response) => {
      if (request.url === '/at-once') answer(response, '!')
      else tell(request, () => assert.fail())
    },
    { headMs: 40, requestMs: 80 },
  )
  t.after(served.close)
  const connect = (text: string): Client => served.connect().write(text)
  assert.match(await drip(connect(''), '\r\n'), /too slow$/)
  assert.match(await drip(connect('GET / HTTP/1.1\r\n'), 'x: y\r\n'), /too slow$/)
  assert.match(await drip(connect(get('/at-once')), 'x'), /!HTTP\/1.1 400 [^]*too slow$/)
  assert.match(await drip(connect(`${line}content-length: 5000\r\n\r\n`), 'x'), /too slow$/)
  assert.match(await drip(connect(chunked), '1\r\nx\r\n'), /too slow$/)
  assert.match(await connect('').closed, /too slow$/)
})

test('what goes beside a body in chunks is bounded, and a head too', async (t) => {
  const served = await serve((request) => tell(request, () => assert.fail()), { headBytes: 4000 })
  t.after(served.close)
  const extension = `1;${'a'.repeat(900)}\r\nx\r\n`
  const trailer = `x: ${'y'.repeat(900)}\r\n`
  for (const text of [
    `${line}x: ${'y'.repeat(4000)}`,
    `${line}${'x:\r\n'.repeat(1001)}\r\n`,
    `GET /${'a'.repeat(4000)} HTTP/1.1\r\n`,
    chunked + extension.repeat(40),
    `${chunked}0\r\n${trailer.repeat(40)}`,
  ]) {
    assert.match(await served.connect().write(text).closed, /head too large$/)
  }
  const endless = await served.connect().write(`${chunked}1;${'a'.repeat(2000)}`).closed
  assert.match(endless, /malformed$/)
})

test('a head of the most bytes is read however it is cut, one more is not', async (t) => {
  const served = await serve((_, response) => answer(response, '!'), { headBytes: 1000 })
  t.after(served.close)
  const head = (size: number): string => {
    const empty = get('/', 'x: \r\n').length - 4
    return get('/', `x: ${'y'.repeat(size - empty)}\r\n`)
  }
  for (const cut of [0, 500, 999, 1001, 1002, 1003]) {
    const client = served.connect().write(head(1000).slice(0, cut))
    await new Promise((resolve) => setTimeout(resolve, 3))
    await client.write(head(1000).slice(cut)).marks('!')
  }
  assert.match(await served.connect().write(head(1001)).closed, /head too large$/)
})

test('a body in chunks of a byte is told in few pieces, which hold little memory', async (t) => {
  const pieces: Buffer[] = []
  const served = await serve((request, response) => {
    request.on('data', (bytes) => void pieces.push(bytes))
    request.on('end', () => answer(response, '!'))
  })
  t.after(served.close)
  const count = 100_000
  await served
    .connect()
    .write(`${chunked}${'1\r\nx\r\n'.repeat(count)}0\r\n\r\n`)
    .marks('!')
  assert.equal(Buffer.concat(pieces).toString(), 'x'.repeat(count))
  assert.ok(pieces.length < count / 100, `${pieces.length} pieces`)
  const held = new Set(pieces.map((piece) => piece.buffer))
  const bytes = [...held].reduce((sum, { byteLength }) => sum + byteLength, 0)
  assert.ok(bytes < 2 * count + 65_536, `${bytes} bytes`)
})

test('requests that come before the answer are held up to a bound, and then all answered', async (t) => {
  const waiting: HttpResponse[] = []
  let socket: Socket | undefined
  let slow = true
  const served = await serve((request, response) => {
    socket = request.socket as Socket
    if (slow) waiting.push(response)
    else answer(response, '!')
  })
  t.after(served.close)
  const count = 200_000
  const client = served.connect().write(get('/').repeat(count))
  await eventually(() => socket?.isPaused() === true)
  // What is held, and what the socket reads ahead.
  assert.ok(socket!.bytesRead <= 65_536 * 6, `${socket!.bytesRead} bytes`)
  assert.equal(waiting.length, 1)
  slow = false
  answer(waiting[0]!, '!')
  let answers = 0
  client.socket.removeAllListeners('data')
  client.socket.on('data', (bytes: Buffer) => {
    for (let at = bytes.indexOf('!'); at >= 0; at = bytes.indexOf('!', at + 1)) answers++
  })
  await eventually(() => answers + client.text.split('!').length - 1 === count)
})

test('a body that nobody reads is not taken in, and comes whole once somebody does', async (t) => {
  let request: HttpRequest | undefined
  const served = await serve((asked, response) => {
    request = asked
    asked.on('close', () => {})
    asked.on('end', () => answer(response, '!'))
  })
  t.after(served.close)
  const body = 'x'.repeat(8 << 20)
  const client = served.connect().write(post('/', body))
  await eventually(() => (request?.socket as Socket | undefined)?.isPaused() === true)
  assert.ok((request!.socket as Socket).bytesRead <= 65_536 * 6)
  let size = 0
  request!.on('data', (bytes) => void (size += bytes.length))
  await client.marks('!')
  assert.equal(size, body.length)
})

test('answers that nobody reads are let go of', async (t) => {
  let closes = 0
  const body = Buffer.alloc(16 << 20, 'x')
  const served = await serve(
    (_, response) => {
      response.on('close', () => closes++)
      response.writeHead(200, ['content-length', String(body.length)])
      response.end(body)
    },
    { headMs: 40, requestMs: 60 },
  )
  t.after(served.close)
  const client = served.connect()
  client.socket.pause()
  client.write(get('/'))
  await eventually(() => closes === 1)
})

test('beyond the most connections one more is closed, and the others go on', async (t) => {
  const served = await serve((_, response) => answer(response, '!'), { connections: 2 })
  t.after(served.close)
  const clients = [served.connect(), served.connect()]
  for (const client of clients) await client.write(get('/')).marks('!')
  assert.equal(await served.connect().write(get('/')).closed, '')
  for (const client of clients) await client.write(get('/')).marks('!', 2)
})
