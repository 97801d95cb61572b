import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Call, Dialect, Flow, Outcome, Reply, Sink } from '../../call.ts'
import { createView } from '../../dialects/view.ts'
import { FarthingError } from '../../errors.ts'
import { createPipeline, type Pipeline } from '../../pipeline.ts'
import type { Story } from '../../pipeline/story.ts'
import { createCacheLayer, type CacheSettings } from './cache.ts'
import { openAnswerStore, type AnswerStore } from './store.ts'

const settings: CacheSettings = { enabled: true, scope: 'deterministic', ttlSeconds: 60 }

function callOf(body: object, more: Partial<Call> = {}): Call {
  const bytes = Buffer.from(JSON.stringify(body))
  const client: Dialect = more.client ?? 'openai-chat'
  return {
    kind: 'call',
    id: 'c',
    client,
    method: 'POST',
    target: { provider: 'openai', model: 'm', dialect: client, path: '/v1/chat/completions' },
    bytes,
    edits: [],
    view: createView(bytes, client),
    headers: {},
    route: { name: 'default', mode: 'safe', substitutes: [], storeText: false, layers: {} },
    mode: 'safe',
    conversation: 'v',
    tenant: 't',
    key: undefined,
    tags: [],
    skipCache: false,
    startedAt: 0,
    signal: new AbortController().signal,
    ...more,
  }
}

const chat = (text: string, more = {}): object => ({
  model: 'm',
  temperature: 0,
  messages: [{ role: 'user', content: text }],
  ...more,
})

interface World {
  readonly pipeline: Pipeline
  readonly store: AnswerStore
  readonly closed: { story: Story; outcome: Outcome }[]
  sends: number
  cancelled: number
  now: number
  /** Streams that wait for the test to go on. */
  readonly open: { sink: Sink; finish(stop?: string): void; fail(): void }[]
  answer: (call: Call) => Promise<Reply> | Reply
}

function outcomeOf(ended: Outcome['ended'], stop: string | undefined, status = 200): Outcome {
  return {
    status,
    ended,
    stop,
    usage: { input: 10, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 5, reasoning: 0 },
    usageOrigin: 'provider',
    cost: 100n,
    costOrigin: 'computed',
    tier: 'standard',
    model: 'm-2026',
    bytes: 2,
  }
}

function whole(text: string, stop = 'stop', status = 200): Reply {
  const outcome = outcomeOf('complete', stop, status)
  return {
    kind: 'reply',
    status,
    headers: ['content-type', 'application/json', 'x-request-id', 'r1'],
    body: Buffer.from(text),
    from: 'upstream',
    streamed: false,
    model: 'm-2026',
    outcome: () => outcome,
  }
}

function stream(world: World): Reply {
  let outcome: Outcome | undefined
  const body: Flow = {
    pipe(sink) {
      world.open.push({
        sink,
        finish(stop = 'stop') {
          outcome = outcomeOf('complete', stop)
          sink.end()
        },
        fail() {
          outcome = outcomeOf('upstream-failed', undefined)
          sink.fail(new FarthingError('upstream_broken', { provider: 'p' }))
        },
      })
    },
    resume() {},
    cancel() {
      world.cancelled++
      outcome = outcomeOf('client-left', undefined)
    },
  }
  return {
    kind: 'reply',
    status: 200,
    headers: ['content-type', 'text/event-stream'],
    body,
    from: 'upstream',
    streamed: true,
    model: 'm-2026',
    outcome: () => outcome,
  }
}

function worldOf(own: Partial<CacheSettings> = {}, file?: string): World {
  const store = openAnswerStore({ maximumBytes: 1e6, ...(file === undefined ? {} : { file }) })
  const world = {
    store,
    closed: [],
    sends: 0,
    cancelled: 0,
    now: 1_000_000,
    open: [],
  } as unknown as World & { pipeline: Pipeline }
  world.answer = () => whole('{"ok":true}')
  ;(world as { pipeline: Pipeline }).pipeline = createPipeline({
    layers: [
      createCacheLayer({ store, secret: Buffer.alloc(32, 7), settings: { ...settings, ...own } }),
    ],
    async send(call) {
      world.sends++
      return world.answer(call)
    },
    price: () => 100n,
    expect: () => outcomeOf('complete', 'stop').usage!,
    may: () => ({ arm: 'live', probability: 1 }),
    close: (story, outcome) => world.closed.push({ story, outcome }),
    skipped: (what, why, error) => assert.fail(`${what} ${why}: ${String(error)}`),
    random: Math.random,
    clock: { now: () => world.now },
  })
  return world
}

interface Heard {
  text: string
  ended: string
  flow: Flow | undefined
}

