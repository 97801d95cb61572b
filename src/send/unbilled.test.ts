import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../call.ts'
import { fakeCall } from './fake-parts.ts'
import { assertBalanced, collect, json, parts, sse, upstream } from './fake-upstream.ts'
import type { Held } from './parts.ts'
import { createSend } from './send.ts'
import { Unbilled } from './unbilled.ts'

const id = 'resp_background1'
const usage = { input_tokens: 50_000, output_tokens: 40_000, total_tokens: 90_000 }
const base = { id, object: 'response', model: 'o3-deep-research-2025-06-26', background: true }
const queued = JSON.stringify({ ...base, status: 'queued', usage: null })
const completed = { ...base, status: 'completed', usage }

function post(more: Partial<Call> = {}): Call {
  const body = { model: 'o3-deep-research', background: true, input: 'research' }
  const call = fakeCall(body, { client: 'openai-responses', ...more })
  return { ...call, target: { ...call.target, path: '/v1/responses' } }
}

function get(path = `/v1/responses/${id}`, method = 'GET'): Call {
  const call = fakeCall(new Uint8Array(), { client: 'opaque', method })
  return { ...call, target: { ...call.target, path } }
}

/** What the budget was told, one entry a call; undefined: still held back. */
function budget() {
  const told: (bigint | undefined)[] = []
  return {
    told,
    hold(): Held {
      const index = told.push(undefined) - 1
      return { settle: (cost) => void (told[index] = cost) }
    },
  }
}

test('an answer made in the background is paid for by whoever is told its usage first', async () => {
  let done = false
  const url = await upstream((request, _, response) => {
    response.writeHead(200, json)
    response.end(request.method === 'POST' || !done ? queued : JSON.stringify(completed))
  })
  const held = budget()
  const given = parts({ base: url }, { budget: held })
  const send = createSend(given)
  const reply = await send(post(), 'serve')
  assert.equal(reply.outcome()!.cost, 0n, 'nothing is guessed from the envelope')
  assert.deepEqual(held.told, [undefined], 'held back')
  assert.equal(given.rows[0]!.settlements.length, 0)
  assert.equal(given.limits.values().next().value!.open, 0, 'no place is kept')
  await send(get(), 'serve')
  assert.equal(held.told[0], undefined, 'still queued')
  done = true
  // Several poll at once: it is paid for once.
  const polled = await Promise.all([send(get(), 'serve'), send(get(), 'serve')])
  for (const poll of polled) assert.equal(poll.outcome()!.cost, 0n)
  assert.equal(held.told[0], 90_000n)
  assert.equal(given.rows[0]!.settlements[0]!.cost, 90_000n)
  assert.equal(given.rows[0]!.settlements[0]!.usageOrigin, 'provider')
  await send(get(), 'serve')
  assertBalanced(given)
})

test('usage said in a stream, in a large body and at a cancellation counts as well', async () => {
  const large = { ...base, status: 'completed', output: ['x'.repeat(5_000_000)], usage }
  const event = `event: response.completed\ndata: ${JSON.stringify({ type: 'response.completed', response: completed })}\n\n`
  const url = await upstream((request, _, response) => {
    if (request.method === 'POST' && !request.url!.endsWith('cancel'))
      response.writeHead(200, json).end(queued)
    else if (request.url!.includes('stream')) response.writeHead(200, sse).end(event)
    else if (request.method === 'POST') response.writeHead(200, json).end(JSON.stringify(completed))
    else response.writeHead(200, json).end(JSON.stringify(large))
  })
  for (const ask of [
    get(`/v1/responses/${id}?stream=true`),
    get(),
    get(`/v1/responses/${id}/cancel`, 'POST'),
  ]) {
    const held = budget()
    const given = parts({ base: url }, { budget: held })
    const send = createSend(given)
    await send(post(), 'serve')
    const { body } = await send(ask, 'serve')
    if (!(body instanceof Uint8Array)) await collect(body)
    assert.equal(held.told[0], 90_000n, ask.target.path)
    assertBalanced(given)
  }
})

test('a background stream that is left goes on, and one that failed costs nothing', async () => {
  const started = `event: response.created\ndata: ${JSON.stringify({ type: 'response.created', response: { ...base, status: 'in_progress', usage: null } })}\n\n`
  let poll: object = { ...base, status: 'failed', error: { code: 'server_error' }, usage: null }
  const url = await upstream((request, _, response) => {
    if (request.method === 'POST') response.writeHead(200, sse).write(started)
    else response.writeHead(200, json).end(JSON.stringify(poll))
  })
  for (const [last, cost] of [
    [poll, 0n],
    [completed, 90_000n],
  ] as const) {
    poll = last
    const held = budget()
    const given = parts({ base: url }, { budget: held })
    const send = createSend(given)
    const { body } = await send(post(), 'serve')
    if (!(body instanceof Uint8Array)) {
      await new Promise<void>((resolve) => {
        body.pipe({ data: () => (resolve(), true), end() {}, fail() {} })
      })
      body.cancel(new Error('left'))
    }
    assert.deepEqual(held.told, [undefined])
    await send(get(), 'serve')
    assert.equal(held.told[0], cost)
    assertBalanced(given)
  }
})

test('what nobody asks for costs what was held back, after six hours', async () => {
  const url = await upstream((_, __, response) => void response.writeHead(200, json).end(queued))
  let now = 1_800_000_000_000
  const held = budget()
  const given = parts({ base: url }, { budget: held, clock: { now: () => now } })
  const send = createSend(given)
  await send(post(), 'serve')
  now += 6 * 3_600_000 - 1
  await send(get(), 'serve')
  assert.equal(held.told[0], undefined)
  now += 1
  await send(get(), 'serve')
  assert.equal(held.told[0], 1000n)
  assert.equal(given.rows[0]!.settlements[0]!.costOrigin, 'estimated')
  assertBalanced(given)
})

test('no more than so many wait, and an id told twice closes the first', () => {
  const over: string[] = []
  const unbilled = new Unbilled(2)
  const add = (name: string, note = name): void =>
    unbilled.add({
      provider: 'openai',
      id: name,
      model: 'm',
      at: 0,
      settle() {},
      expire: () => over.push(note),
    })
  add('a', 'a1')
  add('a', 'a2')
  add('b')
  add('c')
  assert.deepEqual(over, ['a1', 'a2'])
  assert.equal(unbilled.size, 2)
})
