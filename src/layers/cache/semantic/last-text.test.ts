import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anything, assert as check, property } from 'fast-check'
import type { Dialect } from '../../../call.ts'
import { createView } from '../../../dialects/view.ts'
import { readLastText } from './last-text.ts'

function read(client: Dialect, body: unknown) {
  const bytes = Buffer.from(JSON.stringify(body) ?? 'null')
  const found = readLastText({ client, view: createView(bytes, client) })
  if (!found) return undefined
  const { span, ...rest } = found
  return { ...rest, at: span && bytes.toString('utf8', span.start, span.end) }
}

const user = (content: unknown) => ({ role: 'user', content })
const asked = 'How "do" I?'

test('the last text of each dialect, and where it lies', () => {
  const bodies: readonly (readonly [Dialect, object])[] = [
    [
      'openai-chat',
      {
        messages: [
          { role: 'developer', content: 'S' },
          user('H'),
          { role: 'assistant', content: 'A' },
          user(asked),
        ],
      },
    ],
    [
      'openai-chat',
      {
        messages: [
          { role: 'system', content: 'S' },
          user('H'),
          user([{ type: 'text', text: asked }]),
        ],
      },
    ],
    [
      'openai-responses',
      { instructions: 'S', input: [user('H'), user([{ type: 'input_text', text: asked }])] },
    ],
    [
      'anthropic-messages',
      {
        system: [{ type: 'text', text: 'S' }],
        messages: [user('H'), user([{ type: 'text', text: asked, cache_control: {} }])],
      },
    ],
    [
      'gemini',
      {
        systemInstruction: { parts: [{ text: 'S' }] },
        contents: [{ parts: [{ text: 'H' }] }, { role: 'user', parts: [{ text: asked }] }],
      },
    ],
  ]
  for (const [client, body] of bodies) {
    const found = read(client, body)!
    assert.equal(found.text, asked, client)
    assert.equal(found.at, JSON.stringify(asked), client)
    assert.match(found.system, /^S\n$/, client)
    assert.match(found.history, /^H\n/, client)
    assert.ok(found.turns >= 1 && !found.tools && !found.attachments, client)
  }
  const alone = read('openai-responses', { input: asked })!
  assert.deepEqual([alone.text, alone.at, alone.turns], [asked, JSON.stringify(asked), 0])
})

test('nothing where the last word is not a user’s, or is no text', () => {
  for (const messages of [
    [],
    [user('a'), { role: 'assistant', content: 'b' }],
    [user('a'), { role: 'tool', content: 'b' }],
    [
      user([
        { type: 'text', text: 'a' },
        { type: 'image_url', image_url: {} },
      ]),
    ],
    [user(null)],
    'a',
  ]) {
    assert.equal(read('openai-chat', { messages }), undefined)
  }
  assert.equal(read('openai-embeddings', { input: 'a' }), undefined)
})

test('attachments and tools are told, wherever they stand', () => {
  const image = { type: 'image_url', image_url: {} }
  const text = { type: 'text', text: 'a' }
  assert.equal(read('openai-chat', { messages: [user([image, text])] })!.attachments, true)
  assert.equal(read('openai-chat', { messages: [user([image]), user('a')] })!.attachments, true)
  assert.equal(read('openai-chat', { messages: [user('a')], tools: [{}] })!.tools, true)
  assert.equal(read('openai-chat', { messages: [user('a')], tools: [] })!.tools, false)
  const called = { role: 'assistant', content: null, tool_calls: [] }
  assert.equal(read('openai-chat', { messages: [called, user('a')] })!.tools, true)
  const items = [{ type: 'function_call_output', output: 'x' }, user('a')]
  assert.equal(read('openai-responses', { input: items })!.tools, true)
})

test('text beside the last part is context, not what is asked', () => {
  const found = read('openai-chat', {
    messages: [
      user([
        { type: 'text', text: 'The manual.' },
        { type: 'text', text: 'Why?' },
      ]),
    ],
  })!
  assert.deepEqual([found.text, found.history, found.attachments], ['Why?', 'The manual.\n', false])
})

test('never throws, whatever the body is', () => {
  const dialects: readonly Dialect[] = [
    'openai-chat',
    'openai-responses',
    'anthropic-messages',
    'gemini',
  ]
  check(
    property(anything({ maxDepth: 4, withObjectString: false }), (value) => {
      for (const client of dialects) {
        read(client, {
          messages: value,
          contents: value,
          input: value,
          system: value,
          tools: value,
        })
        read(client, {
          messages: [user(value)],
          contents: [{ parts: value }],
          input: [user(value)],
        })
      }
    }),
  )
})
