import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { test } from 'node:test'
import { answer, Client, eventually, get, post, serve, tell } from './fake-client.ts'
import type { HttpRequest, HttpResponse } from './listener.ts'

const echo = (request: HttpRequest, response: HttpResponse): void =>
  tell(request, ({ method, url, body }) => answer(response, `<${method} ${url} ${body}>`))

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

test('a client that closes its side is gone, but for an answer that is already out', async (t) => {
  const told: string[] = []
  const body = 'x'.repeat(16 << 20)
  let closes = 0
  const served = await serve((request, response) => {
    told.push(request.url!)
    response.on('close', () => closes++)
    if (request.url === '/out') answer(response, body)
  })
  t.after(served.close)
  const client = served.connect().write(get('/out') + get('/next'))
  client.socket.end()
  const text = await client.closed
  assert.equal(text.length - text.indexOf('\r\n\r\n') - 4, body.length)
  const waiting = served.connect().write(get('/waiting'))
  await eventually(() => told.length === 2)
  waiting.socket.end()
  assert.equal(await waiting.closed, '')
  assert.deepEqual([told, closes], [['/out', '/waiting'], 2])
})

test('an idle connection is kept for its time, and an open one for longer', async (t) => {
  let open: HttpResponse | undefined
  const served = await serve(
    (request, response) => {
      if (request.url === '/open') open = response
      else answer(response, '!')
    },
    { headMs: 40, keepAliveMs: 20 },
  )
  t.after(served.close)
  const client = served.connect().write(get('/open'))
  await eventually(() => open !== undefined)
  const idle = served.connect().write(get('/'))
  assert.match(await idle.closed, /!$/)
  answer(open!, 'patience')
  assert.match(await client.closed, /patience$/)
  assert.deepEqual(served.refused, [])
})

test('stopping: idle connections end, open requests are answered, refusals are still read', async () => {
  const open: HttpResponse[] = []
  const served = await serve((request, response) => {
    if (request.url === '/open') {
      if (open.push(response) === 2) response.writeHead(200, ['content-length', '5'])
    } else answer(response, '!')
  })
  const idle = served.connect().write(get('/'))
  await idle.marks('!')
  const fresh = served.connect()
  await once(fresh.socket, 'connect')
  const waiting = [
    served.connect().write(get('/open')),
    served.connect().write(get('/open') + get('/')),
  ]
  const half = served.connect().write('GET / HTTP/1.1\r\n')
  const refused = served.connect().write('?\r\n\r\n')
  await eventually(() => open.length === 2 && served.refused.length === 1)
  served.server.stopListening()
  assert.match(await idle.closed, /!$/)
  assert.equal(await fresh.closed, '')
  assert.match(await refused.closed, /malformed$/)
  assert.match(await half.write('host: a\r\n\r\n').closed, /connection: close\r\n\r\n!$/)
  for (const response of open) {
    if (!response.headersSent) response.writeHead(200, ['content-length', '5'])
    response.end('after', 'latin1')
  }
  const [first, second] = await Promise.all(waiting.map(({ closed }) => closed))
  assert.match(first!, /connection: close\r\n\r\nafter$/)
  // Its head was made before: the connection ends all the same, and what was sent along is not asked.
  assert.match(second!, /after$/)
  await served.server.closed
})

test('a connection gathers nothing from the requests on it', async (t) => {
  let socket: Socket | undefined
  const served = await serve((request, response) => {
    socket = request.socket as Socket
    tell(request, () => answer(response, '!'))
  })
  t.after(served.close)
  const client = served.connect()
  const counts = (): number[] =>
    ['data', 'drain', 'timeout', 'end', 'error', 'close'].map((event) =>
      socket!.listenerCount(event),
    )
  await client.write(post('/', 'x')).marks('!')
  const before = counts()
  for (let count = 2; count < 50; count++) await client.write(post('/', 'x')).marks('!', count)
  assert.deepEqual(counts(), before)
})
