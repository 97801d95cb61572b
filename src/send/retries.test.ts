import assert from 'node:assert/strict'
import net from 'node:net'
import { test } from 'node:test'
import { FarthingError } from '../errors.ts'
import { createBreaker } from '../providers/breaker.ts'
import { createCandidates } from '../providers/candidates.ts'
import { createProviders } from '../providers/provider.ts'
import { wait } from '../providers/wait.ts'
import { fakeCall, fakeParts } from './fake-parts.ts'
import {
  upstream,
  listen,
  parts,
  assertBalanced,
  question,
  answer,
  json,
  closing,
} from './fake-upstream.ts'
import { createSend } from './send.ts'

test('429 is tried again after retry-after, twice, then handed on with its headers', async () => {
  let calls = 0
  const base = await upstream((_, __, response) => {
    calls++
    response.writeHead(429, { ...json, 'retry-after': '7', 'x-should-retry': 'true' }).end('{}')
  })
  const given = parts({ base })
  const reply = await createSend(given)(fakeCall(question), 'serve')
  assert.equal(reply.status, 429)
  assert.equal(calls, 3)
  assert.deepEqual(given.waits, [7000, 7000])
  assert.ok(reply.headers.includes('retry-after'))
  assert.deepEqual(
    given.rows.map(({ opening }) => opening.kind),
    ['serve', 'retry', 'retry'],
  )
  assert.equal(given.records.length, 3)
  assertBalanced(given)
})

test('a spent quota is tried with another credential only', async () => {
  const keys: string[] = []
  const base = await upstream((request, _, response) => {
    const key = request.headers.authorization!
    keys.push(key)
    if (key === 'Bearer sk-empty') {
      response.writeHead(429, json).end('{"error":{"code":"insufficient_quota"}}')
    } else response.writeHead(200, json).end(answer)
  })
  const credentials = [
    { id: 'empty', value: 'sk-empty' },
    { id: 'full', value: 'sk-full', weight: 0 },
  ]
  const headers = { ...json }
  const both = parts({ base, credentials })
  const reply = await createSend(both)(fakeCall(question, { headers }), 'serve')
  assert.equal(reply.status, 200)
  assert.deepEqual(keys, ['Bearer sk-empty', 'Bearer sk-full'])
  assertBalanced(both)
  const one = parts({ base, credentials: credentials.slice(0, 1) })
  const refused = await createSend(one)(fakeCall(question, { headers }), 'serve')
  assert.equal(refused.status, 429)
  assert.equal(one.rows.length, 1)
})

test('an endpoint that cannot be reached is failed over, and left alone after failures in a row', async () => {
  const dead = net.createServer()
  const deadBase = await listen(dead)
  await new Promise((resolve) => dead.close(resolve))
  const base = await upstream((_, __, response) => response.writeHead(200, json).end(answer))
  const both = parts({ endpoints: [{ base: deadBase }, { base, weight: 0 }] })
  const reply = await createSend(both)(fakeCall(question), 'serve')
  assert.equal(reply.status, 200)
  assert.deepEqual(both.waits, [0])
  assertBalanced(both)

  const breaker = createBreaker({ failures: 3, openMs: 15_000 })
  const alone = parts({ base: deadBase }, { breaker })
  const send = createSend(alone)
  const code = (expected: string) => (error: unknown) =>
    error instanceof FarthingError && error.code === expected
  for (const id of ['1', '2', '3']) {
    await assert.rejects(send(fakeCall(question, { id }), 'serve'), code('upstream_unreachable'))
  }
  assert.equal(alone.rows.length, 7, 'the last call’s retries are spared')
  await assert.rejects(send(fakeCall(question), 'serve'), code('upstream_unavailable'))
  assert.equal(alone.rows.length, 7, 'an open circuit sends nothing')
  for (const { settlements } of alone.rows) assert.equal(settlements[0]!.cost, 0n)
  assertBalanced(alone)
})

