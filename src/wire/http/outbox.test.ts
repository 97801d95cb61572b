import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { test, type TestContext } from 'node:test'
import { Outbox } from './outbox.ts'

/** Both ends of a connection; `seen` is what has come to the other one. */
async function pair(t: TestContext): Promise<{ near: Socket; far: Socket; seen: () => string }> {
  const server = createServer({ noDelay: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const far = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [near] = (await once(server, 'connection')) as [Socket]
  let text = ''
  far.setEncoding('latin1').on('data', (piece: string) => (text += piece))
  for (const end of [near, far]) end.on('error', () => {})
  t.after(() => {
    near.destroy()
    far.destroy()
    server.close()
  })
  return { near, far, seen: () => text }
}

test('answers wait for the end of the turn, and go out in one write', async (t) => {
  const { near, seen } = await pair(t)
  const outbox = new Outbox(near)
  outbox.post('one ')
  outbox.post('two \xe9')
  assert.equal(near.bytesWritten, 0)
  await new Promise(setImmediate)
  assert.equal(near.bytesWritten, 9)
  near.end()
  await once(near, 'close')
  assert.equal(seen(), 'one two \xe9')
})

test('what is written at once comes behind what waits', async (t) => {
  const { near, seen } = await pair(t)
  const outbox = new Outbox(near)
  outbox.post('one ')
  outbox.direct().write('two ')
  outbox.post('three')
  outbox.direct().end()
  await once(near, 'close')
  assert.equal(seen(), 'one two three')
})

test('an answer that waits is written before its connection is destroyed', async (t) => {
  const { near, far, seen } = await pair(t)
  const outbox = new Outbox(near)
  outbox.post('the answer')
  outbox.direct().destroy()
  await once(far, 'close')
  assert.equal(seen(), 'the answer')
})

test('more than a piece does not wait, so that a client that reads nothing is noticed', async (t) => {
  const { near, far } = await pair(t)
  far.pause()
  const outbox = new Outbox(near)
  for (let posted = 0; outbox.unread === 0 && posted < 10_000; posted++)
    outbox.post('x'.repeat(8192))
  assert.ok(outbox.unread > 0)
})

test('nothing is written to a connection that is gone', async (t) => {
  const { near } = await pair(t)
  const outbox = new Outbox(near)
  near.destroy()
  outbox.post('too late')
  await new Promise(setImmediate)
  assert.equal(outbox.destroyed, true)
  assert.equal(near.bytesWritten, 0)
})
