import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Dialect, Usage } from '../call.ts'
import { emptyUsage, promptTokens } from './classes.ts'
import { readUsage, toUsage } from './usage.ts'

const usage = (over: Partial<Usage>): Usage => ({ ...emptyUsage, ...over })

test('hostile figures give no usage, or a flag, never a negative or a fraction', () => {
  for (const value of [
    '12',
    null,
    Number.NaN,
    -1,
    Number.POSITIVE_INFINITY,
    {},
    [],
    true,
    undefined,
  ]) {
    assert.equal(
      toUsage('openai', 'openai-chat', { prompt_tokens: value, completion_tokens: 1 }),
      undefined,
    )
  }
  const huge = readUsage('openai', 'openai-chat', { prompt_tokens: 1e308, completion_tokens: 1.5 })!
  assert.deepEqual(huge, { usage: usage({ input: 1e12, output: 2 }), flags: ['clamped'] })
  const odd = readUsage('openai', 'openai-chat', {
    prompt_tokens: 5,
    completion_tokens: 1,
    prompt_tokens_details: { cached_tokens: '4' },
  })!
  assert.deepEqual(odd, { usage: usage({ input: 5, output: 1 }), flags: ['clamped'] })
  for (const raw of [undefined, null, 5, 'x', [], {}])
    assert.equal(toUsage('openai', 'openai-chat', raw), undefined)
})

const number = fc.oneof(fc.nat(1000), fc.nat(2 ** 31), fc.double(), fc.constant(null), fc.string())
const keys = [
  'prompt_tokens',
  'completion_tokens',
  'total_tokens',
  'input_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'promptTokenCount',
  'candidatesTokenCount',
  'thoughtsTokenCount',
  'cachedContentTokenCount',
  'cached_tokens',
  'audio_tokens',
  'cache_write_tokens',
] as const
const flat = fc.dictionary(fc.constantFrom(...keys), number)
const report = fc
  .record({
    flat,
    input: flat,
    output: flat,
    creation: flat,
    iterations: fc.array(flat, { maxLength: 3 }),
  })
  .map(({ flat, input, output, creation, iterations }) => ({
    ...flat,
    prompt_tokens_details: input,
    input_tokens_details: input,
    completion_tokens_details: output,
    output_tokens_details: output,
    cache_creation: creation,
    iterations,
  }))
const dialects: Dialect[] = [
  'openai-chat',
  'openai-responses',
  'anthropic-messages',
  'gemini',
  'openai-embeddings',
  'opaque',
]

test('whatever is reported: classes are whole and not negative, and the prompt is never below what was stated', () => {
  fc.assert(
    fc.property(
      report,
      fc.constantFrom(...dialects),
      fc.constantFrom('openai', 'x-ai', 'nobody'),
      (raw, dialect, provider) => {
        const reading = readUsage(provider, dialect, raw)
        if (reading === undefined) return
        const { other, ...classes } = reading.usage
        for (const value of [...Object.values(classes), ...Object.values(other ?? {})]) {
          assert.ok(Number.isInteger(value) && value >= 0)
        }
        const stated = (raw as Record<string, unknown>)['prompt_tokens']
        if (dialect === 'openai-chat' && typeof stated === 'number' && reading.flags.length === 0) {
          assert.equal(promptTokens(reading.usage), stated)
        }
      },
    ),
    { numRuns: 3000 },
  )
})
