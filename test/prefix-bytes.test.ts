/**
 * Proof of bytes: whatever the layer adds, all bytes before each breakpoint are those of the client but for marks, and
 * the request without marks is the request.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import type { Call, Dialect, Edit } from '../src/call.ts'
import { createView } from '../src/dialects/view.ts'
import { createPrefixLayer } from '../src/layers/prefix/prefix.ts'
import type { Kit } from '../src/layers/layer.ts'
import { createWarmth } from '../src/pricing/warmth/warmth.ts'
import { splice } from '../src/wire/splice.ts'
import { recordedBodies } from './wire-streams.ts'

const data = process.env['FARTHING_DATA'] ?? new URL('../../shared/data', import.meta.url).pathname
let checked = 0

const rates = { input: 3n, cacheRead: 1n, cacheWrite: 4n, cacheWrite1h: 6n } as never
let now = 1_800_000_000_000

function makeLayer() {
  return createPrefixLayer({
    warmth: createWarmth(),
    prices: { rates: () => rates },
    secret: new Uint8Array(32),
    settings: { enabled: true },
  })
}

/** Down and up, as the pipeline calls them, billed as if all went to plan. */
function pass(
  layer: ReturnType<typeof makeLayer>,
  bytes: Buffer,
  dialect: Dialect,
  model: string,
): Call {
  const call = {
    kind: 'call',
    bytes,
    edits: [],
    view: createView(bytes, dialect),
    target: {
      provider: dialect.startsWith('anthropic') ? 'anthropic' : 'openai',
      model,
      dialect,
      path: '/',
    },
    route: { name: 'default', storeText: false, layers: {} },
    mode: 'safe',
    tenant: 't',
    conversation: 'c',
  } as unknown as Call
  const kit = {
    clock: { now: () => now },
    permit: { arm: 'live', probability: 1 },
    note() {},
    invest() {},
    undo() {},
  } as unknown as Kit
  const marked = layer.down(call, kit) as Call
  const watch = layer.up!(marked, kit)
  watch?.onBytes?.(bytes)
  const tokens = Math.round(bytes.length / 3.3)
  const usage = {
    input: 10,
    cacheRead: 0,
    cacheWrite: tokens,
    cacheWrite1h: 0,
    output: 5,
    reasoning: 0,
  }
  watch?.onEnd({ status: 200, usage } as never, [])
  now += 20_000
  return marked
}

const marks =
  /,"(?:cache_control":\{"type":"ephemeral"(?:,"ttl":"1h")?\}|prompt_cache_breakpoint":\{"mode":"explicit"\})|,"prompt_cache_key":"[0-9a-f]{32}"|,"prompt_cache_options":\{"mode":"explicit"\}/y

/** Takes the additions out of the sent bytes again, by position, and holds each prefix against the original. */
function check({ bytes, edits }: Call): number {
  const ours = edits.filter(({ by }) => by === 'prefix').toSorted((a, b) => a.start - b.start)
  const sent = Buffer.from(splice(bytes, edits))
  let shift = 0
  for (const edit of ours) {
    assert.equal(edit.start, edit.end, 'the layer only inserts')
    const at = edit.start + shift
    shift += edit.bytes.length
    const text = Buffer.from(edit.bytes).toString()
    if (text.startsWith('[')) continue
    const plain = text.endsWith('}]') ? text.slice(0, -2) : text
    for (let from = 0; from < plain.length; from = marks.lastIndex) {
      marks.lastIndex = from
      assert.ok(marks.test(plain), text)
    }
    assert.ok(withoutInsertions(sent, ours, at).equals(Buffer.from(bytes.subarray(0, edit.start))))
    checked++
  }
  assert.deepEqual(
    stripped(JSON.parse(sent.toString())),
    stripped(JSON.parse(Buffer.from(bytes).toString())),
  )
  return ours.length
}

function withoutInsertions(sent: Buffer, edits: readonly Edit[], end: number): Buffer {
  const pieces: Buffer[] = []
  let from = 0
  let shift = 0
  for (const edit of edits) {
    const at = edit.start + shift
    if (at >= end) break
    pieces.push(sent.subarray(from, at))
    from = at + edit.bytes.length
    shift += edit.bytes.length
  }
  pieces.push(sent.subarray(from, end))
  return Buffer.concat(pieces)
}

const added = new Set([
  'cache_control',
  'prompt_cache_breakpoint',
  'prompt_cache_key',
  'prompt_cache_options',
])

/** Without marks; a list of one text is the text. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) {
    const parts = value.map(stripped)
    const [first] = parts as [Record<string, unknown> | undefined]
    const alone = parts.length === 1 && typeof first === 'object' && first !== null
    const keys = alone ? Object.keys(first) : []
    const text =
      keys.length === 2 && /^(input_)?text$/.test(String(first?.['type']))
        ? first!['text']
        : undefined
    return typeof text === 'string' ? text : parts
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      added.has(name) ? [] : [[name, stripped(inner)]],
    ),
  )
}

/** Recordings: their shape is what this test is about. */
// oxlint-disable-next-line no-explicit-any
type Json = Record<string, any>

