import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dialect } from '../call.ts'
import { readBody } from './read-body.ts'
import { createStreamReader } from './read-stream.ts'

const stream = (dialect: Dialect, ...data: unknown[]) => {
  const reader = createStreamReader(dialect)
  for (const item of data) {
    const text = typeof item === 'string' ? item : JSON.stringify(item)
    reader.push(Buffer.from(`data: ${text}\n\n`))
  }
  return reader.end()
}

const delta = (content: string, more = {}) => ({
  model: 'm',
  choices: [{ index: 0, delta: { content }, finish_reason: null }],
  ...more,
})

test('an aborted chat stream tells how much was delivered, and no usage', () => {
  const reading = stream(
    'openai-chat',
    delta('', { usage: null }),
    delta('ab', { usage: null }),
    delta('cü', { usage: null }),
  )
  assert.deepEqual(
    [
      reading.usage,
      reading.complete,
      reading.stop,
      reading.deltas,
      reading.deltaBytes,
      reading.model,
    ],
    [undefined, false, undefined, 2, 5, 'm'],
  )
})

test('text is counted in every field of a delta, labels are not', () => {
  const fields = {
    role: 'assistant',
    content: 'ab',
    reasoning_content: 'cde',
    refusal: null,
    tool_calls: [
      { index: 0, id: 'call_123', type: 'function', function: { name: 'f', arguments: '{"x":1}' } },
    ],
  }
  const { deltaBytes } = stream('openai-chat', { model: 'm', choices: [{ delta: fields }] })
  assert.equal(deltaBytes, 2 + 3 + 1 + '{\\"x\\":1}'.length)
})

test('pieces of usage are merged by field at every depth, and a bare zero does not wipe what stands beside it', () => {
  const reading = stream(
    'openai-chat',
    delta('a', { usage: { prompt_tokens: 100, prompt_tokens_details: { cached_tokens: 60 } } }),
    delta('b', { usage: { completion_tokens: 20, prompt_tokens_details: { audio_tokens: 0 } } }),
  )
  assert.deepEqual(reading.usage, {
    prompt_tokens: 100,
    prompt_tokens_details: { cached_tokens: 60, audio_tokens: 0 },
    completion_tokens: 20,
  })
})

test('a last chunk that states only zeros takes nothing back, a correction does', () => {
  const counted = { prompt_tokens: 100, completion_tokens: 20 }
  const zeros = {
    prompt_tokens: 0,
    completion_tokens: 0,
    prompt_tokens_details: { cached_tokens: 0 },
  }
  const kept = stream('openai-chat', delta('a', { usage: counted }), delta('', { usage: zeros }))
  assert.deepEqual(kept.usage, counted)
  const moved = { prompt_tokens: 100, completion_tokens: 0 }
  const last = stream('openai-chat', delta('a', { usage: counted }), delta('', { usage: moved }))
  assert.deepEqual(last.usage, moved)
  const start = { type: 'message_start', message: { usage: { input_tokens: 9, output_tokens: 1 } } }
  const stop = { type: 'message_delta', delta: {}, usage: { output_tokens: 0 } }
  assert.deepEqual(stream('anthropic-messages', start, stop).usage, {
    input_tokens: 9,
    output_tokens: 0,
  })
})

test('usage that is nested without end, or names the prototype, is merged all the same', () => {
  const deep = '{"a":'.repeat(5000) + '1' + '}'.repeat(5000)
  const reader = createStreamReader('openai-chat')
  for (const usage of [deep, deep, '{"d":{"__proto__":{"x":1}}}', '{"d":{"__proto__":{"x":1}}}'])
    reader.push(Buffer.from(`data: {"choices":[],"usage":${usage}}\n\n`))
  const { usage } = reader.end()
  assert.equal((usage as { d: { x?: number } }).d.x, undefined)
})

test('usage on every chunk: the last counts', () => {
  const reading = stream(
    'openai-chat',
    delta('a', { usage: { prompt_tokens: 3, completion_tokens: 1 } }),
    delta('b', { usage: { prompt_tokens: 3, completion_tokens: 2 } }),
    '[DONE]',
  )
  assert.deepEqual(reading.usage, { prompt_tokens: 3, completion_tokens: 2 })
  assert.equal(reading.complete, true)
})

test('cost as the provider reports it', () => {
  const cost = (usage: unknown) =>
    stream('openai-chat', delta('a'), { choices: [], usage }, '[DONE]').cost
  assert.deepEqual(cost({ cost: 0.000014 }), { unit: 'usd', amount: 0.000014 })
  assert.deepEqual(cost({ cost: 0 }), { unit: 'usd', amount: 0 })
  assert.deepEqual(cost({ cost_in_usd_ticks: 1497500 }), { unit: 'usd-ticks', amount: 1497500 })
  assert.deepEqual(cost({ cost: { total_cost: 0.5 } }), { unit: 'usd', amount: 0.5 })
  for (const odd of [-1, null, '1', {}]) assert.equal(cost({ cost: odd }), undefined)
})

