import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { test } from 'node:test'
import { answer, Client, eventually, get, post, serve, tell } from './fake-client.ts'
import type { HttpRequest, HttpResponse } from './listener.ts'

const echo = (request: HttpRequest, response: HttpResponse): void =>
  tell(request, ({ method, url, body }) => answer(response, `<${method} ${url} ${body}>`))

test('bodies by length and in chunks, one after another and all at once, are answered in order', async (t) => {
  const served = await serve(echo)
  t.after(served.close)
  const chunked =
    'PUT /2 HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n3;x="y"\r\nabc\r\n2\r\nde\r\n0\r\nt: u\r\n\r\n'
  const client = served.connect().write(post('/1', 'one') + chunked + get('/3'))
  const text = await client.marks('>', 3)
  assert.deepEqual(text.match(/<.*?>/g), ['<POST /1 one>', '<PUT /2 abcde>', '<GET /3 >'])
  assert.match(text, /connection: keep-alive\r\nkeep-alive: timeout=60\r\n/)
  client.write(get('/4', 'connection: close\r\n'))
  assert.match(await client.closed, /connection: close\r\n\r\n<GET \/4 >$/)
})

test('thousands of requests that are answered at once take no stack', async (t) => {
  let asked = 0
  const served = await serve((_, response) => {
    asked++
    answer(response, '!')
  })
  t.after(served.close)
  const count = 20_000
  const client = served.connect().write('GET / HTTP/1.1\r\nhost:\r\n\r\n'.repeat(count))
  await client.until((text) => text.length > 0 && text.split('\r\n\r\n!').length > count)
  assert.equal(asked, count)
})

test('the answer before is closed when the next request is told', async (t) => {
  const order: string[] = []
  const served = await serve((request, response) => {
    order.push(`told ${request.url}`)
    request.on('close', () => order.push(`request ${request.url}`))
    response.on('close', () => order.push(`response ${request.url} ${response.writableFinished}`))
    answer(response, '!')
  })
  t.after(served.close)
  await served
    .connect()
    .write(get('/1') + get('/2'))
    .marks('!', 2)
  assert.deepEqual(order.map((line) => line.split('/')[1]![0]).join(''), '111222')
  assert.equal(order.filter((line) => line.startsWith('re')).length, 4)
  assert.equal(order.filter((line) => line.endsWith('true')).length, 2)
})

test('empty lines before a request are nothing, wherever they are cut', async (t) => {
  const served = await serve(echo)
  t.after(served.close)
  const text = `\r\n\r\n${get('/1')}`
  for (let cut = 1; cut < 6; cut++) {
    const client = served.connect().write(text.slice(0, cut))
    await new Promise((resolve) => setTimeout(resolve, 5))
    await client.write(text.slice(cut)).marks('<GET /1 >')
  }
  assert.deepEqual(served.refused, [])
})

test('100-continue is said to those who wait for it, and not to those whose version has none', async (t) => {
  const served = await serve(echo)
  t.after(served.close)
  const head = (version: string): string =>
    `POST / HTTP/1.${version}\r\nhost: a\r\nexpect: 100-Continue\r\ncontent-length: 2\r\n\r\n`
  const client = served.connect().write(head('1'))
  await client.marks('HTTP/1.1 100 Continue\r\n\r\n')
  await client.write('ab').marks('<POST / ab>')
  const old = served.connect().write(head('0') + 'ab')
  assert.doesNotMatch(await old.marks('<POST / ab>'), /100/)
  const answered = await serve((_, response) => answer(response, 'no'))
  t.after(answered.close)
  assert.doesNotMatch(await answered.connect().write(head('1')).closed, /100 /)
})

test('a close that the client asks for anywhere holds', async (t) => {
  const served = await serve(echo)
  t.after(served.close)
  for (const lines of [
    'connection: close\r\nconnection: keep-alive\r\n',
    'connection: keep-alive\r\nConnection: x, CLOSE\r\n',
    'connection: keep-alive, close\r\n',
  ]) {
    assert.match(await served.connect().write(get('/', lines)).closed, /connection: close/)
  }
})

