import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Usage } from '../call.ts'
import { emptyUsage, outputTokens, promptTokens } from './classes.ts'
import { readUsage, toUsage } from './usage.ts'

const usage = (over: Partial<Usage>): Usage => ({ ...emptyUsage, ...over })

test('OpenAI chat: cached and reasoning tokens are parts of their totals', () => {
  const raw = {
    prompt_tokens: 2006,
    completion_tokens: 300,
    total_tokens: 2306,
    prompt_tokens_details: { cached_tokens: 1920, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 128 },
  }
  const expected = usage({ input: 86, cacheRead: 1920, output: 172, reasoning: 128 })
  assert.deepEqual(toUsage('openai', 'openai-chat', raw), expected)
  assert.deepEqual(toUsage('some-host', 'openai-chat', raw), expected)
})

test('OpenAI Responses and embeddings', () => {
  const raw = {
    input_tokens: 100,
    input_tokens_details: { cached_tokens: 64, cache_write_tokens: 30 },
    output_tokens: 20,
    output_tokens_details: { reasoning_tokens: 5 },
    total_tokens: 120,
  }
  assert.deepEqual(
    toUsage('openai', 'openai-responses', raw),
    usage({ input: 6, cacheRead: 64, cacheWrite: 30, output: 15, reasoning: 5 }),
  )
  assert.deepEqual(
    toUsage('openai', 'openai-embeddings', { prompt_tokens: 8, total_tokens: 8 }),
    usage({ input: 8 }),
  )
})

test('litellm #9812, zerostack #172: Anthropic’s input_tokens exclude what was read and written', () => {
  const raw = {
    input_tokens: 4,
    cache_read_input_tokens: 30_000,
    cache_creation_input_tokens: 1500,
    cache_creation: { ephemeral_5m_input_tokens: 1000, ephemeral_1h_input_tokens: 500 },
    output_tokens: 50,
  }
  const read = toUsage('anthropic', 'anthropic-messages', raw)!
  assert.deepEqual(
    read,
    usage({ input: 4, cacheRead: 30_000, cacheWrite: 1000, cacheWrite1h: 500, output: 50 }),
  )
  assert.equal(promptTokens(read), 31_504)
})

test('litellm #14849: Gemini’s prompt count includes the cached part; thoughts are output', () => {
  const raw = {
    promptTokenCount: 10_000,
    cachedContentTokenCount: 9000,
    candidatesTokenCount: 100,
    thoughtsTokenCount: 40,
    toolUsePromptTokenCount: 7,
    totalTokenCount: 10_147,
  }
  assert.deepEqual(
    toUsage('gemini', 'gemini', raw),
    usage({ input: 1007, cacheRead: 9000, output: 100, reasoning: 40 }),
  )
})

test('Gemini: modalities, cached or not', () => {
  const raw = {
    promptTokenCount: 500,
    cachedContentTokenCount: 120,
    cacheTokensDetails: [
      { modality: 'AUDIO', tokenCount: 100 },
      { modality: 'TEXT', tokenCount: 20 },
    ],
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: 50 },
      { modality: 'AUDIO', tokenCount: 300 },
      { modality: 'IMAGE', tokenCount: 150 },
    ],
    candidatesTokenCount: 10,
  }
  assert.deepEqual(toUsage('google', 'gemini', raw), {
    ...usage({ input: 30, cacheRead: 20, output: 10 }),
    other: { cacheReadAudio: 100, inputAudio: 200, inputImage: 150 },
  })
})

test('litellm #14874, #39850, #10567: xAI keeps reasoning outside completion_tokens, and it counts once', () => {
  const raw = {
    prompt_tokens: 307,
    completion_tokens: 26,
    total_tokens: 588,
    prompt_tokens_details: { cached_tokens: 244 },
    completion_tokens_details: { reasoning_tokens: 255 },
  }
  const expected = usage({ input: 63, cacheRead: 244, output: 26, reasoning: 255 })
  assert.deepEqual(toUsage('xai', 'openai-chat', raw), expected)
  assert.deepEqual(readUsage('xai', 'openai-chat', raw)!.flags, [])
  // The same report from a host that nobody knows: its own total says where the reasoning is.
  const unknown = readUsage('some-host', 'openai-chat', raw)!
  assert.deepEqual(unknown, { usage: expected, flags: ['reasoning-outside'] })
  // And should xAI change its mind, the total says so.
  const inside = { ...raw, completion_tokens: 281 }
  assert.deepEqual(readUsage('xai', 'openai-chat', inside), {
    usage: expected,
    flags: ['reasoning-inside'],
  })
})

test('litellm #15945: a host that keeps cached tokens outside the prompt loses none', () => {
  const raw = {
    prompt_tokens: 10,
    completion_tokens: 1,
    prompt_tokens_details: { cached_tokens: 500 },
  }
  assert.deepEqual(readUsage('some-host', 'openai-chat', raw), {
    usage: usage({ input: 10, cacheRead: 500, output: 1 }),
    flags: ['cached-outside'],
  })
})