test('one caller’s poison request closes the provider for nobody else', async () => {
  const base = await upstream((_, body, response) => {
    const poison = body.includes('poison')
    response.writeHead(poison ? 500 : 200, json).end(poison ? '{}' : answer)
  })
  const given = parts({ base })
  const send = createSend(given)
  const ask = (tenant: string, content: string, id: string) => {
    const body = { model: 'gpt-5', messages: [{ role: 'user', content }] }
    return send(fakeCall(body, { tenant, id }), 'serve').then(
      ({ status }) => status,
      (error: FarthingError) => error.code,
    )
  }
  for (let i = 0; i < 4; i++) assert.equal(await ask('a', 'poison', `a${i}`), 500, `call ${i}`)
  assert.equal(await ask('a', 'poison', 'a4'), 500)
  assert.equal(await ask('a', 'poison', 'a5'), 'upstream_unavailable', 'its own calls wait')
  assert.equal(await ask('b', 'hello', 'b'), 200)
  assertBalanced(given)
})

test('a POST that broke before its reply is not sent again', async () => {
  let calls = 0
  const base = await upstream((request) => {
    calls++
    request.socket.destroy()
  })
  const given = parts({ base })
  await assert.rejects(createSend(given)(fakeCall(question), 'serve'), { code: 'upstream_broken' })
  assert.equal(calls, 1)
  assert.equal(given.rows[0]!.settlements[0]!.costOrigin, 'estimated')
  assertBalanced(given)
})

test('a budget that is spent opens nothing', async () => {
  const base = await upstream((_, __, response) => response.writeHead(200, json).end(answer))
  const given = parts(
    { base },
    {
      budget: {
        hold() {
          throw new FarthingError('budget_spent', { scope: 's', spent: 1, limit: 1, until: 'now' })
        },
      },
    },
  )
  await assert.rejects(createSend(given)(fakeCall(question), 'serve'), { code: 'budget_spent' })
  assert.equal(given.rows.length, 0)
  assertBalanced(given)
})

test('a GET that broke is sent again, and costs nothing', async () => {
  let calls = 0
  const base = await upstream((request, _, response) => {
    if (calls++ === 0) request.socket.destroy()
    else response.writeHead(200, json).end('{"data":[]}')
  })
  const given = parts({ base })
  const target = { provider: 'openai', model: '', dialect: 'opaque' as const, path: '/v1/models' }
  const call = fakeCall(Buffer.alloc(0), { method: 'GET', client: 'opaque', target })
  const reply = await createSend(given)(call, 'serve')
  assert.equal(reply.status, 200)
  assert.equal(calls, 2)
  assert.equal(reply.outcome()!.cost, 0n)
  assertBalanced(given)
})

test('what one credential made is asked of it again', async () => {
  const keys: string[] = []
  const base = await upstream((request, _, response) => {
    keys.push(request.headers.authorization!)
    response.writeHead(200, json).end('{"id":"resp_0123456789abcdef","status":"completed"}')
  })
  const credentials = Array.from({ length: 6 }, (_, i) => ({ id: `c${i}`, value: `sk-${i}` }))
  const made = fakeParts({ openai: { base, credentials } })
  closing.push(() => made.close())
  const providers = createProviders({ openai: { base, credentials } })
  const send = createSend({ ...made, candidates: createCandidates(providers, Math.random) })
  const target = {
    provider: 'openai',
    model: 'gpt-5',
    dialect: 'openai-responses' as const,
    path: '/v1/responses',
  }
  const ask = (body: object) =>
    send(fakeCall(body, { client: 'openai-responses', target, headers: { ...json } }), 'serve')
  await ask({ model: 'gpt-5', input: 'hello' })
  for (let i = 0; i < 10; i++) {
    await ask({ model: 'gpt-5', input: 'more', previous_response_id: 'resp_0123456789abcdef' })
  }
  assert.equal(new Set(keys).size, 1)
})

test('retries of a shadow stay shadows, and stop when the client leaves in the pause', async () => {
  const base = await upstream((_, __, response) => response.writeHead(503, json).end('{}'))
  const shadow = parts({ base })
  await createSend(shadow)(fakeCall(question), 'shadow')
  assert.deepEqual(
    shadow.rows.map(({ opening }) => opening.kind),
    ['shadow', 'shadow', 'shadow'],
  )
  const controller = new AbortController()
  const paused = parts(
    { base },
    {
      wait(_, signal) {
        setImmediate(() => controller.abort(new Error('left')))
        return wait(60_000, signal)
      },
    },
  )
  const call = fakeCall(question, { signal: controller.signal })
  await assert.rejects(createSend(paused)(call, 'serve'), { message: 'left' })
  assert.equal(paused.rows.length, 1)
  assertBalanced(paused)
})
