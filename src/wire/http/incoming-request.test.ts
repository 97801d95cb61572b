import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { test } from 'node:test'
import { answer, eventually, post, serve } from './fake-client.ts'

test('a body that was told stays as it is, whatever comes after it in the same packet', async (t) => {
  const kept: Buffer[] = []
  const served = await serve((request, response) => {
    request.on('data', (bytes) => void kept.push(bytes))
    request.on('end', () => answer(response, '!'))
  })
  t.after(served.close)
  const second = post('/2', 'x'.repeat(5000))
  const client = served.connect().write(post('/1', 'first') + second.slice(0, 2000))
  await client.marks('!')
  await client.write(second.slice(2000)).marks('!', 2)
  assert.equal(kept.map(String).join(' '), `first ${'x'.repeat(5000)}`)
})

test('a body in any pieces is told whole, and a promise alone takes no memory', async (t) => {
  const kept: Buffer[] = []
  const sockets: Socket[] = []
  const served = await serve((request, response) => {
    sockets.push(request.socket as Socket)
    request.on('data', (bytes) => void kept.push(bytes))
    request.on('end', () => answer(response, '!'))
  })
  t.after(served.close)
  const body = Array.from({ length: 100_000 }, (_, at) => String(at % 10)).join('')
  const whole = post('/', body)
  const client = served.connect()
  for (const [from, to] of [
    [0, 80],
    [80, 81],
    [81, 90],
    [90, 5000],
    [5000, whole.length],
  ]) {
    client.write(whole.slice(from, to))
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await client.marks('!')
  assert.ok(Buffer.concat(kept).equals(Buffer.from(body)))
  kept.length = 0
  const before = process.memoryUsage().arrayBuffers
  const promise = `POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\nx`
  for (let count = 0; count < 100; count++) served.connect().write(promise)
  await eventually(() => sockets.length === 101)
  assert.ok(process.memoryUsage().arrayBuffers - before < 20e6)
})
