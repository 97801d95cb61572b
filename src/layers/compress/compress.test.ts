/**
 * The layer in the pipeline, with a provider that the test plays.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Edit, Usage } from '../../call.ts'
import { createPipeline } from '../../pipeline.ts'
import type { Story } from '../../pipeline/story.ts'
import { splice } from '../../wire/splice.ts'
import type { Permit } from '../layer.ts'
import { fakeCallOf } from '../fake-call.ts'
import { createCompressLayer } from './compress.ts'
import type { CompressSettings } from './settings.ts'
import type { Transform } from './transforms.ts'

const settings: CompressSettings = {
  enabled: true,
  encodings: true,
  references: true,
  logs: true,
  selection: true,
  floor: 0.9,
}
const usage: Usage = {
  input: 100,
  cacheRead: 5000,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 5,
  reasoning: 0,
}
const live: Permit = { arm: 'live', probability: 1, setting: 1 }
const rows = (from: number) =>
  JSON.stringify(
    Array.from({ length: 60 }, (_, at) => ({ id: from + at, name: `n${at}`, fee: 1.5 })),
    undefined,
    2,
  )
const conversation = (turns: number) => ({
  model: 'gpt-5',
  messages: Array.from({ length: turns }, (_, turn) => [
    { role: 'user', content: `question ${turn}` },
    {
      role: 'assistant',
      tool_calls: [
        { id: `t${turn}`, type: 'function', function: { name: 'list', arguments: '{}' } },
      ],
    },
    { role: 'tool', tool_call_id: `t${turn}`, content: rows(turn * 100) },
  ]).flat(),
})

function callOf(body: unknown, more: Partial<Call> = {}): Call {
  const dialect = more.client ?? 'openai-chat'
  const path = '/v1/chat/completions'
  return fakeCallOf(body, {
    target: { provider: 'openai', model: 'gpt-5', dialect, path },
    ...more,
  })
}

const free = (call: Call): number => 0 * call.bytes.length

function worldOf({
  permit = live,
  lossy = [] as readonly Transform[],
  own = settings,
  penalty = free,
} = {}) {
  const stories: Story[] = []
  const seen: { calls: Call[]; permit: Permit } = { calls: [], permit }
  // Prices by what is sent, as estimates of bytes do.
  const size = (call: Call) => splice(call.bytes, call.edits).length + penalty(call)
  const pipeline = createPipeline({
    // Time is no subject here.
    layers: [{ ...createCompressLayer({ settings: own, lossy }), budgetMs: 60_000 }],
    async send(call) {
      seen.calls.push(call)
      const outcome = {
        status: 200,
        ended: 'complete' as const,
        stop: 'stop',
        usage,
        usageOrigin: 'provider' as const,
        cost: 100n,
        costOrigin: 'computed' as const,
        tier: 'standard' as const,
        model: 'gpt-5',
        bytes: 2,
      }
      return {
        kind: 'reply',
        status: 200,
        headers: [],
        body: Buffer.from('{}'),
        from: 'upstream',
        streamed: false,
        model: 'gpt-5',
        outcome: () => outcome,
      }
    },
    price: (call) => BigInt(size(call)),
    expect: () => usage,
    may: () => seen.permit,
    close: (story) => stories.push(story),
    skipped: (what, why, error) => assert.fail(`${what} ${why}: ${String(error)}`),
    random: Math.random,
    clock: { now: () => 0 },
  })
  return {
    stories,
    seen,
    async sent(call: Call) {
      await pipeline.run(call)
      const last = seen.calls.at(-1)!
      return Buffer.from(splice(last.bytes, last.edits)).toString()
    },
  }
}

test('live: the same content in fewer bytes, said in the story, undone for the bill', async () => {
  const world = worldOf()
  const body = conversation(3)
  const sent = await world.sent(callOf(body))
  const { messages } = JSON.parse(sent) as typeof body
  assert.equal(messages.length, 9)
  assert.deepEqual(messages[0], body.messages[0])
  assert.match((messages[2] as { content: string }).content, /\[60\]\{id,name,fee=1\.5\}:\n 0,n0\n/)
  const [story] = world.stories
  assert.equal(story!.lines[0]!.verdict, 'taken')
  assert.match(story!.lines[0]!.notes[0]!, /^about \d+ tokens fewer in 3 texts, \d+ of them new$/)
  const before = story!.steps[0]!.undo!(usage)
  assert.equal(before.input > usage.input, true)
  assert.equal(before.cacheRead > usage.cacheRead, true)
  assert.equal(before.output, usage.output)
})

test('off, held out, switched off, too small, unread dialects: the bytes that came go out', async () => {
  const body = callOf(conversation(3))
  const text = Buffer.from(body.bytes).toString()
  for (const permit of [
    { arm: 'off', probability: 1 },
    { arm: 'holdout', probability: 0.1 },
  ] as const) {
    assert.equal(await worldOf({ permit }).sent(body), text)
  }
  const off = worldOf({ own: { ...settings, enabled: false } })
  assert.equal(await off.sent(body), text)
  const route = { ...body.route, layers: { compress: { encodings: false, references: false } } }
  assert.equal(await worldOf().sent({ ...body, route }), text)
  assert.equal(await worldOf().sent(callOf(text, { client: 'openai-embeddings' })), text)
  assert.equal(await worldOf().sent(callOf(text.slice(0, -5))), text.slice(0, -5))
  const small = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }] })
  assert.equal(await worldOf().sent(callOf(small)), small)
})

test('in safe one conversation of some is told what it would save, and no byte changes', async () => {
  const world = worldOf()
  const body = conversation(1)
  const text = JSON.stringify(body)
  for (let at = 0; at < 100; at++) {
    const sent = await world.sent(
      callOf(text, { mode: 'safe', conversation: `conversation ${at}` }),
    )
    assert.equal(sent, text)
  }
  const notes = world.stories.flatMap(({ lines }) => lines[0]!.notes)
  assert.ok(notes.length > 0 && notes.length < 30, String(notes.length))
  assert.match(notes[0]!, /^encodings would make \d+ of \d+ characters/)
})

test('what another layer has changed is not changed again', async () => {
  const body = callOf(conversation(2))
  const { start, end } = body.view.span('messages', 2, 'content')!
  const edit: Edit = { start, end, bytes: Buffer.from('"x"'), by: 'template' }
  const sent = await worldOf().sent({ ...body, edits: [edit] })
  const { messages } = JSON.parse(sent) as { messages: { content: string }[] }
  assert.equal(messages[2]!.content, 'x')
  assert.match(messages[5]!.content, /^\(a\.b/)
})

test('a conversation keeps the floor that it began with; a step back holds at once', async () => {
  const floors: number[] = []
  const lossy: Transform[] = [
    {
      name: 'watch',
      version: '1',
      enabled: () => true,
      apply: (_, { floor }) => void floors.push(floor),
    },
  ]
  const world = worldOf({ lossy })
  const ask = async (setting: number, turns: number, conversationName = 'v') => {
    floors.length = 0
    world.seen.permit = { arm: 'live', probability: 1, setting }
    await world.sent(callOf(conversation(turns), { conversation: conversationName }))
    return [...new Set(floors)]
  }
  assert.deepEqual(await ask(0.97, 1), [0.97])
  assert.deepEqual(await ask(0.9, 2), [0.97])
  assert.deepEqual(await ask(0.9, 2, 'w'), [0.9])
  assert.deepEqual(await ask(0.99, 3, 'w'), [0.99])
  assert.deepEqual(await ask(1, 4, 'w'), [])
  assert.deepEqual(await ask(0.5, 1, 'x'), [0.9], 'the configuration sets the least')
})

test('a conversation that is warm as it came keeps what was sent; what is new is encoded from then on', async () => {
  const cold = (call: Call): number => {
    const sentBefore = call.view.span('messages', 6)!.start
    return call.edits.some(({ start }) => start < sentBefore) ? 1_000_000 : 0
  }
  const world = worldOf({ penalty: cold })
  const contents = async (turns: number) => {
    const sent = await world.sent(callOf(conversation(turns)))
    const { messages } = JSON.parse(sent) as { messages: { content?: string }[] }
    return messages.flatMap(({ content }, at) => (at % 3 === 2 ? [content![0]] : []))
  }
  assert.deepEqual(await contents(3), ['[', '[', '('])
  assert.deepEqual(await contents(4), ['[', '[', '(', '('])
  assert.deepEqual(await contents(6), ['[', '[', '(', '(', '(', '('])
  assert.equal(world.stories.at(-1)!.lines[0]!.verdict, 'taken')
})
