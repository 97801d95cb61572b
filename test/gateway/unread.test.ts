/**
 * A client that stops reading what it is sent.
 */
import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { test } from 'node:test'
import {
  configurationWith,
  eventually,
  Raw,
  rawCall,
  startHarness,
  streamReply,
  TestFlow,
  wholeReply,
} from './harness.ts'

const limits = { ...configurationWith({}).limits, unreadMs: 100 }

/** More than the system's buffers on both sides hold. */
const much = Buffer.alloc(64 * 1024 * 1024, 'x')

test(
  'a flow that nobody reads is let go, and the upstream with it',
  { timeout: 20_000 },
  async (t) => {
    const flow = new TestFlow()
    const harness = await startHarness({
      configuration: { limits },
      run: async () => streamReply(flow),
    })
    t.after(() => harness.close())
    const raw = new Raw(harness.port)
    raw.socket.pause()
    raw.write(rawCall())
    await flow.piped
    assert.equal(flow.sink!.data(much), false)
    await eventually(() => flow.cancelled !== undefined)
    await eventually(() => harness.handler.open === 0)
    raw.socket.destroy()
  },
)

test(
  'one that pauses and reads on keeps it, however long the upstream is silent',
  { timeout: 20_000 },
  async (t) => {
    const flow = new TestFlow()
    const harness = await startHarness({
      configuration: { limits },
      run: async () => streamReply(flow),
    })
    t.after(() => harness.close())
    const raw = new Raw(harness.port)
    raw.write(rawCall())
    await flow.piped
    const resumed = flow.nextResume()
    assert.equal(flow.sink!.data(Buffer.alloc(1 << 20)), false)
    await resumed
    await new Promise((resolve) => setTimeout(resolve, 400))
    assert.equal(flow.cancelled, undefined)
    flow.sink!.data(Buffer.from('last'))
    flow.sink!.end()
    assert.match(await raw.until('last'), /last/)
    raw.socket.destroy()
  },
)

test('a whole reply that nobody reads is let go as well', { timeout: 20_000 }, async (t) => {
  const harness = await startHarness({
    configuration: { limits },
    run: async () => wholeReply('', undefined, { body: much }),
  })
  t.after(() => harness.close())
  let socket: Socket | undefined
  const note = (message: unknown): void => {
    socket = (message as { socket: Socket }).socket
  }
  subscribe('net.server.socket', note)
  t.after(() => unsubscribe('net.server.socket', note))
  const raw = new Raw(harness.port)
  raw.socket.pause()
  raw.write(rawCall())
  await eventually(() => socket !== undefined)
  await eventually(() => socket!.destroyed)
  raw.socket.destroy()
})