/** A conversation in a dialect: the requests of its turns, each longer than the one before. */
function requests(
  dialect: Dialect,
  system: string,
  turns: readonly Json[],
  indent: number,
): Buffer[] {
  const bodies: Buffer[] = []
  for (let end = 1; end <= turns.length; end++) {
    if (turns[end - 1]!['role'] !== 'user') continue
    const messages = turns.slice(0, end)
    const tools = [{ name: 'search', description: 'finds', input_schema: { type: 'object' } }]
    const body =
      dialect === 'anthropic-messages'
        ? { model: 'm', max_tokens: 9, tools, system, messages }
        : dialect === 'openai-chat'
          ? { messages: [{ role: 'developer', content: system }, ...messages], model: 'm' }
          : {
              model: 'm',
              store: false,
              input: [{ role: 'developer', content: system }, ...messages],
            }
    bodies.push(Buffer.from(JSON.stringify(body, undefined, indent)))
  }
  return bodies
}

const dialects: readonly [Dialect, string][] = [
  ['anthropic-messages', 'claude-sonnet-5'],
  ['openai-chat', 'gpt-5.6-sol'],
  ['openai-chat', 'gpt-5'],
  ['openai-responses', 'gpt-5.6-sol'],
]

test('made-up conversations, any strings, any spacing', () => {
  const content = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.record({ type: fc.constant('text'), text: fc.string({ unit: 'grapheme' }) }), {
      maxLength: 3,
    }),
  )
  const turn = fc.record({ role: fc.constantFrom('user', 'assistant'), content })
  const conversation = fc.array(turn, { minLength: 1, maxLength: 8 })
  let edits = 0
  fc.assert(
    fc.property(conversation, fc.constantFrom(0, 1, 3), (turns, indent) => {
      for (const [dialect, model] of dialects) {
        const layer = makeLayer()
        for (const bytes of requests(dialect, 'The "rules"\n'.repeat(900), turns, indent)) {
          edits += check(pass(layer, bytes, dialect, model))
          edits += check(pass(layer, bytes, dialect, model))
        }
      }
    }),
    { numRuns: 12 },
  )
  assert.ok(edits > 50)
})

test('recorded conversations, turn by turn', (t) => {
  const file = join(data, 'tau-bench-airline/shared.jsonl.gz')
  if (!existsSync(file)) return t.skip(`no recordings under ${data}`)
  const lines = gunzipSync(readFileSync(file)).toString().split('\n').filter(Boolean)
  for (const [dialect, model] of dialects) {
    const layer = makeLayer()
    let edits = 0
    for (const line of lines.slice(0, 12)) {
      const [first, ...rest] = (JSON.parse(line) as { traj: Json[] }).traj
      const turns = rest.map(({ role, content }) => ({
        role: role === 'tool' ? 'user' : role,
        content: content ?? '',
      }))
      for (const bytes of requests(dialect, first!['content'], turns, 0)) {
        edits += check(pass(layer, bytes, dialect, model))
      }
    }
    assert.ok(edits > 50, `${dialect} ${model}: ${edits}`)
  }
})

test('every recorded reply, sent back as the next turn of its conversation', (t) => {
  const bodies = recordedBodies()
  if (bodies.length === 0) return t.skip(`no recordings under ${data}`)
  const edits = new Map<string, number>()
  for (const { name, dialect, bytes } of bodies) {
    const reply = JSON.parse(bytes.toString()) as Json
    const said: Json[] =
      dialect === 'anthropic-messages'
        ? [{ role: 'assistant', content: reply['content'] }]
        : dialect === 'openai-chat'
          ? [reply['choices']?.[0]?.message]
          : reply['output']
    if (!said?.[0] || (dialect === 'anthropic-messages' && !said[0]['content'])) continue
    for (const [, model] of dialects.filter(([known]) => known === dialect)) {
      const layer = makeLayer()
      const turns: Json[] = [{ role: 'user', content: 'Follow the "policy". '.repeat(1100) }]
      for (let turn = 0; turn < 4; turn++) {
        turns.push(...said, { role: 'user', content: `${name}, turn ${turn}` })
        const list = { [dialect === 'openai-responses' ? 'input' : 'messages']: turns }
        const body = Buffer.from(JSON.stringify({ store: false, ...list }))
        edits.set(model, (edits.get(model) ?? 0) + check(pass(layer, body, dialect, model)))
      }
    }
  }
  t.diagnostic(`${bodies.length} recordings; marks: ${JSON.stringify(Object.fromEntries(edits))}`)
  assert.ok(edits.size >= 3 && [...edits.values()].every((count) => count > 3))
})

test('recorded requests of every dialect', (t) => {
  const folder = join(data, 'agent-sessions/large-session.jsonl')
  if (!existsSync(folder)) return t.skip(`no recordings under ${data}`)
  const messages: Json[] = []
  const layer = makeLayer()
  let edits = 0
  for (const line of readFileSync(folder, 'utf8').split('\n').slice(0, 240)) {
    if (line === '') continue
    const { message } = JSON.parse(line) as { message?: Json }
    if (!Array.isArray(message?.['content']) || message['content'].length === 0) continue
    if (message['role'] === 'assistant') {
      const content = message['content'].map((part: Json) =>
        part['type'] === 'toolCall'
          ? { type: 'tool_use', id: part['id'], name: part['name'], input: part['arguments'] }
          : part,
      )
      messages.push({ role: 'assistant', content })
      continue
    }
    const result = {
      type: 'tool_result',
      tool_use_id: message['toolCallId'],
      content: message['content'],
    }
    messages.push({
      role: 'user',
      content: message['role'] === 'toolResult' ? [result] : message['content'],
    })
    const body = { model: 'claude-sonnet-5', max_tokens: 1, system: 'You write code.', messages }
    edits += check(
      pass(layer, Buffer.from(JSON.stringify(body)), 'anthropic-messages', 'claude-sonnet-5'),
    )
  }
  assert.ok(edits > 50, `${edits}`)
  t.diagnostic(`${checked} prefixes checked`)
})
