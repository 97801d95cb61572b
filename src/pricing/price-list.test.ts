import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Usage } from '../call.ts'
import { emptyUsage } from './classes.ts'
import { formatExact } from './money.ts'
import { readPriceFile } from './price-file.ts'
import { loadPriceList, type PriceQuery } from './price-list.ts'
import { toUsage } from './usage.ts'

const list = loadPriceList()
const at = Date.parse('2026-11-01T12:00:00Z')
const usage = (over: Partial<Usage>): Usage => ({ ...emptyUsage, ...over })
const total = (query: Omit<PriceQuery, 'at'> & { at?: number }) => {
  const cost = list.cost({ at, ...query })
  return cost === undefined ? undefined : formatExact(cost.total)
}

test('litellm #14849: 90 % cached at Gemini is billed once, at the cached price', () => {
  const raw = {
    promptTokenCount: 600_000,
    cachedContentTokenCount: 550_000,
    candidatesTokenCount: 1000,
  }
  const cost = list.cost({
    provider: 'google',
    model: 'gemini-2.5-flash',
    usage: toUsage('google', 'gemini', raw)!,
    at,
  })!
  // 50,000 × $0.30 + 550,000 × $0.03 + 1,000 × $2.50, a million.
  assert.equal(formatExact(cost.total), '0.034')
})

test('litellm #9812: Anthropic reads and writes cost their own price, once', () => {
  const raw = {
    input_tokens: 10,
    cache_read_input_tokens: 10_000,
    cache_creation_input_tokens: 2000,
    output_tokens: 100,
  }
  const read = toUsage('anthropic', 'anthropic-messages', raw)!
  // 10 × 3 + 10,000 × 0.3 + 2,000 × 3.75 + 100 × 15, a million.
  assert.equal(total({ provider: 'anthropic', model: 'claude-sonnet-4-5', usage: read }), '0.01203')
})

test('litellm #6215, Aider #5516, Agenta #5711: OpenAI’s cached tokens cost the cached price, once', () => {
  const raw = {
    prompt_tokens: 10_000,
    completion_tokens: 0,
    total_tokens: 10_000,
    prompt_tokens_details: { cached_tokens: 9984 },
  }
  const read = toUsage('openai', 'openai-chat', raw)!
  assert.equal(total({ provider: 'openai', model: 'gpt-5', usage: read }), '0.001268')
})

test('litellm #14874: xAI’s recorded call costs what xAI says, to the last digit', () => {
  const read = toUsage('xai', 'openai-chat', {
    prompt_tokens: 307,
    completion_tokens: 26,
    total_tokens: 588,
    prompt_tokens_details: { cached_tokens: 244 },
    completion_tokens_details: { reasoning_tokens: 255 },
  })!
  assert.equal(total({ provider: 'xai', model: 'grok-3-mini', usage: read }), '0.0001777')
})

test('litellm #39850, #10567: reasoning is billed once, at the output price', () => {
  const parts = total({
    provider: 'openai',
    model: 'gpt-5',
    usage: usage({ output: 40, reasoning: 60 }),
  })
  assert.equal(parts, total({ provider: 'openai', model: 'gpt-5', usage: usage({ output: 100 }) }))
  assert.equal(parts, '0.001')
})

test('litellm #13810: flex costs half, priority twice, as listed', () => {
  const query = {
    provider: 'openai',
    model: 'gpt-5',
    usage: usage({ input: 1000, cacheRead: 1000, output: 1000 }),
  }
  assert.equal(total(query), '0.011375')
  assert.equal(total({ ...query, tier: 'flex' }), '0.0056875')
  assert.equal(total({ ...query, tier: 'batch' }), '0.0056875')
  assert.equal(total({ ...query, tier: 'priority' }), '0.02275')
})

test('litellm #39861: batch above 272,000 tokens pays the long-context batch price', () => {
  const query = { provider: 'openai', model: 'gpt-5.4', tier: 'batch' as const }
  const long = usage({ input: 300_000, output: 1000 })
  // 300,000 × $2.50 + 1,000 × $11.25, a million.
  assert.equal(total({ ...query, usage: long }), '0.76125')
  assert.equal(total({ ...query, usage: usage({ input: 272_000, output: 1000 }) }), '0.3475')
})

test('litellm #38457: audio output costs its own price, not the text’s', () => {
  const audio = usage({ other: { outputAudio: 1_000_000, inputAudio: 1_000_000 } })
  const cost = list.cost({ provider: 'openai', model: 'gpt-realtime', usage: audio, at })!
  assert.deepEqual(
    [formatExact(cost.output), formatExact(cost.input), cost.notes],
    ['64', '32', []],
  )
  // Where the list has no price for it, the text's stands in, and that is said.
  const other = list.cost({ provider: 'openai', model: 'gpt-4o-audio-preview', usage: audio, at })!
  assert.ok(other.notes.includes('class-unlisted'))
})

