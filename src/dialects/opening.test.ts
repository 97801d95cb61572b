import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, constantFrom, jsonValue, property } from 'fast-check'
import type { Dialect } from '../call.ts'
import { conversationHint } from './conversation-hint.ts'
import { opening } from './opening.ts'
import { createView } from './view.ts'

const open = (body: unknown, dialect: Dialect) =>
  opening(createView(Buffer.from(JSON.stringify(body)), dialect), dialect)

const text = (value: string, marked = false) => ({
  type: 'text',
  text: value,
  ...(marked ? { cache_control: { type: 'ephemeral' } } : {}),
})

test('turns of one conversation open alike although markers move and checksums change', () => {
  const tools = [{ name: 'look', description: 'a', input_schema: {} }]
  const turn = (checksum: string, rest: unknown[], marked: boolean, description: string) =>
    open(
      {
        model: 'm',
        system: [
          text(`x-anthropic-billing-header: cch=${checksum};`),
          text('You are kind.', !marked),
        ],
        tools: [{ ...tools[0], description }],
        messages: [{ role: 'user', content: [text('Hello', marked)] }, ...rest],
      },
      'anthropic-messages',
    )
  const first = turn('1a', [], true, 'a')
  assert.equal(
    turn(
      '2b',
      [
        { role: 'assistant', content: 'Hi' },
        { role: 'user', content: 'More' },
      ],
      false,
      'b',
    ),
    first,
  )
  assert.ok(first.includes('Hello') && first.includes('kind') && first.includes('look'))
})

test('another system, first message or tool is another conversation, in every dialect', () => {
  const bodies: [Dialect, (system: string, user: string, tool: string) => unknown][] = [
    [
      'openai-chat',
      (system, user, tool) => ({
        tools: [{ type: 'function', function: { name: tool } }],
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
          { role: 'assistant', content: 'x' },
        ],
      }),
    ],
    [
      'openai-responses',
      (instructions, input, name) => ({ instructions, input, tools: [{ type: 'function', name }] }),
    ],
    [
      'openai-responses',
      (system, user, name) => ({
        input: [
          { role: 'developer', content: system },
          { role: 'user', content: [{ type: 'input_text', text: user }] },
        ],
        tools: [{ type: 'function', name }],
      }),
    ],
    [
      'anthropic-messages',
      (system, user, name) => ({
        system,
        messages: [{ role: 'user', content: user }],
        tools: [{ name }],
      }),
    ],
    [
      'gemini',
      (system, user, name) => ({
        systemInstruction: { parts: [{ text: system }] },
        contents: [{ parts: [{ text: user }] }],
        tools: [{ functionDeclarations: [{ name }] }],
      }),
    ],
  ]
  for (const [dialect, make] of bodies) {
    const all = [
      make('s', 'u', 't'),
      make('S', 'u', 't'),
      make('s', 'U', 't'),
      make('s', 'u', 'T'),
    ].map((body) => open(body, dialect))
    assert.equal(new Set(all).size, 4, dialect)
    assert.equal(open(make('s', 'u', 't'), dialect), all[0])
  }
})

test('parts cannot run into one another', () => {
  const chat = (...contents: string[]) =>
    open(
      {
        messages: [
          ...contents.map((content) => ({ role: 'system', content })),
          { role: 'user', content: 'u' },
        ],
      },
      'openai-chat',
    )
  assert.notEqual(chat('ab', 'c'), chat('a', 'bc'))
  assert.notEqual(chat('a4:turn1:b'), chat('a', 'b'))
})

test('long parts are bounded, images too', () => {
  const image = { type: 'image', source: { type: 'base64', data: 'A'.repeat(3_000_000) } }
  const body = (tail: string) => ({
    messages: [{ role: 'user', content: [image, text(`${'x'.repeat(1_000_000)}${tail}`)] }],
  })
  assert.ok(open(body('a'), 'anthropic-messages').length < 50_000)
  assert.notEqual(open(body('a'), 'anthropic-messages'), open(body('b'), 'anthropic-messages'))
})

test('what has no conversation opens with nothing', () => {
  assert.equal(open({ input: 'x' }, 'openai-embeddings'), '')
  assert.equal(opening(createView(Buffer.from('no json'), 'openai-chat'), 'openai-chat'), '')
})

test('property: no body makes it throw', () => {
  const dialects = constantFrom<Dialect>(
    'openai-chat',
    'openai-responses',
    'anthropic-messages',
    'gemini',
  )
  check(
    property(jsonValue(), jsonValue(), dialects, (one, two, dialect) => {
      open(
        { messages: one, contents: one, input: one, system: two, tools: two, instructions: two },
        dialect,
      )
      open(
        {
          messages: [one, { role: 'user', content: [two] }],
          contents: [{ parts: one }],
          input: [two],
          tools: [one, two],
        },
        dialect,
      )
    }),
  )
  const deep = `{"messages":[{"role":"user","content":[${'['.repeat(200_000)}${']'.repeat(200_000)}]}]}`
  assert.equal(
    typeof opening(createView(Buffer.from(deep), 'openai-chat'), 'openai-chat'),
    'string',
  )
})

const hint = (body: unknown, dialect: Dialect, headers: Record<string, string> = {}) =>
  conversationHint(createView(Buffer.from(JSON.stringify(body)), dialect), dialect, headers)

test('hints, the strongest first', () => {
  const uuid = '01234567-89ab-cdef-0123-456789abcdef'
  const session = { kind: 'session', value: uuid }
  assert.deepEqual(
    hint({ conversation: 'conv_1', previous_response_id: 'r' }, 'openai-responses'),
    { kind: 'conversation', value: 'conv_1' },
  )
  assert.deepEqual(hint({ conversation: { id: 'conv_1' } }, 'openai-responses'), {
    kind: 'conversation',
    value: 'conv_1',
  })
  assert.deepEqual(hint({ previous_response_id: 'r', prompt_cache_key: 'k' }, 'openai-responses'), {
    kind: 'previous-response',
    value: 'r',
  })
  assert.deepEqual(hint({ prompt_cache_key: 'k' }, 'openai-chat'), {
    kind: 'cache-key',
    value: 'k',
  })
  assert.deepEqual(hint({}, 'anthropic-messages', { 'x-claude-code-session-id': uuid }), session)
  assert.deepEqual(
    hint({ metadata: { user_id: `user_ab_account_cd_session_${uuid}` } }, 'anthropic-messages'),
    session,
  )
  assert.deepEqual(
    hint(
      { metadata: { user_id: JSON.stringify({ device_id: 'd', session_id: uuid }) } },
      'anthropic-messages',
    ),
    session,
  )
  for (const body of [
    {},
    { metadata: { user_id: 'alice' } },
    { metadata: { user_id: '{' } },
    { metadata: null },
    { conversation: null },
    { prompt_cache_key: 'x'.repeat(1000) },
    'no object',
  ]) {
    assert.equal(hint(body, 'openai-responses'), undefined, JSON.stringify(body).slice(0, 60))
  }
})
