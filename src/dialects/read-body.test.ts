import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  array,
  assert as check,
  constantFrom,
  jsonValue,
  nat,
  property,
  string,
  uint8Array,
} from 'fast-check'
import type { Dialect } from '../call.ts'
import { createBodyReader, readBody } from './read-body.ts'
import { createStreamReader } from './read-stream.ts'

test('bodies: embeddings and images over the bound still tell their usage', () => {
  const body = Buffer.from(
    JSON.stringify({
      data: [{ embedding: Array.from({ length: 50_000 }, (_, i) => i / 7) }],
      model: 'e',
      usage: { prompt_tokens: 5, total_tokens: 5 },
    }),
  )
  assert.deepEqual(readBody('openai-embeddings', body).usage, { prompt_tokens: 5, total_tokens: 5 })
  const reader = createBodyReader('openai-embeddings', 100_000)
  for (let i = 0; i < body.length; i += 1000) reader.push(body.subarray(i, i + 1000))
  const reading = reader.end()
  assert.deepEqual([reading.usage, reading.complete], [{ prompt_tokens: 5, total_tokens: 5 }, true])
  assert.deepEqual(
    readBody('opaque', Buffer.from('{"meta":{"billed_units":{"input_tokens":3}}}')).usage,
    { billed_units: { input_tokens: 3 } },
  )
  assert.equal(readBody('opaque', Buffer.from('{"meta":{"total":3}}')).usage, undefined)
  assert.equal(
    readBody('openai-chat', Buffer.from('{"usage":{"__proto__":{"x":1}}}')).usage?.['x'],
    undefined,
  )
})

test('the status of a response tells why it stopped, that of a file does not', () => {
  const stop = (dialect: Dialect, body: unknown) =>
    readBody(dialect, Buffer.from(JSON.stringify(body))).stop
  assert.equal(stop('openai-responses', { status: 'completed' }), 'completed')
  assert.equal(
    stop('openai-responses', {
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    }),
    'max_output_tokens',
  )
  assert.equal(stop('opaque', { object: 'file', status: 'processed' }), undefined)
})

const dialects = constantFrom<Dialect>(
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'gemini',
  'opaque',
  'openai-embeddings',
)
const types = constantFrom(
  'message_start',
  'message_delta',
  'content_block_delta',
  'error',
  'response.completed',
  'response.created',
  'error',
  'response.x.delta',
  'new',
)

test('property: no stream and no body makes a reader throw; cuts change nothing', () => {
  check(
    property(
      dialects,
      array(jsonValue()),
      types,
      jsonValue(),
      nat(60),
      (dialect, values, type, inner, size) => {
        const events = [
          ...values,
          { type, message: inner, response: inner, delta: inner, error: inner, usage: inner },
          { choices: inner, usage: inner, candidates: inner },
        ]
        const bytes = Buffer.from(
          events.map((value) => `data: ${JSON.stringify(value)}\n\n`).join(''),
        )
        const read = (step: number) => {
          const reader = createStreamReader(dialect)
          for (let i = 0; i < bytes.length; i += step) reader.push(bytes.subarray(i, i + step))
          return reader.end()
        }
        assert.deepEqual(read(size + 1), read(bytes.length))
        for (const event of events) readBody(dialect, Buffer.from(JSON.stringify(event)))
      },
    ),
    { numRuns: 300 },
  )
  const noise = string({
    unit: constantFrom(
      'data: ',
      '{',
      '}',
      '"',
      'usage',
      ':',
      'delta',
      '[',
      ']',
      '\n',
      '\\',
      'null',
      '"usage":{',
      '"type":"',
      'message_start',
    ),
  })
  check(
    property(dialects, noise, uint8Array(), (dialect, text, bytes) => {
      for (const chunk of [Buffer.from(text), bytes]) {
        const reader = createStreamReader(dialect)
        reader.push(chunk)
        reader.end()
        readBody(dialect, chunk)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a million nested arrays in an event and a body are only bytes', () => {
  const deep = `{"choices":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)},"usage":{"prompt_tokens":2}}`
  assert.deepEqual(readBody('openai-chat', Buffer.from(deep)).usage, { prompt_tokens: 2 })
  const reader = createStreamReader('openai-chat')
  reader.push(Buffer.from(`data: ${deep}\n\n`))
  assert.deepEqual(reader.end().usage, { prompt_tokens: 2 })
})