test('litellm #40174: a tier begins strictly above its threshold; at xAI it begins at it', () => {
  const anthropic = (input: number) =>
    total({ provider: 'anthropic', model: 'claude-sonnet-4-5', usage: usage({ input }) })
  assert.equal(anthropic(200_000), '0.6')
  assert.equal(anthropic(200_001), '1.200006')
  const xai = (input: number) =>
    total({ provider: 'x-ai', model: 'grok-4.3', usage: usage({ input }) })
  assert.equal(xai(199_999), '0.24999875')
  assert.equal(xai(200_000), '0.5')
})

test('the tier is chosen by all prompt tokens, cached or not', () => {
  const query = { provider: 'anthropic', model: 'claude-sonnet-4-5' }
  assert.equal(total({ ...query, usage: usage({ input: 1, cacheRead: 200_000 }) }), '0.120006')
  assert.deepEqual(list.thresholds('anthropic', 'claude-sonnet-4-5', at), [200_000])
})

test('history: the price of the call’s own time, also by time of day', () => {
  const query = { provider: 'openai', model: 'o3', usage: usage({ input: 1_000_000 }) }
  assert.equal(total({ ...query, at: Date.parse('2025-06-09T23:59:59Z') }), '10')
  assert.equal(total({ ...query, at: Date.parse('2025-06-10T00:00:00Z') }), '2')
  const night = { provider: 'deepseek', model: 'deepseek-chat', usage: usage({ input: 1_000_000 }) }
  assert.equal(total({ ...night, at: Date.parse('2025-05-01T00:29:59Z') }), '0.135')
  assert.equal(total({ ...night, at: Date.parse('2025-05-01T00:30:00Z') }), '0.27')
  assert.equal(total({ ...night, at: Date.parse('2025-05-01T16:30:00Z') }), '0.135')
})

