/**
 * A stop: who asks meanwhile, over a connection that was open or a new one, and what becomes of open streams.
 */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { eventually, Raw } from './harness.ts'
import { chat as send, send as sendAny } from './send-raw.ts'
import { startWhole } from './whole.ts'

const long = { messages: [{ role: 'user', content: 'sandbox:{"outputTokens":5000}' }] }

const ask = (url: string, more = {}): Promise<Response> =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({
      model: 'gpt-5-mini',
      messages: [{ role: 'user', content: 'hello there' }],
      stream: true,
      ...more,
    }),
    headers: { 'content-type': 'application/json' },
  })

/** The code of the error with which a new connection is refused, or `connected`. */
function knock(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve('connected')
    })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'))
  })
}

test('a graceful stop: new connections hear that it stops until the last stream ends', async (t) => {
  const whole = await startWhole({ sandbox: { tokens: 'bytes', eventMs: 100 } })
  t.after(whole.close)
  const { gateway } = whole
  const stream = await ask(gateway.url, long)
  const stopping = gateway.stop({ graceMs: 60_000 })
  const [ready, refused, health] = await Promise.all([
    sendAny(gateway, 'GET', '/ready', { connection: 'close' }),
    send(gateway, { connection: 'close' }),
    sendAny(gateway, 'GET', '/health', { connection: 'close' }),
  ])
  assert.equal(ready.status, 503)
  assert.deepEqual(JSON.parse(ready.text), { status: 'stopping' })
  assert.equal(refused.status, 503)
  assert.match(refused.text, /shutting_down/)
  assert.equal(refused.headers.connection, 'close')
  assert.equal(health.status, 200)
  assert.equal(gateway.open, 1)
  await stream.body!.cancel()
  assert.deepEqual(await stopping, { aborted: 0 })
  assert.equal(await knock(gateway.port), 'ECONNREFUSED')
})

test('`server.turnAwayMs` ends the listening before the last stream does', async (t) => {
  const whole = await startWhole({ sandbox: { tokens: 'bytes', eventMs: 100 } })
  t.after(whole.close)
  const { gateway, configuration } = whole
  gateway.reload({ ...configuration, server: { ...configuration.server, turnAwayMs: 0 } })
  const stream = await ask(gateway.url, long)
  const stopping = gateway.stop({ graceMs: 60_000 })
  while ((await knock(gateway.port)) !== 'ECONNREFUSED');
  assert.equal(gateway.open, 1, 'the stream goes on')
  await stream.body!.cancel()
  assert.deepEqual(await stopping, { aborted: 0 })
})

test('streams finish while it stops', async (t) => {
  const whole = await startWhole({ sandbox: { tokens: 'bytes', firstMs: 20, eventMs: 5 } })
  t.after(whole.close)
  const stream = await ask(whole.gateway.url)
  const stopping = whole.gateway.stop({ graceMs: 20_000 })
  assert.match(await stream.text(), /data: \[DONE\]\n\n$/)
  assert.deepEqual(await stopping, { aborted: 0 })
})

test('a stop with nothing open waits for nobody', async (t) => {
  const whole = await startWhole()
  t.after(whole.close)
  const { gateway, configuration } = whole
  const hour = 3_600_000
  gateway.reload({
    ...configuration,
    server: { ...configuration.server, turnAwayMs: hour, drainMs: hour },
  })
  const idle = new Raw(gateway.port)
  idle.write('GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await eventually(() => idle.text.includes('200'))
  assert.deepEqual(await gateway.stop(), { aborted: 0 })
  await idle.closed
  assert.equal(await knock(gateway.port), 'ECONNREFUSED')
})

test('while stopping: a kept connection hears 503 and is closed', async (t) => {
  const whole = await startWhole({ sandbox: { tokens: 'bytes', eventMs: 20 } })
  t.after(whole.close)
  const { gateway } = whole
  const kept = new Raw(gateway.port)
  kept.write('GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await eventually(() => kept.text.includes('200'))
  const stream = await ask(gateway.url)
  const stopping = gateway.stop({ graceMs: 20_000 })
  kept.write('POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{}')
  assert.match(await kept.closed, /HTTP\/1.1 503 [\s\S]*shutting_down/)
  assert.match(await stream.text(), /\[DONE\]/)
  await stopping
})

test('a stop whose grace is over: the stream ends with an error event, not in silence', async (t) => {
  const whole = await startWhole({ sandbox: { tokens: 'bytes', eventMs: 100 } })
  t.after(whole.close)
  const { gateway } = whole
  const text = (await ask(gateway.url, long)).text()
  await eventually(() => gateway.open === 1)
  assert.deepEqual(await gateway.stop({ graceMs: 50 }), { aborted: 1 })
  const got = await text
  assert.match(got, /shutting_down/)
  assert.doesNotMatch(got, /\[DONE\]/)
})
