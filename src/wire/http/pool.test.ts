import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import type { Controller } from './connection.ts'
import { createHttpPool, type HttpPool, type PoolOptions } from './pool.ts'

interface Host {
  readonly pool: HttpPool
  readonly seen: { connections: number; requests: string[] }
}

/** A host that answers each request, once whole, with `answer`. */
async function startHost(
  context: TestContext,
  answer: (request: string, socket: Socket) => void,
  options: Partial<PoolOptions> = {},
): Promise<Host> {
  const seen = { connections: 0, requests: [] as string[] }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    seen.connections++
    sockets.add(socket)
    socket.on('error', () => {})
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      const head = text.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/.exec(text)?.[1] ?? 0)
      if (head < 0 || text.length < head + 4 + length) return
      const request = text
      text = ''
      seen.requests.push(request)
      answer(request, socket)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const pool = createHttpPool(`http://127.0.0.1:${port}`, {
    connectMs: 1000,
    keepAliveMs: 4000,
    ...options,
  })
  context.after(async () => {
    await pool.destroy()
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { pool, seen }
}

interface Came {
  status: number
  body: string
  error: string | undefined
}

function ask(
  pool: HttpPool,
  more: Partial<{ path: string; headers: string[]; body: Uint8Array; method: string }> = {},
  began: (controller: Controller) => void = () => {},
): Promise<Came> {
  const { path = '/', headers = [], body, method = 'POST' } = more
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let status = 0
    const done = (error?: string): void =>
      resolve({ status, body: Buffer.concat(parts).toString(), error })
    pool.dispatch(
      { path, method, headers, body: body === undefined ? [] : [body] },
      {
        onRequestStart: began,
        onResponseStart: (_, given) => void (status = given),
        onResponseData: (_, bytes) => void parts.push(bytes),
        onResponseEnd: () => done(),
        onResponseError: (_, error) => done((error as { code?: string }).code ?? error.message),
      },
    )
  })
}

const ok = (_: string, socket: Socket): void =>
  void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')

test('calls follow one another on one connection, and stand side by side on many', async (context) => {
  const { pool, seen } = await startHost(context, ok)
  for (let call = 0; call < 5; call++) {
    assert.deepEqual(await ask(pool), { status: 200, body: 'ok', error: undefined })
  }
  assert.equal(seen.connections, 1)
  await Promise.all(Array.from({ length: 4 }, () => ask(pool)))
  assert.equal(seen.connections, 4)
})

test('a connection that nobody waits for any more when it comes is kept for the next call', async (context) => {
  const second = Promise.withResolvers<Came>()
  // The answer to the first call is on its way before the second call dials, and takes it.
  const { pool, seen } = await startHost(
    context,
    (request, socket) => {
      ok(request, socket)
      if (request.startsWith('POST /first')) ask(pool, { path: '/second' }).then(second.resolve)
    },
    { keepAliveMs: 1000 },
  )
  await new Promise((resolve) => setTimeout(resolve, 1001 - performance.now()))
  await ask(pool, { path: '/first' })
  await second.promise
  await new Promise((resolve) => setTimeout(resolve, 20))
  await Promise.all([ask(pool), ask(pool)])
  assert.equal(seen.connections, 2)
})

test('beyond the most connections calls wait for one', async (context) => {
  const { pool, seen } = await startHost(context, ok, { connections: 2 })
  const all = await Promise.all(Array.from({ length: 9 }, () => ask(pool)))
  assert.ok(all.every(({ body }) => body === 'ok'))
  assert.equal(seen.connections, 2)
})

test('the request is what was asked, with a host and a length', async (context) => {
  const { pool, seen } = await startHost(context, ok)
  const body = Buffer.from('x'.repeat(40_000))
  await ask(pool, { path: '/v1/a?b=c', headers: ['x-one', '1'], body })
  await ask(pool, { method: 'GET' })
  const [first = '', second = ''] = seen.requests
  assert.match(
    first,
    /^POST \/v1\/a\?b=c HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\nconnection: keep-alive\r\nx-one: 1\r\ncontent-length: 40000\r\n\r\nx{40000}$/,
  )
  assert.match(second, /^GET \/ HTTP\/1\.1\r\nhost: [\d.:]+\r\nconnection: keep-alive\r\n\r\n$/)
})

