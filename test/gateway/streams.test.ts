import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { test } from 'node:test'
import type { Reply } from '../../src/call.ts'
import { FarthingError } from '../../src/errors.ts'
import {
  chatBody,
  eventually,
  outcomeOf,
  post,
  Raw,
  rawCall,
  startHarness,
  streamReply,
  TestFlow,
} from './harness.ts'

test('HTTP/1.0: no chunks, and the close ends the stream', async (t) => {
  const flow = new TestFlow()
  const gateway = await startHarness({ run: async () => streamReply(flow) })
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  raw.write(rawCall().replace('HTTP/1.1', 'HTTP/1.0'))
  await flow.piped
  flow.sink!.data(Buffer.from('data: 1\n\n'))
  flow.sink!.end()
  const text = await raw.closed
  assert.match(text, /data: 1\n\n$/)
  assert.doesNotMatch(text, /transfer-encoding/i)
})

test('the client leaves before its body is whole', async (t) => {
  const gateway = await startHarness()
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  raw.write(
    'POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{"model"',
  )
  await eventually(() => gateway.handler.open === 1)
  raw.socket.destroy()
  await eventually(() => gateway.handler.open === 0)
  assert.equal(gateway.calls.length, 0)
})

test('the client leaves before the headers of the reply: the call is aborted', async (t) => {
  const gateway = await startHarness({
    run: (call) =>
      new Promise((_, reject) => {
        call.signal.addEventListener('abort', () => reject(call.signal.reason as Error))
      }),
  })
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  raw.write(rawCall())
  await eventually(() => gateway.calls.length === 1)
  raw.socket.destroy()
  await eventually(() => gateway.handler.open === 0)
  assert.equal(gateway.calls[0]!.signal.aborted, true)
})

test('the client leaves, and nobody had asked for the signal: the late reply is cancelled', async (t) => {
  const flow = new TestFlow()
  let answer: (reply: Reply) => void = () => {}
  const gateway = await startHarness({
    run: () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  })
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  raw.write(rawCall())
  await eventually(() => gateway.calls.length === 1)
  raw.socket.destroy()
  await new Promise((resolve) => setTimeout(resolve, 20))
  answer(streamReply(flow))
  await eventually(() => gateway.handler.open === 0)
  assert.ok(flow.cancelled)
  assert.equal(gateway.calls[0]!.signal.aborted, true)
})

test('the client leaves in the middle of a stream: the flow is cancelled', async (t) => {
  const flow = new TestFlow()
  const gateway = await startHarness({ run: async () => streamReply(flow) })
  t.after(() => gateway.close())
  const raw = new Raw(gateway.port)
  raw.write(rawCall())
  await flow.piped
  flow.sink!.data(Buffer.from('data: 1\n\n'))
  await raw.until('data: 1')
  raw.socket.destroy()
  await eventually(() => flow.cancelled !== undefined)
  await eventually(() => gateway.handler.open === 0)
})

test('a slow reader holds the upstream back, and gets every byte', async (t) => {
  const flow = new TestFlow()
  const gateway = await startHarness({
    run: async () =>
      streamReply(flow, { headers: ['content-type', 'audio/mpeg'], streamed: false }),
  })
  t.after(() => gateway.close())
  const received = createHash('sha256')
  const sent = createHash('sha256')
  const request = httpRequest({
    port: gateway.port,
    host: '127.0.0.1',
    path: '/v1/chat/completions',
    method: 'POST',
  })
  request.end(chatBody)
  const done = new Promise<number>((resolve) => {
    request.on('response', (response) => {
      response.pause()
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.byteLength
        received.update(chunk)
      })
      response.on('end', () => resolve(size))
      setTimeout(() => response.resume(), 50)
    })
  })
  await flow.piped
  let held = 0
  for (let part = 0; part < 400; part++) {
    const chunk = randomBytes(50_000)
    sent.update(chunk)
    if (!flow.sink!.data(chunk)) {
      held += 1
      await flow.nextResume()
    }
  }
  flow.sink!.end()
  assert.equal(await done, 20_000_000)
  assert.equal(received.digest('hex'), sent.digest('hex'))
  // While the client paused, kernels and sockets held what they could.
  assert.ok(held > 0)
})

test('a stream that breaks ends with an error event', async (t) => {
  const flow = new TestFlow()
  const gateway = await startHarness({ run: async () => streamReply(flow) })
  t.after(() => gateway.close())
  const response = post(gateway.url)
  await flow.piped
  flow.sink!.data(Buffer.from('data: {"choices":[]}\n\n'))
  flow.sink!.fail(
    new FarthingError('upstream_broken', { provider: 'OpenAI', bytes: 22, detail: 'reset' }),
  )
  const text = await (await response).text()
  assert.match(text, /^data: \{"choices":\[\]\}\n\n/)
  assert.match(text, /upstream_broken/)
  assert.doesNotMatch(text, /\[DONE\]/)
})

for (const version of ['HTTP/1.1', 'HTTP/1.0']) {
  test(`${version}: a body that breaks after its first bytes never ends well`, async (t) => {
    const flow = new TestFlow()
    const gateway = await startHarness({
      run: async () =>
        streamReply(flow, { streamed: false, headers: ['content-type', 'audio/mpeg'] }),
    })
    t.after(() => gateway.close())
    const raw = new Raw(gateway.port)
    let reset = false
    raw.socket.on('error', () => {
      reset = true
    })
    raw.write(rawCall().replace('HTTP/1.1', version))
    await flow.piped
    flow.sink!.data(Buffer.from('half'))
    await raw.until('half')
    flow.sink!.fail(new Error('broken'))
    const text = await raw.closed
    // Chunks: no last one. Delimited by the close: only a reset tells that it is not the end.
    if (version === 'HTTP/1.1') assert.doesNotMatch(text, /0\r\n\r\n$/)
    else assert.equal(reset, true)
  })
}

test('1,000 streams at once, each with its own bytes', async (t) => {
  const flows = new Map<string, TestFlow>()
  const gateway = await startHarness({
    run: async (call) => {
      const flow = new TestFlow()
      flows.set(String(call.view.json?.['n']), flow)
      return streamReply(flow, { outcome: () => outcomeOf() })
    },
    level: 'error',
  })
  t.after(() => gateway.close())
  const clients = Array.from({ length: 1000 }, (_, n) => {
    const raw = new Raw(gateway.port)
    raw.write(rawCall(`{"n":${n}}`, 'connection: close\r\n'))
    return raw
  })
  await eventually(() => flows.size === 1000 && gateway.handler.open === 1000)
  await Promise.all([...flows.values()].map((flow) => flow.piped))
  for (let part = 0; part < 3; part++) {
    for (const [n, flow] of flows) flow.sink!.data(Buffer.from(`data: ${n}.${part}\n\n`))
    await new Promise((resolve) => setImmediate(resolve))
  }
  for (const flow of flows.values()) flow.sink!.end()
  const texts = await Promise.all(clients.map((client) => client.closed))
  texts.forEach((text, n) => {
    const events = [...text.matchAll(/data: (\S+)/g)].map((match) => match[1])
    assert.deepEqual(events, [`${n}.0`, `${n}.1`, `${n}.2`])
  })
  await eventually(() => gateway.handler.open === 0)
})
