import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, eventually, get, post, serve, tell } from './fake-client.ts'
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

test('nothing of a request is told once its exchange is over', async (t) => {
  const events: string[] = []
  let early: HttpRequest | undefined
  const served = await serve((request, response) => {
    request.on('close', () => events.push('close'))
    if (request.url === '/late') {
      early = request
      return
    }
    request.on('end', () => events.push('end'))
    request.on('data', () => {
      events.push('data')
      if (events.length === 1) answer(response, '!')
    })
    if (request.url === '/at-once') answer(response, '!')
  })
  t.after(served.close)
  const chunks = 'host: a\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n'
  await served.connect().write(get('/at-once')).marks('!')
  assert.deepEqual(events.splice(0), ['close'])
  const client = served.connect().write(`POST / HTTP/1.1\r\n${chunks}`)
  await client.marks('!')
  await client.write('5\r\nhello\r\n0\r\n\r\n').closed
  assert.deepEqual(events.splice(0), ['data', 'close'])
  const leaving = served.connect().write(`POST /late HTTP/1.1\r\n${chunks}`)
  await eventually(() => early !== undefined)
  leaving.socket.resetAndDestroy()
  early!.on('data', () => events.push('data'))
  early!.on('end', () => events.push('end'))
  await eventually(() => events.includes('close'))
  await new Promise(setImmediate)
  assert.equal(events.at(-1), 'close')
  assert.ok(!events.includes('end'))
})

test('a listener that throws does not make a request of what follows', async (t) => {
  const thrown: unknown[] = []
  process.setUncaughtExceptionCaptureCallback((error) => thrown.push(error))
  t.after(() => process.setUncaughtExceptionCaptureCallback(null))
  const told: string[] = []
  const served = await serve((request, response) => {
    told.push(request.url!)
    if (request.url === '/now') response.writeHead(200, ['x', 'a\r\nb'])
    tell(request, () => {
      throw new Error('at its end')
    })
  })
  t.after(served.close)
  assert.equal(await served.connect().write(post('/now', get('/smuggled'))).closed, '')
  assert.equal(await served.connect().write(post('/end', 'hello') + get('/next')).closed, '')
  assert.deepEqual([told, served.refused], [['/now', '/end'], []])
  assert.match(String(thrown), /ERR_INVALID_CHAR,Error: at its end/)
})

test('what no end will come to is refused at once', async (t) => {
  const served = await serve(() => assert.fail())
  t.after(served.close)
  // A client's first words in TLS, and lines that end in a line feed.
  for (const text of [
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    '\n',
    'GET / HTTP/1.1\nhost: a\n\n',
  ]) {
    assert.match(await served.connect().write(text).closed, /malformed$/)
  }
})
