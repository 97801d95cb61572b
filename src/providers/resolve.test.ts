import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dialect } from '../call.ts'
import { readPriceFile } from '../pricing/price-file.ts'
import { loadPriceList } from '../pricing/price-list.ts'
import { matches } from '../pricing/match.ts'
import { createProviders } from './provider.ts'
import { createResolve } from './resolve.ts'

const list: Record<string, string[]> = {
  'gpt-5': ['openai', 'azure', 'openrouter'],
  'claude-sonnet-4-5': ['anthropic', 'openrouter'],
  'gemini-2.5-pro': ['google', 'openrouter'],
  'mistral-large': ['mistral'],
}
const make = (environment: Record<string, string> = {}) =>
  createResolve({
    providers: createProviders(
      { house: { base: 'http://house.example:9/api', dialects: ['openai-chat'] } },
      environment,
    ),
    aliases: { fast: 'groq/llama-4', quick: 'fast', round: 'about', about: 'round', best: 'gpt-5' },
    providersOf: (model) => list[model] ?? [],
    priceId: (id) => ({ gemini: 'google' })[id] ?? id,
  })

const asked = (dialect: Dialect, path: string, family = 'openai', model = '') => ({
  dialect,
  family,
  path,
  model,
})
const chat = asked('openai-chat', '/v1/chat/completions')
const short = ({ provider, model, path }: { provider: string; model: string; path: string }) =>
  `${provider} ${model} ${path}`

test('alias, prefix, price list, maker, in this order', () => {
  const resolve = make({ OPENROUTER_API_KEY: 'x' })
  const cases: [string, string][] = [
    ['gpt-5', 'openai gpt-5 /v1/chat/completions'],
    ['never-heard-of', 'openai never-heard-of /v1/chat/completions'],
    ['fast', 'groq llama-4 /v1/chat/completions'],
    ['quick', 'groq llama-4 /v1/chat/completions'],
    ['best', 'openai gpt-5 /v1/chat/completions'],
    ['house/my-model', 'house my-model /v1/chat/completions'],
    ['together/meta-llama/Llama-4', 'together meta-llama/Llama-4 /v1/chat/completions'],
    ['meta-llama/Llama-4', 'openai meta-llama/Llama-4 /v1/chat/completions'],
    ['mistral-large', 'mistral mistral-large /v1/chat/completions'],
    ['claude-sonnet-4-5', 'openrouter claude-sonnet-4-5 /v1/chat/completions'],
    ['', 'openai  /v1/chat/completions'],
  ]
  for (const [model, expected] of cases) assert.equal(short(resolve(chat, model)), expected, model)
  assert.equal(resolve(chat, 'round').provider, 'openai', 'a circle of aliases ends')
})

test('a model that lives in another dialect is refused with the way out', () => {
  const resolve = make()
  assert.throws(() => resolve(chat, 'claude-sonnet-4-5'), {
    code: 'dialect_unsupported',
    message: /Anthropic.*\/v1\/messages/,
  })
  const messages = asked('anthropic-messages', '/v1/messages', 'anthropic')
  assert.throws(() => resolve(messages, 'openai/gpt-5'), {
    code: 'dialect_unsupported',
    message: /OpenAI.*\/v1\/chat\/completions/,
  })
  assert.throws(() => resolve(chat, 'bedrock/claude'), { code: 'translation_missing' })
  assert.throws(() => resolve(chat, 'vertex/gemini'), { code: 'translation_missing' })
})

test('paths are the provider’s own, with the query as it was', () => {
  const resolve = make()
  const at = (question: Parameters<typeof resolve>[0], model: string) =>
    resolve(question, model).path
  assert.equal(at(chat, 'gemini/gemini-2.5-pro'), '/v1beta/openai/chat/completions')
  const messages = asked('anthropic-messages', '/v1/messages?beta=true', 'anthropic')
  assert.equal(at(messages, 'deepseek/deepseek-chat'), '/anthropic/v1/messages?beta=true')
  const native = asked(
    'gemini',
    '/v1beta/models/gemini%2Fgemini-2.5-pro:streamGenerateContent?alt=sse',
    'gemini',
    'gemini/gemini-2.5-pro',
  )
  assert.equal(
    at(native, 'gemini/gemini-2.5-pro'),
    '/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse',
  )
  const compact = asked('openai-responses', '/v1/responses/compact')
  assert.equal(at(compact, 'gpt-5'), '/v1/responses/compact')
})

test('what passes unread goes to its maker, whatever its names look like', () => {
  const resolve = make()
  const file = asked('opaque', '/v1/models/groq/llama', 'anthropic', 'groq/llama')
  assert.equal(short(resolve(file, 'groq/llama')), 'anthropic groq/llama /v1/models/groq/llama')
})

test('no maker is sent what another makes, though its price list holds it (Vertex sells Claude)', () => {
  const prices = loadPriceList({ resourceNames: true })
  const keys = ['OPENAI', 'ANTHROPIC', 'GEMINI', 'MISTRAL', 'DEEPSEEK', 'XAI']
  const resolve = createResolve({
    providers: createProviders({}, Object.fromEntries(keys.map((id) => [`${id}_API_KEY`, 'k']))),
    providersOf: prices.providersOf,
    priceId: prices.providerId,
  })
  const makers = new Map(
    readPriceFile().providers.flatMap(({ id, modelMatch }) =>
      modelMatch === undefined ? [] : [[id === 'google' ? 'gemini' : id, modelMatch] as const],
    ),
  )
  const asks: Parameters<typeof resolve>[0][] = [
    chat,
    asked('openai-embeddings', '/v1/embeddings'),
    asked('openai-responses', '/v1/responses'),
    asked('openai-chat', '/v1beta/openai/chat/completions', 'gemini'),
    asked('anthropic-messages', '/v1/messages', 'anthropic'),
  ]
  const whither = (ask: (typeof asks)[number], model: string) => {
    try {
      return resolve(ask, model).provider
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const names = readPriceFile()
    .providers.filter(({ id }) => ['openai', 'anthropic', 'google'].includes(id))
    .flatMap(({ models }) => models.map(({ id }) => id))
  names.push('claude-3-5-haiku-20241022', 'claude-opus-4-1@20250805', 'models/gemini-2.5-pro')
  for (const model of names) {
    for (const ask of asks) {
      const to = whither(ask, model)
      if (to === 'dialect_unsupported') continue
      for (const [maker, rule] of makers) {
        const theirs = ['openai', 'anthropic', 'gemini'].includes(maker) && matches(rule, model)
        if (theirs) assert.equal(to, maker, `${model} by ${ask.path}`)
      }
    }
  }
  for (const model of ['claude-sonnet-4-5', 'claude-opus-4-1', 'claude-3-5-haiku-latest']) {
    for (const ask of asks.slice(0, 4)) assert.equal(whither(ask, model), 'dialect_unsupported')
    const native = asked('gemini', `/v1beta/models/${model}:generateContent`, 'gemini', model)
    assert.equal(whither(native, model), 'dialect_unsupported')
  }
  assert.equal(whither(chat, 'gemini-2.5-pro'), 'gemini')
  assert.equal(whither(chat, 'gemma-3-27b-it'), 'gemini')
  assert.equal(whither(chat, 'gemini/claude-sonnet-4-5'), 'gemini', 'who says so means it')
})
