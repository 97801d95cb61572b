import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Stream as AnthropicStream } from '@anthropic-ai/sdk/core/streaming'
import { Stream as OpenAIStream } from 'openai/core/streaming'
import type { Dialect } from '../call.ts'
import { errorCodes, FarthingError } from '../errors.ts'
import { createEventScanner } from '../wire/sse.ts'
import type { ScannedEvent } from '../wire/sse.ts'
import { errorBody, errorEvent } from './error.ts'
import { createStreamReader } from './read-stream.ts'

const body = (dialect: Dialect, error: FarthingError, id?: string) =>
  JSON.parse(Buffer.from(errorBody(dialect, error, id)).toString()) as {
    error: Record<string, string>
  }

test('each dialect in its own words', () => {
  const limited = new FarthingError('rate_limited', {
    scope: 'k',
    limit: 5,
    unit: 'requests',
    window: 'minute',
    seconds: 3,
  })
  const message = `${limited.message} More: farthing help rate_limited`
  assert.deepEqual(body('openai-chat', limited), {
    error: { message, type: 'rate_limit_error', param: null, code: 'rate_limited' },
  })
  assert.deepEqual(body('anthropic-messages', limited, 'call_1'), {
    type: 'error',
    error: { type: 'rate_limit_error', message },
    request_id: 'call_1',
  })
  assert.deepEqual(body('gemini', limited), {
    error: { code: 429, message, status: 'RESOURCE_EXHAUSTED' },
  })
  assert.deepEqual(body('opaque', new FarthingError('model_missing')).error['param'], 'model')
})

test('every code has a type that its dialect knows', () => {
  const openai = new Set([
    'invalid_request_error',
    'authentication_error',
    'insufficient_quota',
    'permission_error',
    'not_found_error',
    'rate_limit_error',
    'overloaded_error',
    'server_error',
  ])
  const anthropic = new Set([
    'invalid_request_error',
    'authentication_error',
    'billing_error',
    'permission_error',
    'not_found_error',
    'request_too_large',
    'rate_limit_error',
    'api_error',
    'timeout_error',
    'overloaded_error',
  ])
  for (const code of errorCodes) {
    const error = new FarthingError(code)
    assert.ok(openai.has(body('openai-responses', error).error['type']!), code)
    assert.ok(anthropic.has(body('anthropic-count', error).error['type']!), code)
    assert.match(String(body('gemini', error).error['status']), /^[A-Z_]+$/)
  }
})

test('a stream broken anywhere ends with an event that its reader takes as an error', () => {
  const broken = new FarthingError('upstream_broken', { provider: 'p', bytes: 5, detail: 'reset' })
  const starts: Record<string, string> = {
    'openai-chat': 'data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"choi',
    'openai-responses':
      'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":"a"}\n\nevent: resp',
    'anthropic-messages':
      'event: ping\ndata: {"type":"ping"}\n\nevent: content_block_delta\ndata: {"ty',
    gemini: 'data: {"candidates":[]}\r\n\r\ndata: {',
  }
  for (const [dialect, start] of Object.entries(starts) as [Dialect, string][]) {
    for (const cut of [start, start.slice(0, start.lastIndexOf('\n') + 1), '']) {
      const reader = createStreamReader(dialect)
      const events: ScannedEvent[] = []
      const scanner = createEventScanner((event) => events.push(event))
      for (const chunk of [Buffer.from(cut), errorEvent(dialect, broken, { sequenceNumber: 7 })]) {
        reader.push(chunk)
        scanner.push(chunk)
      }
      const { error } = reader.end()
      assert.match(
        String(error?.['message']),
        /broke the reply off after 5 bytes.*farthing help upstream_broken/,
      )
      const last = events.at(-1)!
      assert.equal(
        last.name,
        dialect.startsWith('anthropic') || dialect === 'openai-responses' ? 'error' : '',
      )
      if (dialect === 'openai-responses') {
        const flat = { code: 'upstream_broken', message: error!['message'], param: null }
        assert.deepEqual(JSON.parse(last.data), {
          ...flat,
          type: 'error',
          sequence_number: 7,
          error: { ...flat, type: 'server_error' },
        })
      }
    }
  }
})

test('the SDKs throw on the event', async () => {
  const broken = new FarthingError('upstream_broken', { provider: 'p', bytes: 5, detail: 'reset' })
  const decoders = [
    ['openai-chat', OpenAIStream],
    ['openai-responses', OpenAIStream],
    ['anthropic-messages', AnthropicStream],
  ] as const
  for (const [dialect, decoder] of decoders) {
    const response = new Response(Buffer.from(errorEvent(dialect, broken)))
    const consume = async () => {
      for await (const _ of decoder.fromSSEResponse(response, new AbortController()));
    }
    await assert.rejects(consume, /broke the reply off/, dialect)
  }
})