test('HTTP/1.0: kept where it asks and the length is known', async (t) => {
  const served = await serve((request, response) => {
    if (request.url === '/known') answer(response, 'known')
    else {
      response.writeHead(200, [])
      response.write('un')
      response.end('known')
    }
  })
  t.after(served.close)
  const ask = (target: string, more: string): string => `GET ${target} HTTP/1.0\r\n${more}\r\n`
  const kept = served.connect().write(ask('/known', 'connection: Keep-Alive\r\n'))
  await kept.marks('\r\n\r\nknown')
  const rest = await kept.write(ask('/unknown', 'connection: keep-alive\r\n')).closed
  assert.match(rest, /connection: close\r\n\r\nunknown$/)
  assert.doesNotMatch(rest, /transfer-encoding/)
  assert.match(await served.connect().write(ask('/known', '')).closed, /close\r\n\r\nknown$/)
})

test('what has no body sends none, whatever was written', async (t) => {
  const served = await serve((request, response) => {
    const status = Number(request.url!.slice(1))
    response.writeHead(status, status === 204 ? [] : ['content-length', '5'])
    response.write('he')
    response.end('llo')
  })
  t.after(served.close)
  const client = served.connect()
  client.write('HEAD /200 HTTP/1.1\r\nhost: a\r\n\r\n' + get('/204') + get('/304') + get('/200'))
  const text = await client.marks('hello')
  assert.equal(text.split('hello').length, 2)
  assert.match(text, /^HTTP\/1.1 200 [^]*\n\r\nHTTP\/1.1 204 [^]*\n\r\nHTTP\/1.1 304 /)
  assert.doesNotMatch(text, /transfer-encoding/)
})

test('a body longer or shorter than promised ends the connection before it can be read wrongly', async (t) => {
  const served = await serve((request, response) => {
    response.writeHead(200, ['content-length', '5'])
    if (request.url === '/short') response.end('abc')
    else if (request.url === '/none') response.end()
    else {
      response.write('abc')
      response.end('defgh')
    }
  })
  t.after(served.close)
  for (const target of ['/short', '/none', '/long']) {
    const text = await served.connect().write(get(target) + get(target)).closed
    assert.equal(text.split('HTTP/1.1').length <= 2, true, target)
    assert.doesNotMatch(text, /def/, target)
  }
})

test('a head that would break out of its place, or mislead about the body, is not written', async (t) => {
  const hostile: [number, string[]][] = [
    [200, ['x', 'a\r\nset-cookie: b']],
    [200, ['x\r\ny', 'a']],
    [200, ['x: y', 'a']],
    [200, ['', 'a']],
    [200, ['x', 'a\0']],
    [200, ['x', '\u0153']],
    [200, ['x', '\u010d\u010a']],
    [200, ['content-length', '1e3']],
    [200, ['content-length', '-1']],
    [200, ['content-length', '']],
    [200, ['content-length', '5', 'Content-Length', '6']],
    [100, []],
    [101, []],
    [99, []],
    [1000, []],
    [Number.NaN, []],
  ]
  let thrown = 0
  const served = await serve((_, response) => {
    for (const [status, headers] of hostile) {
      try {
        response.writeHead(status, headers)
        assert.fail(`${status} ${JSON.stringify(headers)}`)
      } catch (error) {
        if ((error as Error).name === 'AssertionError') throw error
        thrown++
      }
    }
    answer(response, 'fine')
  })
  t.after(served.close)
  const text = await served.connect().write(get('/')).marks('fine')
  assert.equal(thrown, hostile.length)
  assert.match(text, /^HTTP\/1.1 200 OK\r\ncontent-length: 4\r\ndate: [^\r]+GMT\r\nconnection/)
})

test("what frames the body is the server's to say", async (t) => {
  const served = await serve((_, response) => {
    response.writeHead(200, ['Transfer-Encoding', 'gzip', 'Connection', 'upgrade', 'x', 'é'])
    response.write('')
    response.write('ab')
    response.end('c'.repeat(20_000))
  })
  t.after(served.close)
  const text = await served.connect().write(get('/')).marks('0\r\n\r\n')
  assert.match(text, /x: \xe9\r\n/)
  assert.match(text, /transfer-encoding: chunked\r\nconnection: keep-alive/)
  assert.match(text, /\r\n\r\n2\r\nab\r\n4e20\r\nc{20000}\r\n0\r\n\r\n$/)
  assert.doesNotMatch(text, /gzip|upgrade/)
})

test('a body without a head gets one', async (t) => {
  const served = await serve((_, response) => {
    response.write('ab')
    response.end()
  })
  t.after(served.close)
  assert.match(await served.connect().write(get('/')).marks('0\r\n\r\n'), /^HTTP\/1.1 200 OK\r\n/)
})

