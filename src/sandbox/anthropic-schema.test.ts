import assert from 'node:assert/strict'
import { test } from 'node:test'
import type Anthropic from '@anthropic-ai/sdk'
import { type blockTypes, checkMessages, type messagesShape } from './anthropic-schema.ts'

/** Compiles only where both unions are the same. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never

const members: Same<keyof Anthropic.MessageCreateParamsNonStreaming, keyof typeof messagesShape> =
  true
const blocks: Same<Anthropic.ContentBlockParam['type'], (typeof blockTypes)[number]> = true
const ttls: Same<NonNullable<Anthropic.CacheControlEphemeral['ttl']>, '5m' | '1h'> = true
const choices: Same<Anthropic.ToolChoice['type'], 'auto' | 'any' | 'tool' | 'none'> = true
const stops: Same<
  NonNullable<Anthropic.StopReason>,
  | 'end_turn'
  | 'max_tokens'
  | 'stop_sequence'
  | 'tool_use'
  | 'pause_turn'
  | 'refusal'
  | 'model_context_window_exceeded'
> = true

test('names and unions are those of the SDK (checked by the compiler)', () => {
  assert.ok(members && blocks && ttls && choices && stops)
})

const body: Anthropic.MessageCreateParamsNonStreaming = {
  model: 'claude-haiku-4-5',
  max_tokens: 10,
  system: [{ type: 'text', text: 's', cache_control: { type: 'ephemeral', ttl: '1h' } }],
  tools: [{ name: 'f', input_schema: { type: 'object' } }],
  messages: [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: {} }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'x' }] },
  ],
}

test('a whole request passes; each fault is told with its path', () => {
  assert.equal(checkMessages(body, true), undefined)
  const cases: [object, RegExp][] = [
    [{ ...body, foo: 1 }, /^foo: Extra inputs are not permitted$/],
    [{ ...body, max_tokens: undefined }, /^max_tokens: Field required$/],
    [{ ...body, max_tokens: 'x' }, /^max_tokens: Input should be a valid /],
    [{ ...body, messages: [{ role: 'tool', content: '' }] }, /^messages\.0\.role: /],
    [
      { ...body, messages: [{ role: 'user', content: [{ type: 'text' }] }] },
      /^messages\.0\.content\.0\.text: Field req/,
    ],
    [
      { ...body, messages: [{ role: 'user', content: [{ type: 'text', text: 'a', x: 1 }] }] },
      /content\.0\.x: Extra/,
    ],
    [{ ...body, messages: [{ role: 'user', content: [{ type: 'sound' }] }] }, /Input tag 'sound'/],
    [{ ...body, cache_control: { type: 'ephemeral', ttl: '2h' } }, /^cache_control\.ttl: /],
  ]
  for (const [wrong, expected] of cases)
    assert.match(checkMessages(wrong, true) ?? 'accepted', expected)
})
