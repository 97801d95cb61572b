import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, constantFrom, property, string } from 'fast-check'
import { readEndpoint } from './paths.ts'

const anthropic = { 'anthropic-version': '2023-06-01' }

const short = (method: string, url: string, headers = {}) => {
  const endpoint = readEndpoint(method, url, headers)
  return (
    endpoint && [endpoint.dialect, endpoint.operation, endpoint.family, endpoint.path].join(' ')
  )
}

test('the paths of the three makers', () => {
  assert.equal(
    short('POST', '/v1/chat/completions'),
    'openai-chat generate openai /v1/chat/completions',
  )
  assert.equal(
    short('POST', '/v1/responses?x=1'),
    'openai-responses generate openai /v1/responses?x=1',
  )
  assert.equal(short('POST', '/v1/embeddings'), 'openai-embeddings embed openai /v1/embeddings')
  assert.equal(
    short('POST', '/v1/messages?beta=true'),
    'anthropic-messages generate anthropic /v1/messages?beta=true',
  )
  assert.equal(
    short('POST', '/v1/messages/count_tokens'),
    'anthropic-count count anthropic /v1/messages/count_tokens',
  )
  assert.equal(
    short('POST', '/v1/responses/input_tokens'),
    'openai-responses count openai /v1/responses/input_tokens',
  )
  assert.equal(short('GET', '/v1/responses/resp_1'), 'opaque other openai /v1/responses/resp_1')
  assert.equal(short('GET', '/v1/chat/completions'), 'opaque other openai /v1/chat/completions')
  assert.equal(short('POST', '/v1/files'), 'opaque other openai /v1/files')
  assert.equal(
    short('POST', '/v1/audio/transcriptions'),
    'opaque other openai /v1/audio/transcriptions',
  )
})

test('shared paths are told apart by headers', () => {
  assert.equal(short('GET', '/v1/models'), 'opaque list-models openai /v1/models')
  assert.equal(short('GET', '/v1/models', anthropic), 'opaque list-models anthropic /v1/models')
  assert.equal(
    short('GET', '/v1/models', { 'x-api-key': 'k' }),
    'opaque list-models anthropic /v1/models',
  )
  assert.equal(short('POST', '/v1/files', anthropic), 'opaque other anthropic /v1/files')
  assert.equal(
    short('POST', '/v1/chat/completions', anthropic),
    'openai-chat generate openai /v1/chat/completions',
  )
  const model = readEndpoint('GET', '/v1/models/org%2Fname')
  assert.deepEqual([model?.operation, model?.model], ['get-model', 'org/name'])
})

test('prefixes, with and without /v1, once or twice', () => {
  for (const [url, expected] of [
    ['/openai/v1/chat/completions', 'openai-chat generate openai /v1/chat/completions'],
    ['/openai/chat/completions', 'openai-chat generate openai /v1/chat/completions'],
    ['/anthropic/v1/messages', 'anthropic-messages generate anthropic /v1/messages'],
    ['/anthropic/messages', 'anthropic-messages generate anthropic /v1/messages'],
    ['/anthropic/v1/v1/messages', 'anthropic-messages generate anthropic /v1/messages'],
    ['/v1/v1/messages', 'anthropic-messages generate anthropic /v1/messages'],
    ['/chat/completions', 'openai-chat generate openai /v1/chat/completions'],
    ['/openai/anything/at/all', 'opaque other openai /v1/anything/at/all'],
    ['/anthropic/v1/messages/batches', 'opaque other anthropic /v1/messages/batches'],
  ] as const) {
    assert.equal(short('POST', url), expected, url)
    assert.equal(readEndpoint('POST', url)?.provider, /^\/(openai|anthropic)/.exec(url)?.[1], url)
  }
  const azure = readEndpoint('POST', '/openai/deployments/my-gpt/chat/completions?api-version=1')
  assert.deepEqual(
    [azure?.dialect, azure?.model, azure?.path],
    ['openai-chat', 'my-gpt', '/deployments/my-gpt/chat/completions?api-version=1'],
  )
})