test('rejected prediction tokens are billed as output', () => {
  const raw = {
    prompt_tokens: 10,
    completion_tokens: 100,
    total_tokens: 110,
    completion_tokens_details: {
      accepted_prediction_tokens: 20,
      rejected_prediction_tokens: 60,
      reasoning_tokens: 0,
    },
  }
  assert.equal(outputTokens(toUsage('openai', 'openai-chat', raw)!), 100)
})

test('compaction: the top level has the last iteration only, all are summed', () => {
  const raw = {
    input_tokens: 612,
    output_tokens: 10,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    iterations: [
      { type: 'compaction', input_tokens: 60_385, output_tokens: 200 },
      { type: 'message', input_tokens: 612, output_tokens: 10 },
    ],
  }
  const reading = readUsage('anthropic', 'anthropic-messages', raw)!
  assert.deepEqual(reading.usage, usage({ input: 60_997, output: 210 }))
  assert.equal(reading.parts!.length, 2)
})

test('a compaction alone is billed, though the top level has none of its tokens', () => {
  const raw = {
    input_tokens: 0,
    output_tokens: 0,
    iterations: [{ type: 'compaction', input_tokens: 60_385, output_tokens: 1_200 }],
  }
  const reading = readUsage('anthropic', 'anthropic-messages', raw)!
  assert.deepEqual(reading.usage, usage({ input: 60_385, output: 1_200 }))
  assert.equal(reading.parts!.length, 1)
})

test('a message alone is what the top level says, thinking included', () => {
  const raw = {
    input_tokens: 100,
    output_tokens: 20,
    output_tokens_details: { thinking_tokens: 5 },
    iterations: [{ type: 'message', input_tokens: 100, output_tokens: 20 }],
  }
  const reading = readUsage('anthropic', 'anthropic-messages', raw)!
  assert.deepEqual(reading.usage, usage({ input: 100, output: 15, reasoning: 5 }))
  assert.equal(reading.parts, undefined)
})

test('searches that an iteration and the top level state are billed once', () => {
  const searched = { server_tool_use: { web_search_requests: 2 } }
  const raw = {
    input_tokens: 10,
    output_tokens: 2,
    server_tool_use: { web_search_requests: 3 },
    iterations: [
      { type: 'message', input_tokens: 5, output_tokens: 1, ...searched },
      { type: 'message', input_tokens: 5, output_tokens: 1 },
    ],
  }
  const reading = readUsage('anthropic', 'anthropic-messages', raw)!
  assert.equal(reading.usage.other?.webSearches, 3)
  const counts = reading.parts!.map((part) => part.usage.other?.webSearches ?? 0)
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    3,
  )
})

test('litellm #38457: audio output is a class of its own', () => {
  const raw = {
    prompt_tokens: 50,
    completion_tokens: 200,
    total_tokens: 250,
    prompt_tokens_details: { audio_tokens: 30, cached_tokens: 40 },
    completion_tokens_details: { audio_tokens: 150 },
  }
  // 30 of audio and 40 cached do not fit into 50 apart: at least 20 are both.
  assert.deepEqual(toUsage('openai', 'openai-chat', raw), {
    ...usage({ input: 0, cacheRead: 20, output: 50 }),
    other: { inputAudio: 10, cacheReadAudio: 20, outputAudio: 150 },
  })
})

test('perplexity: citations, reasoning and searches', () => {
  const raw = {
    prompt_tokens: 10,
    completion_tokens: 100,
    total_tokens: 110,
    reasoning_tokens: 400,
    citation_tokens: 30,
    num_search_queries: 5,
  }
  assert.deepEqual(toUsage('perplexity', 'openai-chat', raw), {
    ...usage({ input: 10, output: 100, reasoning: 400 }),
    other: { outputCitation: 30, webSearches: 5 },
  })
})

test('a passed-through reply is read by the words that it uses', () => {
  assert.equal(
    toUsage('aws', 'opaque', { inputTokens: 5, outputTokens: 2, cacheReadInputTokens: 7 })!
      .cacheRead,
    7,
  )
  assert.equal(toUsage('google', 'opaque', { promptTokenCount: 5 })!.input, 5)
  assert.equal(toUsage('openai', 'opaque', { prompt_tokens: 5 })!.input, 5)
  assert.equal(toUsage('anthropic', 'opaque', { input_tokens: 5, output_tokens: 1 })!.input, 5)
  assert.equal(toUsage('openai', 'opaque', { seconds: 5 }), undefined)
})

test('images and transcriptions, which pass through, are read by modality', () => {
  const image = {
    input_tokens: 340,
    input_tokens_details: { text_tokens: 17, image_tokens: 323 },
    output_tokens: 4160,
    output_tokens_details: { text_tokens: 0, image_tokens: 4160 },
    total_tokens: 4500,
  }
  assert.deepEqual(toUsage('openai', 'opaque', image), {
    ...usage({ input: 17 }),
    other: { inputImage: 323, outputImage: 4160 },
  })
  const speech = {
    type: 'tokens',
    input_tokens: 14,
    input_token_details: { text_tokens: 4, audio_tokens: 10 },
    output_tokens: 45,
    total_tokens: 59,
  }
  assert.deepEqual(toUsage('openai', 'opaque', speech), {
    ...usage({ input: 4, output: 45 }),
    other: { inputAudio: 10 },
  })
})