test('an hour’s cache write costs twice the input, also where it follows the rule only', () => {
  const cost = list.cost({
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    usage: usage({ cacheWrite1h: 1000 }),
    at,
  })!
  assert.equal(formatExact(cost.total), '0.006')
  const bedrock = { provider: 'aws', model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' }
  const derived = list.cost({ ...bedrock, usage: usage({ cacheWrite1h: 1000 }), at })!
  assert.deepEqual([formatExact(derived.total), derived.notes], ['0.0066', ['derived-price']])
})

test('unknown is unpriced, never 0', () => {
  for (const [provider, model] of [
    ['openai', 'gpt-99'],
    ['openai', ''],
    ['nobody', 'gpt-5'],
    ['openai', 'x'.repeat(100_000)],
    ['', ''],
    ['__proto__', 'constructor'],
  ] as const) {
    assert.equal(list.cost({ provider, model, usage: usage({ input: 1 }), at }), undefined)
    assert.equal(list.rates(provider, model, at), undefined)
  }
})

test('a free model is 0 because the list says so', () => {
  assert.equal(
    total({
      provider: 'openrouter',
      model: 'deepseek/deepseek-r1:free',
      usage: usage({ input: 9 }),
    }),
    '0',
  )
})

test('an unlisted service tier: the documented half, or the standard price, and said so', () => {
  const data = readPriceFile()
  const bare = (id: string) => ({
    ...data,
    providers: [
      {
        id,
        name: id,
        api: 'x',
        extractors: [],
        models: [{ id: 'm', match: { equals: 'm' }, prices: { input: 2, output: 8 } }],
      },
    ],
  })
  const query = { model: 'm', usage: usage({ input: 1_000_000 }), tier: 'batch' as const, at }
  const anthropic = loadPriceList({ data: bare('anthropic') }).cost({
    ...query,
    provider: 'anthropic',
  })!
  assert.deepEqual([formatExact(anthropic.total), anthropic.notes], ['1', ['tier-rule']])
  const other = loadPriceList({ data: bare('groq') }).cost({ ...query, provider: 'groq' })!
  assert.deepEqual([formatExact(other.total), other.notes], ['2', ['tier-unlisted']])
})

test('prices of the configuration go before the list', () => {
  const own = loadPriceList({
    models: {
      'vllm/llama': { input: 0.1, output: 0.2 },
      'gpt-5': { input: 1, output: 1, cacheRead: 0 },
    },
  })
  const price = (provider: string, model: string, given: Usage) => {
    const cost = own.cost({ provider, model, usage: given, at })
    return cost === undefined ? undefined : formatExact(cost.total)
  }
  assert.equal(price('vllm', 'llama', usage({ input: 1_000_000, cacheRead: 1_000_000 })), '0.2')
  assert.equal(price('openai', 'gpt-5', usage({ input: 1_000_000, cacheRead: 5 })), '1')
  assert.equal(price('other', 'llama', usage({ input: 1 })), undefined)
})

test('parts add up, and searches are fees', () => {
  const cost = list.cost({
    provider: 'anthropic',
    model: 'claude-sonnet-4-5',
    usage: { ...usage({ input: 7, output: 3 }), other: { webSearches: 2 } },
    at,
  })!
  assert.equal(formatExact(cost.fees), '0.02')
  assert.equal(cost.total, cost.input + cost.output + cost.fees)
})

test('the sellers of a model, its maker first; names that people use', () => {
  assert.equal(list.providersOf('gpt-5')[0], 'openai')
  assert.equal(list.providersOf('claude-sonnet-4-5')[0], 'anthropic')
  assert.deepEqual(list.providersOf('no-such-model-at-all'), [])
  assert.deepEqual(
    ['gemini', 'xai', 'bedrock', 'azure-openai', 'OpenAI'].map((name) => list.providerId(name)),
    ['google', 'x-ai', 'aws', 'azure', 'openai'],
  )
  assert.equal(list.providerOfUrl('https://api.anthropic.com/v1/messages'), 'anthropic')
  assert.equal(list.model('anthropic', 'claude-sonnet-4-5')?.cacheMinimum, 1024)
})

test('made-up names leave a bounded memory, and the real one still priced', () => {
  const own = loadPriceList()
  const before = process.memoryUsage().heapUsed
  for (let index = 0; index < 20_000; index++)
    own.cost({ provider: 'groq', model: `m${index}`, usage: emptyUsage, at })
  assert.ok(process.memoryUsage().heapUsed - before < 50_000_000)
  assert.ok(own.cost({ provider: 'openai', model: 'gpt-5', usage: emptyUsage, at }))
})

test('the list has no artefacts of double arithmetic', () => {
  const text = JSON.stringify(
    readPriceFile().providers.map((provider) => provider.models.map((model) => model.prices)),
  )
  assert.equal(/\d\.\d*(0{6}|9{6})\d/.exec(text)?.[0], undefined)
})

test('a model named as a resource of Google’s API has the price of its name', () => {
  const list = loadPriceList({ resourceNames: true })
  const usage = { ...emptyUsage, input: 1000, output: 100 }
  const named = list.cost({ provider: 'gemini', model: 'models/gemini-2.5-pro', usage })
  assert.equal(
    named?.total,
    list.cost({ provider: 'gemini', model: 'gemini-2.5-pro', usage })?.total,
  )
  assert.ok(named!.total > 0n)
  assert.equal(list.providersOf('models/gemini-2.5-pro')[0], 'google')
})

test('own price of the model asked, own price of the reply’s name, list of the reply’s name, list of the model asked', () => {
  const list = loadPriceList({
    models: { 'openai/gpt-5': { input: 1, output: 1 }, Mine: { input: 2, output: 2 } },
  })
  const price = (asked: string, model: string) => {
    const usage = { ...emptyUsage, input: 1_000_000 }
    const cost = list.cost({ provider: 'openai', model, asked, usage, at })
    return cost === undefined ? undefined : formatExact(cost.total)
  }
  assert.equal(price('gpt-5', 'mine'), '1')
  assert.equal(price('gpt-5-mini', 'gpt-5'), '1')
  assert.equal(price('gpt-5-mini', 'mine'), '2')
  assert.equal(price('gpt-5-mini', 'gpt-5-nano'), '0.05')
  assert.equal(price('gpt-5-nano', '/models/a.gguf'), '0.05')
  assert.equal(price('nobody', '/models/a.gguf'), undefined)
})

test('keys of own prices are compared without case, as names of the list are', () => {
  const list = loadPriceList({
    resourceNames: true,
    models: { 'OpenAI/My-Model': { input: 1, output: 1 }, 'Gemini-Own': { input: 2, output: 2 } },
  })
  const price = (provider: string, model: string) => {
    const cost = list.cost({ provider, model, usage: { ...emptyUsage, input: 1_000_000 }, at })
    return cost === undefined ? undefined : formatExact(cost.total)
  }
  assert.equal(price('openai', 'my-model'), '1')
  assert.equal(price('openai', 'MY-MODEL'), '1')
  assert.equal(price('gemini', 'models/gemini-own'), '2')
})