test('nothing breaks out of its place in a request', async (context) => {
  const { pool, seen } = await startHost(context, ok)
  const error = 'UND_ERR_INVALID_ARG'
  assert.equal((await ask(pool, { path: '/a HTTP/1.1\r\nx: y' })).error, error)
  assert.equal((await ask(pool, { headers: ['x', 'a\r\nb: c'] })).error, error)
  assert.equal((await ask(pool, { headers: ['x:y\r\nz', 'a'] })).error, error)
  assert.equal(seen.requests.length, 0)
})

test('a connection that says close, or brings more than its reply, is not used again', async (context) => {
  const heads = ['connection: close\r\n', 'keep-alive: timeout=1\r\n', '']
  const { pool, seen } = await startHost(context, (_, socket) => {
    const rest = heads.length === 1 ? 'HTTP/1.1 200 OK\r\n' : ''
    socket.write(`HTTP/1.1 200 OK\r\n${heads.shift()}content-length: 2\r\n\r\nok${rest}`)
  })
  for (let call = 1; call <= 3; call++) {
    assert.equal((await ask(pool)).body, 'ok')
    assert.equal(seen.connections, call)
  }
})

test('a body that ends with the connection is whole, one that is cut off is not', async (context) => {
  const { pool } = await startHost(context, (request, socket) => {
    const length = request.startsWith('POST /cut') ? 'content-length: 9\r\n' : ''
    socket.end(`HTTP/1.1 200 OK\r\n${length}\r\nhello`)
  })
  assert.deepEqual(await ask(pool), { status: 200, body: 'hello', error: undefined })
  assert.equal((await ask(pool, { path: '/cut' })).error, 'UND_ERR_SOCKET')
})

test('who let go of a call does not reach the next one on its connection', async (context) => {
  const { pool, seen } = await startHost(context, ok)
  let late: Controller | undefined
  await ask(pool, {}, (controller) => (late = controller))
  const second = ask(pool)
  late!.abort(new Error('too late'))
  late!.pause()
  assert.equal((await second).body, 'ok')
  assert.equal(seen.connections, 1)
  const left = await ask(pool, {}, (controller) => controller.abort(new Error('left')))
  assert.equal(left.error, 'left')
  assert.equal((await ask(pool)).body, 'ok')
  assert.deepEqual([seen.connections, seen.requests.length], [1, 3])
})

test('a reader that is full holds the other side back, and gets all of it', async (context) => {
  const piece = 'y'.repeat(65_536)
  let sent = 0
  const { pool } = await startHost(context, (_, socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${piece.length * 400}\r\n\r\n`)
    const more = (): void => {
      while (sent < 400) {
        sent++
        if (!socket.write(piece)) return void socket.once('drain', more)
      }
    }
    more()
  })
  let came = 0
  let controller: Controller | undefined
  await new Promise<void>((resolve, reject) => {
    pool.dispatch(
      { path: '/', method: 'POST', headers: [], body: [] },
      {
        onRequestStart: (given) => void (controller = given),
        onResponseStart() {},
        onResponseData(_, bytes) {
          came += bytes.length
          if (came > 100_000 && came < 200_000 && !controller!.paused) {
            controller!.pause()
            setTimeout(() => {
              // What the two kernels hold between them is a few megabytes.
              assert.ok(came < 300_000 && sent < 300, `${came} came, ${sent} sent`)
              controller!.resume()
            }, 100)
          }
        },
        onResponseEnd: () => resolve(),
        onResponseError: (_, error) => reject(error),
      },
    )
  })
  assert.equal(came, piece.length * 400)
  assert.equal((await ask(pool, { method: 'HEAD' })).status, 200)
})

test('where nobody listens the call fails, and a closed pool takes none', async (context) => {
  const { pool } = await startHost(context, ok)
  const nobody = createHttpPool('http://127.0.0.1:1', { connectMs: 1000, keepAliveMs: 1000 })
  assert.equal((await ask(nobody)).error, 'ECONNREFUSED')
  const last = ask(pool)
  const closed = pool.close()
  assert.equal((await last).body, 'ok')
  await closed
  assert.equal((await ask(pool)).error, 'UND_ERR_CLOSED')
})