test('nothing more can be written once it is over, and a second end is none', async (t) => {
  const kept: HttpResponse[] = []
  const served = await serve((_, response) => {
    kept.push(response)
    answer(response, '!')
  })
  t.after(served.close)
  const client = served.connect().write(get('/1'))
  await client.marks('!')
  const [first] = kept
  assert.ok(first)
  assert.equal(first.write('late'), false)
  first.end('late')
  first.flushHeaders()
  assert.throws(() => first.writeHead(500, []))
  assert.deepEqual([first.socket, first.destroyed, first.writableFinished], [null, true, true])
  await client.write(get('/2')).marks('!', 2)
  assert.doesNotMatch(client.text, /late|500/)
})

test('a timeout on the socket ends with the reply that set it', async (t) => {
  const body = Buffer.alloc(32 << 20, 'x')
  const sockets: Socket[] = []
  const served = await serve((request, response) => {
    sockets.push(request.socket as Socket)
    if (request.url === '/2') return
    response.writeHead(200, ['content-length', String(body.length)])
    response.end(body)
    assert.ok(response.socket!.writableLength > 0)
    response.socket!.setTimeout(30_000)
  })
  t.after(served.close)
  const client = served.connect().write(get('/1'))
  let size = 0
  client.socket.removeAllListeners('data')
  client.socket.on('data', (bytes: Buffer) => (size += bytes.length))
  await eventually(() => size > body.length)
  client.write(get('/2'))
  await eventually(() => sockets.length === 2)
  assert.equal(sockets[1]!.timeout ?? 0, 0)
})

test('a drain is told to the response that waits for it, and to no other', async (t) => {
  let drained = 0
  let open: HttpResponse | undefined
  const served = await serve((request, response) => {
    response.on('drain', () => drained++)
    if (request.url === '/next') {
      open = response
      return
    }
    response.writeHead(200, ['content-length', '1000000'])
    response.write(Buffer.alloc(1_000_000, 'x'))
    response.end()
  })
  t.after(served.close)
  const client = served.connect().write(get('/') + get('/next'))
  await client.until((text) => text.length > 1_000_000 && open !== undefined)
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(drained, 0)
  open!.writeHead(200, [])
  while (open!.write(Buffer.alloc(1 << 20, 'y'))) await new Promise(setImmediate)
  await eventually(() => drained === 1)
  open!.end('.')
  await client.marks('0\r\n\r\n')
})

test('the end of an exchange is told once, wherever the client leaves', async () => {
  const whole = post('/', 'hello')
  const big = Buffer.alloc(8 << 20, 'x')
  for (const way of ['destroy', 'resetAndDestroy', 'end'] as const) {
    let told = 0
    const closes: string[] = []
    const served = await serve((request, response) => {
      told++
      request.on('close', () => closes.push('request'))
      response.on('close', () => closes.push(`response ${response.writableFinished}`))
      tell(request, () => {
        response.writeHead(200, ['content-length', String(big.length + 1)])
        response.write(big)
      })
    })
    for (let cut = 0; cut <= whole.length; cut += cut < whole.length - 8 ? 9 : 1) {
      const client = served.connect().write(whole.slice(0, cut))
      const mark = told
      const headed = cut >= whole.length - 5
      if (headed) await eventually(() => told > mark)
      else await once(client.socket, 'connect')
      client.socket[way]()
      client.socket.resume()
    }
    await eventually(() => closes.length === 2 * told)
    served.server.stopListening()
    await served.server.closed
    assert.ok(told >= 6)
    assert.equal(closes.filter((line) => line === 'request').length, told)
    assert.equal(closes.filter((line) => line === 'response false').length, told)
  }
})

test('of a client that left, the request that it sent along is not told', async (t) => {
  const told: string[] = []
  const closes: boolean[] = []
  const body = Buffer.alloc(32 << 20, 'x')
  const served = await serve((request, response) => {
    told.push(request.url!)
    response.on('close', () => closes.push(response.writableFinished))
    response.writeHead(200, ['content-length', String(body.length)])
    response.end(body)
  })
  t.after(served.close)
  const client = new Client(served.port)
  client.socket.pause()
  client.write(get('/1') + get('/2'))
  await eventually(() => told.length > 0)
  client.socket.resetAndDestroy()
  await eventually(() => closes.length === 1)
  served.server.stopListening()
  await served.server.closed
  assert.deepEqual([told, closes], [['/1'], [false]])
})
