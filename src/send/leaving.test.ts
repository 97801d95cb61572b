import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Flow } from '../call.ts'
import { fakeCall } from './fake-parts.ts'
import {
  upstream,
  parts,
  assertBalanced,
  until,
  question,
  answer,
  json,
  sse,
  delta,
  done,
} from './fake-upstream.ts'
import { createSend } from './send.ts'

test('an abort goes upstream at every stage and leaves nothing', async () => {
  let gone = 0
  let heads = 0
  const base = await upstream((request, body, response) => {
    request.socket.once('close', () => gone++)
    const stage = JSON.parse(body.toString()).stage
    if (stage === 'head') return void heads++
    response.writeHead(200, stage === 'body' ? { ...json, 'content-length': '500' } : sse)
    response.write(stage === 'body' ? '{' : delta('he'))
    heads++
  })
  const given = parts({ base })
  const send = createSend(given)
  const left = new Error('left')

  const early = new AbortController()
  early.abort(left)
  await assert.rejects(send(fakeCall(question, { signal: early.signal }), 'serve'), left)
  assert.equal(given.rows.length, 0)

  const opened = new AbortController()
  const pending = send(fakeCall(question, { signal: opened.signal }), 'serve')
  opened.abort(left)
  await assert.rejects(pending, left)
  assert.equal(heads, 0, 'nothing was sent')
  assert.equal(given.rows[0]!.settlements[0]!.cost, 0n)

  for (const stage of ['head', 'body']) {
    const before: number = heads
    const controller = new AbortController()
    const waiting = send(fakeCall({ ...question, stage }, { signal: controller.signal }), 'serve')
    await until(() => heads > before)
    controller.abort(left)
    await assert.rejects(waiting, left)
  }

  const reply = await send(fakeCall({ ...question, stream: true }), 'serve')
  await new Promise<void>((resolve) => {
    ;(reply.body as Flow).pipe({
      data() {
        ;(reply.body as Flow).cancel(left)
        assert.equal(reply.outcome()!.ended, 'client-left')
        resolve()
        return true
      },
      end: assert.fail,
      fail: assert.fail,
    })
  })
  const unread = await send(fakeCall({ ...question, stream: true }), 'serve')
  ;(unread.body as Flow).cancel(left)
  assert.equal(unread.outcome()!.ended, 'client-left')
  await until(() => gone >= 4)
  assertBalanced(given)
})

test('a slow client holds the provider back', async () => {
  const piece = Buffer.alloc(65_536, 0x20)
  const pieces = 800
  let written = 0
  const base = await upstream((_, __, response) => {
    response.writeHead(200, sse)
    const more = (): void => {
      while (written < pieces) {
        written++
        if (!response.write(piece)) return void response.once('drain', more)
      }
      response.end(done)
    }
    more()
  })
  const given = parts({ base, includeUsage: false })
  const reply = await createSend(given)(fakeCall({ ...question, stream: true }), 'serve')
  const flow = reply.body as Flow
  let got = 0
  let full = true
  const ended = new Promise<void>((resolve) => {
    flow.pipe({
      data(chunk) {
        got += chunk.length
        return !full
      },
      end: resolve,
      fail: () => resolve(),
    })
  })
  let last = -1
  while (last !== written) {
    last = written
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  // Sockets of the loopback hold some megabytes; the whole is 52.
  assert.ok(written < pieces / 2, `${written} of ${pieces} pieces were taken from the provider`)
  assert.ok(got <= 262_144, `${got} bytes reached a client that took one piece`)
  full = false
  flow.resume()
  await ended
  assert.equal(got, pieces * piece.length + done.length)
  assertBalanced(given)
})

test('an aborted Anthropic stream is settled with the input that message_start said', async () => {
  const start =
    'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","model":"claude-x","usage":{"input_tokens":37,"cache_read_input_tokens":5,"output_tokens":1}}}\n\n'
  const text = 'word '.repeat(40)
  const piece = `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"${text}"}}\n\n`
  const base = await upstream((_, __, response) => {
    response.writeHead(200, sse)
    response.write(start + piece)
  })
  const given = parts({ base })
  const target = {
    provider: 'anthropic',
    model: 'claude-x',
    dialect: 'anthropic-messages' as const,
    path: '/v1/messages',
  }
  const call = fakeCall(
    { model: 'claude-x', stream: true },
    { client: 'anthropic-messages', target },
  )
  const reply = await createSend(given)(call, 'serve')
  await new Promise<void>((resolve) => {
    ;(reply.body as Flow).pipe({
      data() {
        ;(reply.body as Flow).cancel(new Error('left'))
        resolve()
        return true
      },
      end: assert.fail,
      fail: assert.fail,
    })
  })
  const { usage, usageOrigin, ended } = reply.outcome()!
  assert.equal(ended, 'client-left')
  assert.equal(usageOrigin, 'estimated')
  assert.equal(usage!.input, 37)
  assert.equal(usage!.cacheRead, 5)
  assert.ok(usage!.output >= text.length / 4 && usage!.output < text.length, String(usage!.output))
  assertBalanced(given)
})

test('a call that waits for a place can be given up', async () => {
  let release: (() => void) | undefined
  const base = await upstream((_, __, response) => {
    release = () => response.writeHead(200, json).end(answer)
  })
  const given = parts({ base, concurrency: 1 })
  const send = createSend(given)
  const first = send(fakeCall(question), 'serve')
  await until(() => release !== undefined)
  const controller = new AbortController()
  const second = send(fakeCall(question, { signal: controller.signal }), 'serve')
  controller.abort(new Error('left'))
  await assert.rejects(second, { message: 'left' })
  assert.equal(given.rows.length, 1)
  release!()
  assert.equal((await first).status, 200)
  assertBalanced(given)
})
