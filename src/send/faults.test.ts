import assert from 'node:assert/strict'
import net from 'node:net'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { FarthingError } from '../errors.ts'
import { defaultTimeouts, tickFor, TimerWheel } from '../providers/timeouts.ts'
import { type FakeParts, fakeCall } from './fake-parts.ts'
import {
  upstream,
  listen,
  parts,
  assertBalanced,
  collect,
  question,
  sse,
  delta,
  json,
  usageChunk,
} from './fake-upstream.ts'
import { createSend } from './send.ts'

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

test('silence is a timeout: before the first byte, and within a stream', async () => {
  const base = await upstream((_, body, response) => {
    if (!JSON.parse(body.toString()).stream) return
    response.writeHead(200, sse)
    response.write(delta('he'))
  })
  const wheel = (): { wheel: TimerWheel } => ({ wheel: new TimerWheel(10) })
  const slow = parts({ base, timeouts: { firstByteMs: 60 } }, wheel())
  await assert.rejects(createSend(slow)(fakeCall(question), 'serve'), { code: 'upstream_timeout' })
  assert.equal(slow.rows.length, 1, 'a POST that timed out is not sent again')
  assertBalanced(slow as FakeParts)
  // Only the silence within it is short: a busy machine may take longer than that for a first byte.
  const idle = parts({ base, timeouts: { firstByteMs: 30_000, idleMs: 60 } }, wheel())
  const reply = await createSend(idle)(fakeCall({ ...question, stream: true }), 'serve')
  const { error } = await collect(reply.body)
  assert.equal((error as FarthingError).code, 'upstream_timeout')
  assertBalanced(idle as FakeParts)
})

test('a JSON reply that ends in the middle is no answer, and is paid for all the same', async () => {
  const whole = JSON.stringify({ id: 'x', choices: [{ message: { content: '}, "' } }], model: 'm' })
  const long = JSON.stringify({ choices: [{ message: { content: 'a'.repeat(1_500_000) } }] })
  for (let cut = 1; cut < whole.length; cut += 3) {
    const base = await upstream((_, __, response) => {
      response.writeHead(200, json)
      // In chunks, and rightly ended: only the text says that something is missing.
      response.write(whole.slice(0, cut))
      response.end(' ')
    })
    const given = parts({ base })
    await assert.rejects(createSend(given)(fakeCall(question), 'serve'), {
      code: 'upstream_broken',
      message: /ended in the middle/,
    })
    assert.equal(given.rows.length, 1)
    assert.equal(given.rows[0]!.settlements[0]!.costOrigin, 'estimated')
    assert.ok(given.rows[0]!.settlements[0]!.usage!.output > 0)
    assertBalanced(given)
  }
  for (const [text, expected] of [
    [long, undefined],
    [long.slice(0, -9), 'upstream_broken'],
  ] as const) {
    for (const zipped of [false, true]) {
      const base = await upstream((_, __, response) => {
        const bytes = zipped ? gzipSync(text, { level: 0 }) : Buffer.from(text)
        response.writeHead(200, { ...json, ...(zipped ? { 'content-encoding': 'gzip' } : {}) })
        response.write(bytes.subarray(0, 9))
        setImmediate(() => response.end(bytes.subarray(9)))
      })
      const given = parts({ base })
      const reply = await createSend(given)(fakeCall(question), 'serve')
      const { error } = await collect(reply.body)
      assert.equal((error as FarthingError | undefined)?.code, zipped ? undefined : expected)
      assertBalanced(given)
    }
  }
})

test('what is no JSON, whole or an error, passes as it came', async () => {
  const replies: [number, string, string][] = [
    [200, 'application/json', 'not json'],
    [200, 'application/json', 'null'],
    [200, 'application/json', '{"a":1}  \n'],
    [200, 'text/plain', '{"a":'],
    [400, 'application/json', '{"error":'],
  ]
  for (const [status, type, text] of replies) {
    const base = await upstream((_, __, response) => {
      response.writeHead(status, { 'content-type': type, 'content-length': text.length }).end(text)
    })
    const reply = await createSend(parts({ base }))(fakeCall(question), 'serve')
    assert.equal(reply.status, status)
    assert.equal(Buffer.from(reply.body as Uint8Array).toString(), text)
  }
})

test('a short limit is met to a tenth, with the ticks of a gateway', async () => {
  const limits = (firstByteMs: number) => ({ ...defaultTimeouts, firstByteMs })
  assert.equal(tickFor([defaultTimeouts, limits(300)]), 30)
  assert.equal(tickFor([defaultTimeouts]), 1000)
  assert.equal(tickFor([limits(0)]), 1000)
  assert.equal(tickFor([limits(1)]), 10)
  const wheel = new TimerWheel()
  const ticks: number[] = []
  const watched = { slot: -1, tick: (now: number) => void ticks.push(now) }
  wheel.add(watched)
  wheel.setTick(10)
  await new Promise((resolve) => setTimeout(resolve, 300))
  wheel.delete(watched)
  assert.ok(ticks.length > 2, 'also of what was watched before')
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

test('a host that leaves [DONE] out is taken as it is', async () => {
  const stream =
    'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n' + usageChunk
  const base = await upstream((_, __, response) => response.writeHead(200, sse).end(stream))
  const given = parts({ base, includeUsage: false })
  const reply = await createSend(given)(fakeCall({ ...question, stream: true }), 'serve')
  const { bytes, error } = await collect(reply.body)
  assert.equal(bytes.toString(), stream)
  assert.equal(error, undefined)
  assert.equal(reply.outcome()!.ended, 'complete')
  assert.equal(reply.outcome()!.cost, 10n)
})
