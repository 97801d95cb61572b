/**
 * Ten thousand clients that leave in the midst of their streams: nothing of them stays.
 */
import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { Flow } from '../src/call.ts'
import { fakeCall, fakeParts } from '../src/send/fake-parts.ts'
import { createSend } from '../src/send/send.ts'

const streams = 10_000
const atOnce = 64
const head =
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'
const event = 'data: {"choices":[{"index":0,"delta":{"content":"hello"}}]}\n\n'
const chunk = `${event.length.toString(16)}\r\n${event}\r\n`

test(`${streams} aborted streams leave no socket, timer or listener`, async () => {
  let open = 0
  const server = net.createServer((socket) => {
    open++
    socket.on('error', () => {})
    socket.on('close', () => open--)
    // Head and first event together, or apart, or no head at all: the client leaves at different stages.
    socket.once('data', (data) => {
      const stage = data.includes('"stage":2') ? 2 : data.includes('"stage":1') ? 1 : 0
      if (stage === 0) socket.write(head + chunk)
      else if (stage === 1) socket.write(head)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const before = countResources()

  const parts = fakeParts({ openai: { base } })
  const send = createSend(parts)
  let started = 0
  let listeners = 0
  const left = new Error('left')
  const client = async (): Promise<void> => {
    while (started < streams) {
      const stage = started++ % 3
      const controller = new AbortController()
      const { signal } = controller
      const call = fakeCall({ model: 'm', stream: true, stage }, { signal })
      if (stage === 2) setImmediate(() => setImmediate(() => controller.abort(left)))
      try {
        const reply = await send(call, 'serve')
        const flow = reply.body as Flow
        if (stage === 0) await new Promise<void>((resolve) => flow.pipe(leaving(flow, resolve)))
        else flow.cancel(left)
        assert.equal(reply.outcome()!.ended, 'client-left')
      } catch (error) {
        assert.equal(error, left)
      }
      listeners += getEventListeners(signal, 'abort').length
    }
  }
  await Promise.all(Array.from({ length: atOnce }, client))

  assert.equal(parts.rows.length, streams)
  assert.ok(parts.rows.every(({ settlements }) => settlements.length === 1))
  assert.equal(listeners, 0)
  assert.equal(parts.wheel.size, 0)
  assert.equal(
    [...parts.limits.values()].reduce((sum, limit) => sum + limit.open, 0),
    0,
  )
  await parts.close()
  await until(() => open === 0)
  await until(() => countResources() <= before)
  assert.equal(countResources(), before)
  server.close()
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

function leaving(flow: Flow, left: () => void) {
  return {
    data() {
      flow.cancel(new Error('left'))
      left()
      return true
    },
    end: assert.fail,
    fail: assert.fail,
  }
}

/** Sockets and timers that keep, or would keep, the process alive. */
function countResources(): number {
  return process
    .getActiveResourcesInfo()
    .filter((name) => name.startsWith('TCPSocket') || name === 'Timeout').length
}
