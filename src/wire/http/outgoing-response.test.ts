import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, eventually, get, serve } from './fake-client.ts'
import type { HttpResponse } from './listener.ts'

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