test('Gemini says model and stream in the path', () => {
  const stream = readEndpoint('POST', '/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse')
  assert.deepEqual(stream, {
    dialect: 'gemini',
    family: 'gemini',
    operation: 'generate',
    path: '/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse',
    provider: undefined,
    model: 'gemini-2.5-pro',
    stream: true,
  })
  assert.equal(
    readEndpoint('POST', '/gemini/models/g:generateContent')?.path,
    '/v1beta/models/g:generateContent',
  )
  assert.equal(readEndpoint('POST', '/v1/models/g:generateContent')?.stream, false)
  assert.equal(readEndpoint('POST', '/gemini/v1beta/models/g:countTokens')?.operation, 'count')
  assert.equal(readEndpoint('POST', '/v1beta/models/g:embedContent')?.operation, 'embed')
  assert.equal(readEndpoint('GET', '/v1beta/models')?.operation, 'list-models')
  assert.equal(readEndpoint('POST', '/v1beta/models/g:constructor')?.operation, 'other')
  assert.equal(readEndpoint('POST', '/v1beta/openai/chat/completions')?.dialect, 'openai-chat')
})

test('a model’s name with a colon in it does not make a call Google’s', () => {
  const tuned = [
    'ft:gpt-4o-mini:acme::BxYzAbCd',
    'ft%3Agpt-4o-mini:acme::BxYz',
    'ft:x:y:countTokens',
  ]
  for (const name of [
    ...tuned,
    'ft:gpt-4o-mini:generateContent',
    'qwen3:latest',
    'a:constructor',
  ]) {
    for (const method of ['GET', 'DELETE', 'POST', 'PATCH', 'HEAD']) {
      const endpoint = readEndpoint(method, `/v1/models/${name}`)
      assert.equal(endpoint?.family, 'openai', `${method} ${name}`)
      if (method === 'GET') assert.equal(endpoint.model, decodeURIComponent(name))
    }
  }
  for (const method of ['GET', 'DELETE', 'PATCH']) {
    assert.equal(readEndpoint(method, '/v1/models/g:generateContent')?.family, 'openai', method)
  }
  assert.equal(readEndpoint('POST', '/v1/models/g:batchGenerateContent')?.family, 'gemini')
  assert.equal(readEndpoint('POST', '/v1/tunedModels/g:generateContent')?.family, 'gemini')
  const named = readEndpoint('GET', '/gemini/v1/models/ft:x:acme')
  assert.equal(named?.family, 'gemini', 'a prefix says whose it is')
})

test('what leads nowhere, or could climb out of the base, is not served', () => {
  for (const url of [
    '',
    '/',
    '/favicon.ico',
    '/foo/bar',
    'http://evil/v1/models',
    '*',
    '/openai',
    '/openaix/v1/models',
    '/v1/../admin',
    '/openai/v1/%2e%2e/x',
    '/openai/v1/.%2E/x',
    '/openai//evil/x',
    '/openai/v1/..\\x',
    '/v1/files/..%2f..%2fx',
    '/v1/files/%5c..',
    '/messagesx',
  ]) {
    assert.equal(readEndpoint('POST', url), undefined, url)
  }
})

test('property: never throws; a served path stays below the base', () => {
  const unit = constantFrom(
    '/',
    '.',
    '%2e',
    'v1',
    'openai',
    'messages',
    '?',
    ':',
    '\\',
    '%',
    'models',
    'v1beta',
  )
  check(
    property(string({ unit }), constantFrom('GET', 'POST'), (url, method) => {
      const endpoint = readEndpoint(method, url)
      if (endpoint === undefined) return
      const { origin, pathname } = new URL(`http://base${endpoint.path}`)
      assert.equal(origin, 'http://base')
      assert.equal(pathname, endpoint.path.split('?')[0])
    }),
    { numRuns: 2000 },
  )
})
