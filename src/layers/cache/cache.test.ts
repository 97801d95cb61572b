import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Dialect, Reply } from '../../call.ts'
import { createView } from '../../dialects/view.ts'
import { callOf, chat, hear, stream, whole, worldOf } from './fake-world.ts'

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

test('in observe nothing is answered, and what would have been is told', async () => {
  const world = worldOf()
  for (let at = 0; at < 2; at++) await world.pipeline.run(callOf(chat('a'), { mode: 'observe' }))
  assert.equal(world.sends, 2)
  const line = world.closed[1]!.story.lines[0]!
  assert.deepEqual([line.verdict, line.offered], ['mode', 100n])
})