test('Groq, stop before [DONE], error chunks, multi-line data', () => {
  const groq = stream('openai-chat', delta('a'), {
    choices: [{ delta: {}, finish_reason: 'length' }],
    x_groq: { usage: { prompt_tokens: 4 } },
  })
  assert.deepEqual([groq.usage, groq.stop, groq.complete], [{ prompt_tokens: 4 }, 'length', true])
  const failed = stream('openai-chat', delta('a', { error: null }), {
    error: { message: 'overloaded', code: 502 },
  })
  assert.deepEqual([failed.error, failed.complete], [{ message: 'overloaded', code: 502 }, false])
  assert.equal(stream('openai-chat', delta('a', { error: null })).error, undefined)
  assert.equal(stream('openai-chat', { error: 'bare' }).error?.['message'], 'bare')
  assert.deepEqual(
    stream('openai-chat', '{"choices":[],\ndata: "usage":{"prompt_tokens":7}}').usage,
    { prompt_tokens: 7 },
  )
})

test('Anthropic: the last word on each field, null says nothing, a second start does not double', () => {
  const start = {
    type: 'message_start',
    message: {
      id: 'i',
      model: 'm',
      usage: {
        input_tokens: 43,
        cache_read_input_tokens: 9,
        output_tokens: 1,
        service_tier: 'priority',
      },
    },
  }
  const last = {
    type: 'message_delta',
    delta: { stop_reason: 'max_tokens' },
    usage: {
      input_tokens: 61,
      cache_read_input_tokens: null,
      output_tokens: 20,
      iterations: [{ input_tokens: 5 }],
    },
  }
  const reading = stream(
    'anthropic-messages',
    start,
    start,
    { type: 'message_delta', delta: {}, usage: { output_tokens: 10 } },
    last,
    { type: 'message_stop' },
  )
  assert.deepEqual(reading.usage, {
    input_tokens: 61,
    cache_read_input_tokens: 9,
    output_tokens: 20,
    service_tier: 'priority',
    iterations: [{ input_tokens: 5 }],
  })
  assert.deepEqual(
    [reading.tier, reading.stop, reading.complete, reading.model, reading.id],
    ['priority', 'max_tokens', true, 'm', 'i'],
  )
  const cut = stream('anthropic-messages', start)
  assert.deepEqual([cut.usage?.['input_tokens'], cut.complete], [43, false])
  const failed = stream('anthropic-messages', start, {
    type: 'error',
    error: { type: 'overloaded_error', message: 'x' },
  })
  assert.equal(failed.error?.['type'], 'overloaded_error')
})

test('Responses: terminal events only, errors, sequence', () => {
  const response = { id: 'r', model: 'm', status: 'in_progress', usage: null, error: null }
  const created = { type: 'response.created', sequence_number: 0, response }
  const cut = stream('openai-responses', created, {
    sequence_number: 12,
    type: 'response.output_text.delta',
    delta: 'abc',
  })
  assert.deepEqual(
    [cut.id, cut.model, cut.sequence, cut.deltaBytes, cut.complete, cut.usage],
    ['r', 'm', 12, 3, false, undefined],
  )
  const failed = stream('openai-responses', created, {
    type: 'response.failed',
    response: {
      ...response,
      status: 'failed',
      error: { code: 'server_error', message: 'x' },
      usage: { input_tokens: 1 },
    },
  })
  assert.deepEqual(
    [failed.stop, failed.error?.['code'], failed.complete, failed.usage],
    ['failed', 'server_error', true, { input_tokens: 1 }],
  )
  const error = stream('openai-responses', {
    type: 'error',
    code: 'c',
    message: 'x',
    param: null,
    sequence_number: 3,
  })
  assert.deepEqual([error.error?.['code'], error.sequence], ['c', 3])
})

test('Gemini: streamed, as an array, blocked, failed', () => {
  const one = {
    candidates: [{ content: { parts: [{ text: 'ab' }], role: 'model' } }],
    usageMetadata: { promptTokenCount: 8, cachedContentTokenCount: 2 },
    modelVersion: 'g',
    responseId: 'i',
  }
  const two = {
    candidates: [{ content: { parts: [{ text: 'c' }] }, finishReason: 'STOP' }],
    usageMetadata: { promptTokenCount: 8, candidatesTokenCount: 5 },
    modelVersion: 'g',
  }
  const reading = stream('gemini', one, two)
  const usage = { promptTokenCount: 8, cachedContentTokenCount: 2, candidatesTokenCount: 5 }
  assert.deepEqual(
    [reading.usage, reading.stop, reading.complete, reading.deltaBytes, reading.model, reading.id],
    [usage, 'STOP', true, 3, 'g', 'i'],
  )
  assert.equal(stream('gemini', one).complete, false)
  assert.equal(stream('gemini', { promptFeedback: { blockReason: 'SAFETY' } }).stop, 'SAFETY')
  const whole = JSON.stringify([one, two])
  const body = readBody('gemini', Buffer.from(` ${whole}\n`))
  assert.deepEqual([body.usage, body.stop, body.complete], [usage, 'STOP', true])
  assert.equal(readBody('gemini', Buffer.from(whole.slice(0, -1))).complete, false)
})

test('an event over the bound is counted, not held', () => {
  const reader = createStreamReader('openai-chat', { maximumEventBytes: 1000 })
  reader.push(Buffer.from(`data: ${JSON.stringify(delta('x'.repeat(5000)))}`))
  reader.push(
    Buffer.from(`\n\ndata: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 1 } })}\n\n`),
  )
  const reading = reader.end()
  assert.deepEqual(reading.usage, { prompt_tokens: 1 })
  assert.ok(reading.deltaBytes >= 5000)
})