function hear(reply: Reply, full: () => boolean = () => false): Heard {
  const heard: Heard = { text: '', ended: '', flow: undefined }
  if (reply.body instanceof Uint8Array) {
    heard.text = Buffer.from(reply.body).toString()
    heard.ended = 'end'
    return heard
  }
  heard.flow = reply.body
  reply.body.pipe({
    data(chunk) {
      heard.text += Buffer.from(chunk).toString()
      return !full()
    },
    end: () => (heard.ended = 'end'),
    fail: () => (heard.ended = 'fail'),
  })
  return heard
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('the same call is answered once by the provider and then from memory, at no cost', async () => {
  const world = worldOf()
  const first = await world.pipeline.run(callOf(chat('a')))
  const second = await world.pipeline.run(callOf(chat('a')))
  assert.equal(world.sends, 1)
  assert.deepEqual(hear(second).text, hear(first).text)
  assert.equal(second.from, 'cache')
  assert.ok(second.headers.includes('hit'))
  assert.ok(!second.headers.includes('r1'), 'headers of the old reply are not those of this one')
  assert.equal(second.outcome()!.cost, 0n)
  assert.equal(second.avoided!()!.usage.input, 10)
  assert.equal(world.closed.length, 2)
  assert.equal(world.closed[1]!.story.lines[0]!.verdict, 'answered')
})

test('only the order of the envelope’s own keys is ignored', async () => {
  const world = worldOf()
  const base = { a: chat('x', { tools: [{ type: 'function', function: { b: 1, a: 2 } }] }) }.a
  const send = (body: object | string): Promise<Reply> => {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    return world.pipeline.run({ ...callOf({}), bytes, view: createView(bytes, 'openai-chat') })
  }
  await send(base)
  await send(Object.fromEntries(Object.entries(base).toReversed()))
  assert.equal(world.sends, 1, 'another order of the envelope')
  await send(chat('x', { tools: [{ type: 'function', function: { a: 2, b: 1 } }] }))
  assert.equal(world.sends, 2, 'another order inside a schema')
  const text = JSON.stringify(base)
  await send(text.replace('"temperature":0', '"temperature":0.0'))
  assert.equal(world.sends, 3, 'another spelling of a number')
  await send(text.replace('{', '{"temperature":0,'))
  await send(text.replace('{', '{"temperature":0,'))
  assert.equal(world.sends, 4, 'a key that stands twice')
})

test('by default only deterministic calls; `all` where the route says so', async () => {
  const world = worldOf()
  const open = { model: 'm', messages: [] }
  for (let at = 0; at < 2; at++) await world.pipeline.run(callOf(open))
  assert.equal(world.sends, 2)
  for (let at = 0; at < 2; at++) await world.pipeline.run(callOf({ ...open, seed: 4 }))
  assert.equal(world.sends, 3)
  const route = { ...callOf({}).route, layers: { cache: { scope: 'all' } } }
  for (let at = 0; at < 2; at++) await world.pipeline.run(callOf(open, { route }))
  assert.equal(world.sends, 4)
})

const never: [string, Dialect, object, Partial<Call>?][] = [
  ['a skip header', 'openai-chat', chat('a'), { skipCache: true }],
  ['web search', 'openai-chat', chat('a', { web_search_options: {} })],
  ['storing at the provider', 'openai-chat', chat('a', { store: true })],
  ['a server tool', 'anthropic-messages', chat('a', { tools: [{ type: 'web_search_20250305' }] })],
  ['MCP servers', 'anthropic-messages', chat('a', { mcp_servers: [{}] })],
  ['tools of no known form', 'openai-chat', chat('a', { tools: 'x' })],
  ['a container', 'anthropic-messages', chat('a', { container: 'c1' })],
  ['Responses that are stored', 'openai-responses', { input: 'a', temperature: 0 }],
  [
    'Responses with a previous one',
    'openai-responses',
    { input: 'a', temperature: 0, store: false, previous_response_id: 'r' },
  ],
  [
    'Responses of a conversation',
    'openai-responses',
    { input: 'a', temperature: 0, store: false, conversation: 'c' },
  ],
  [
    'Responses in the background',
    'openai-responses',
    { input: 'a', temperature: 0, store: false, background: true },
  ],
  [
    'Responses with file search',
    'openai-responses',
    { input: 'a', temperature: 0, store: false, tools: [{ type: 'file_search' }] },
  ],
  ['opaque paths', 'opaque', chat('a')],
]
for (const [what, client, body, more] of never) {
  test(`never answered from memory: ${what}`, async () => {
    const world = worldOf({ scope: 'all' })
    world.answer = () => whole('{}', client === 'openai-responses' ? 'completed' : 'stop')
    for (let at = 0; at < 2; at++) await world.pipeline.run(callOf(body, { client, ...more }))
    assert.equal(world.sends, 2)
    assert.equal(world.store.size.answers, 0)
  })
}

test('client tools are allowed', async () => {
  for (const [client, tools] of [
    ['openai-chat', [{ type: 'function', function: { name: 'f' } }]],
    [
      'anthropic-messages',
      [
        { name: 'f', input_schema: {} },
        { type: 'bash_20250124', name: 'bash' },
      ],
    ],
  ] as const) {
    const world = worldOf()
    world.answer = () => whole('{}', client === 'openai-chat' ? 'tool_calls' : 'tool_use')
    for (let at = 0; at < 2; at++)
      await world.pipeline.run(callOf(chat('a', { tools }), { client }))
    assert.equal(world.sends, 1, client)
  }
})

test('answers that are cut, refused or failed are not kept', async () => {
  for (const reply of [
    whole('{}', 'length'),
    whole('{}', 'content_filter'),
    whole('{}', 'refusal'),
    whole('{"error":{}}', 'stop', 500),
    whole('{}', 'pause_turn'),
  ]) {
    const world = worldOf()
    world.answer = () => reply
    for (let at = 0; at < 2; at++) await world.pipeline.run(callOf(chat('a')))
    assert.equal(world.sends, 2, reply.outcome()!.stop)
  }
})

test('an answer is forgotten at the end of its time', async () => {
  const world = worldOf()
  await world.pipeline.run(callOf(chat('a')))
  world.now += 59_999
  await world.pipeline.run(callOf(chat('a')))
  assert.equal(world.sends, 1)
  world.now += 2
  await world.pipeline.run(callOf(chat('a')))
  assert.equal(world.sends, 2)
})

test('a stream is replayed as it came, apart from the whole answer', async () => {
  const world = worldOf()
  world.answer = (call) => (call.view.stream ? stream(world) : whole('{}'))
  const streamed = callOf(chat('a', { stream: true }))
  const first = hear(await world.pipeline.run(streamed))
  const { sink, finish } = world.open[0]!
  sink.data(Buffer.from('data: 1\n\ndata:'))
  sink.data(Buffer.from(' 2\n\n'))
  finish()
  assert.equal(first.ended, 'end')
  await world.pipeline.run(callOf(chat('a')))
  assert.equal(world.sends, 2, 'whole and streamed are two answers')
  const again = await world.pipeline.run(callOf(chat('a', { stream: true })))
  assert.equal(again.streamed, true)
  assert.equal(hear(again).text, 'data: 1\n\ndata: 2\n\n')
  assert.equal(world.sends, 2)
})

test('equal calls that are open share one attempt, also when they join in the middle', async () => {
  const world = worldOf()
  world.answer = () => stream(world)
  const call = (): Promise<Reply> => world.pipeline.run(callOf(chat('a', { stream: true })))
  const [leader, early] = await Promise.all([call(), call()])
  assert.equal(world.sends, 1)
  const heard = [hear(leader!), hear(early!)]
  const { sink, finish } = world.open[0]!
  sink.data(Buffer.from('one '))
  heard.push(hear(await call()))
  sink.data(Buffer.from('two'))
  finish()
  assert.deepEqual(
    heard.map(({ text, ended }) => [text, ended]),
    [
      ['one two', 'end'],
      ['one two', 'end'],
      ['one two', 'end'],
    ],
  )
  assert.deepEqual(
    world.closed.map(({ outcome }) => outcome.cost).toSorted(),
    [0n, 0n, 100n].toSorted(),
  )
})

test('the attempt is left when the last one has gone, not when the first one goes', async () => {
  const world = worldOf()
  world.answer = () => stream(world)
  const call = (): Promise<Reply> => world.pipeline.run(callOf(chat('a', { stream: true })))
  const [leader, follower] = await Promise.all([call(), call()])
  const [first, second] = [hear(leader!), hear(follower!)]
  first.flow!.cancel(new Error('left'))
  assert.equal(world.cancelled, 0)
  assert.equal(world.closed.length, 0, 'the leader’s row waits for what the attempt cost')
  world.open[0]!.sink.data(Buffer.from('x'))
  assert.equal(second.text, 'x')
  assert.equal(first.text, '')
  second.flow!.cancel(new Error('left'))
  assert.equal(world.cancelled, 1)
  assert.equal(world.closed.length, 2)
  assert.equal(world.store.size.answers, 0)
})

test('a leader’s failure releases the others', async () => {
  const world = worldOf()
  const { promise, reject } = Promise.withResolvers<Reply>()
  const leaderFailed = assert.rejects(
    (() => {
      world.answer = () => promise
      return world.pipeline.run(callOf(chat('a')))
    })(),
  )
  await turn()
  const followers = [1, 2].map(() => world.pipeline.run(callOf(chat('a'))))
  await turn()
  assert.equal(world.sends, 1)
  world.answer = () => whole('{"second":true}')
  reject(new FarthingError('upstream_unreachable', { provider: 'p' }))
  await leaderFailed
  for (const reply of await Promise.all(followers))
    assert.equal(hear(reply).text, '{"second":true}')
})

test('a client that leaves before the reply does not stop the others', async () => {
  const world = worldOf()
  const upstream = Promise.withResolvers<Reply>()
  let signal: AbortSignal | undefined
  world.answer = (call) => {
    signal = call.signal
    return upstream.promise
  }
  const leaving = new AbortController()
  const leader = world.pipeline.run(callOf(chat('a'), { signal: leaving.signal }))
  await turn()
  const second = new AbortController()
  const follower = world.pipeline.run(callOf(chat('a'), { signal: second.signal }))
  await turn()
  leaving.abort()
  assert.equal(signal!.aborted, false)
  second.abort()
  assert.equal(signal!.aborted, true)
  upstream.resolve(whole('{}'))
  await Promise.all([leader, follower])
})

test('a slow receiver does not hold the others up', async () => {
  const world = worldOf()
  world.answer = () => stream(world)
  const call = (): Promise<Reply> => world.pipeline.run(callOf(chat('a', { stream: true })))
  const [leader, follower] = await Promise.all([call(), call()])
  let full = true
  const slow = hear(leader!, () => full)
  const fast = hear(follower!)
  const { sink, finish } = world.open[0]!
  for (const text of ['a', 'b', 'c']) assert.equal(sink.data(Buffer.from(text)), true)
  finish()
  assert.deepEqual([fast.text, fast.ended, slow.text, slow.ended], ['abc', 'end', 'a', ''])
  full = false
  slow.flow!.resume()
  assert.deepEqual([slow.text, slow.ended], ['abc', 'end'])
})

test('in observe nothing is answered, and what would have been is told', async () => {
  const world = worldOf()
  for (let at = 0; at < 2; at++) await world.pipeline.run(callOf(chat('a'), { mode: 'observe' }))
  assert.equal(world.sends, 2)
  const line = world.closed[1]!.story.lines[0]!
  assert.deepEqual([line.verdict, line.offered], ['mode', 100n])
})

test('answers outlive the process where there is a file; flush by tenant, tag and model', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-cache-'))
  const file = join(folder, 'cache.sqlite')
  const world = worldOf({}, file)
  for (const tenant of ['t1', 't2', 't3']) {
    await world.pipeline.run(callOf(chat('a'), { tenant, tags: [`tag-${tenant}`] }))
  }
  world.store.close()
  const next = worldOf({}, file)
  for (const tenant of ['t1', 't2', 't3']) await next.pipeline.run(callOf(chat('a'), { tenant }))
  assert.equal(next.sends, 0)
  assert.equal(next.store.flush({ tenant: 't1' }), 1)
  assert.equal(next.store.flush({ tag: 'tag-t2' }), 1)
  await next.pipeline.run(callOf(chat('a'), { tenant: 't1' }))
  await next.pipeline.run(callOf(chat('a'), { tenant: 't2' }))
  await next.pipeline.run(callOf(chat('a'), { tenant: 't3' }))
  assert.equal(next.sends, 2)
  assert.equal(next.store.flush({ model: 'm-2026' }), 3)
  next.store.close()
  rmSync(folder, { recursive: true })
})

test('bounded by bytes, in memory and on disk; what was used last stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-cache-'))
  for (const file of [undefined, join(folder, 'cache.sqlite')]) {
    const store = openAnswerStore({
      maximumBytes: 100_000,
      ...(file === undefined ? {} : { file }),
    })
    const entry = (key: string) => ({
      key,
      tenant: 't',
      tags: [],
      target: callOf({}).target,
      model: 'm',
      contentType: 'application/json',
      streamed: false,
      stop: 'stop',
      usage: undefined,
      body: Buffer.alloc(1000),
      madeAt: Number(key),
      expiresAt: 1e9,
    })
    for (let at = 0; at < 1200; at++) {
      store.put(entry(String(at)))
      store.get('0', 1)
    }
    store.flush({ tenant: 'nobody' })
    assert.ok(store.size.bytes <= 100_000, `${store.size.bytes} bytes`)
    assert.ok(store.get('1199', 1))
    assert.ok(!store.get('5', 1))
    store.put({ ...entry('big'), body: Buffer.alloc(90_000) })
    assert.ok(!store.get('big', 1), 'one answer does not drive out all others')
    store.close()
  }
  rmSync(folder, { recursive: true })
})
