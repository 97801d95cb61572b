import assert from 'node:assert/strict'
import { test } from 'node:test'
import { format, inspect } from 'node:util'
import type { Call, Dialect } from '../call.ts'
import { createCandidates } from './candidates.ts'
import { createProviders, type ProviderSettings } from './provider.ts'
import { Secret } from './secret.ts'
import { StatefulIds } from './stateful.ts'

const key = 'sk-very-secret-value'

function setup(
  settings: Record<string, ProviderSettings> = {},
  environment: Record<string, string> = {},
  random: () => number = () => 0.5,
) {
  return createCandidates(createProviders(settings, environment), random)
}

function call(provider: string, headers: Record<string, string> = {}, changed: object = {}): Call {
  return {
    client: 'openai-chat',
    target: { provider, model: 'm', dialect: 'openai-chat', path: '/v1/chat/completions' },
    headers,
    tenant: 't',
    bytes: new Uint8Array(0),
    view: { json: {} },
    ...changed,
  } as unknown as Call
}

const bearer = { authorization: `Bearer ${key}` }

test('the key of the environment, in the header that the host wants', () => {
  const candidates = setup({}, { OPENAI_API_KEY: 'a', ANTHROPIC_API_KEY: 'b', GOOGLE_API_KEY: 'c' })
  const auth = (provider: string, dialect: Dialect) => {
    const target = { provider, model: 'm', dialect, path: '/' }
    const [first] = candidates.of(call(provider, {}, { target }))
    return `${first!.auth!.header}: ${first!.auth!.value.reveal()}`
  }
  assert.equal(auth('openai', 'openai-chat'), 'authorization: Bearer a')
  assert.equal(auth('anthropic', 'anthropic-messages'), 'x-api-key: b')
  assert.equal(auth('gemini', 'gemini'), 'x-goog-api-key: c')
  assert.equal(auth('gemini', 'openai-chat'), 'authorization: Bearer c')
})

test('a client’s own key goes to its own provider only', () => {
  const candidates = setup({ mine: { base: 'https://mine.example/v1' } }, { GROQ_API_KEY: 'g' })
  assert.equal(candidates.of(call('openai', bearer))[0]!.auth!.value.reveal(), `Bearer ${key}`)
  assert.equal(candidates.of(call('openai', bearer))[0]!.credential, 'client')
  assert.equal(candidates.of(call('groq', bearer))[0]!.auth!.value.reveal(), 'Bearer g')
  assert.equal(candidates.of(call('mine', bearer))[0]!.auth, undefined)
  assert.throws(() => candidates.of(call('mistral', bearer)), {
    code: 'credential_missing',
    message: /MISTRAL_API_KEY/,
  })
  assert.throws(() => candidates.of(call('gemini', bearer)), { code: 'credential_missing' })
  const google = { authorization: 'Bearer AIzaSyD-123' }
  assert.equal(candidates.of(call('gemini', google))[0]!.credential, 'client')
  const open = setup({ mine: { base: 'https://mine.example', passThrough: true } })
  assert.equal(open.of(call('mine', bearer))[0]!.auth!.value.reveal(), `Bearer ${key}`)
})

test('a key whose form names its maker is shown to no other maker, whatever the path said', () => {
  const keys = {
    openai: ['Bearer sk-proj-1', 'Bearer sk-svcacct-1', 'bearer sk-admin-1'],
    anthropic: ['Bearer sk-ant-oat01-1', 'Bearer sk-ant-api03-1'],
    gemini: ['Bearer AIzaSyD-1', 'Bearer AQ.Ab8'],
  }
  const shown = (
    setting: Record<string, ProviderSettings>,
    provider: string,
    headers: Record<string, string>,
    client: string,
  ) => {
    const target = { provider, model: '', dialect: 'opaque', path: '/v1/files' }
    try {
      return setup(setting).of(call(provider, headers, { client, target }))[0]!.credential
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  for (const client of ['opaque', 'openai-chat', 'anthropic-messages', 'gemini']) {
    for (const [maker, values] of Object.entries(keys)) {
      for (const provider of Object.keys(keys).filter((id) => id !== maker)) {
        for (const authorization of values) {
          const label = `${authorization} ${client} ${provider}`
          assert.equal(shown({}, provider, { authorization }, client), 'credential_missing', label)
        }
      }
    }
  }
  const bare: [string, Record<string, string>][] = [
    ['openai', { 'x-api-key': 'sk-ant-api03-1' }],
    ['openai', { 'x-goog-api-key': 'anything' }],
    ['anthropic', { 'x-goog-api-key': 'anything' }],
    ['gemini', { 'x-api-key': 'sk-ant-api03-1' }],
  ]
  for (const [provider, headers] of bare) {
    assert.equal(shown({}, provider, headers, 'opaque'), 'credential_missing')
  }
  for (const [maker, values] of Object.entries(keys)) {
    for (const authorization of values) {
      assert.equal(shown({}, maker, { authorization }, 'opaque'), 'client', authorization)
    }
  }
  const elsewhere = { openai: { base: 'https://proxy.example/v1' } }
  const claude = { authorization: 'Bearer sk-ant-api03-1' }
  assert.equal(
    shown(elsewhere, 'openai', claude, 'openai-chat'),
    'client',
    'an address of the user’s own takes the keys that it takes',
  )
})

test('who sent a key that goes elsewhere hears that, and who sent none what would help', () => {
  const candidates = setup()
  const said = (provider: string, headers: Record<string, string>) => {
    try {
      candidates.of(call(provider, headers))
      return ''
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.match(said('openai', {}), /^No key for OpenAI\. Send your own as .*OPENAI_API_KEY/)
  const none = said('deepseek', {})
  assert.match(none, /DEEPSEEK_API_KEY/)
  assert.match(none, /providers\.deepseek\.passThrough/)
  assert.doesNotMatch(none, /[Ss]end your own/)
  const own = said('deepseek', bearer)
  assert.match(own, /^The key that came with the call was not sent to DeepSeek, .*is for OpenAI\./)
  assert.match(own, /DEEPSEEK_API_KEY.*providers\.deepseek\.passThrough/)
  assert.ok(!own.includes(key))
  const claude = said('openai', { authorization: 'Bearer sk-ant-api03-secret' })
  assert.match(claude, /was not sent to OpenAI, .*Anthropic/)
  assert.ok(!claude.includes('secret'))
})

test('logins of coding agents are subscriptions', () => {
  const candidates = setup()
  const subscription = (authorization: string, provider = 'openai', client = 'openai-chat') =>
    candidates.of(call(provider, { authorization }, { client }))[0]!.subscription
  assert.equal(subscription('Bearer sk-ant-oat01-x', 'anthropic', 'anthropic-messages'), true)
  assert.equal(subscription('Bearer sk-ant-api03-x', 'anthropic', 'anthropic-messages'), false)
  assert.equal(subscription('Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'), true)
  for (const metered of ['sk-proj-eyJ', 'eyJ', 'gsk_x']) {
    assert.equal(subscription(`Bearer ${metered}`), false, metered)
  }
})

test('what cannot be called says why', () => {
  const candidates = setup()
  assert.throws(() => candidates.of(call('nowhere')), {
    code: 'provider_unknown',
    message: /openai/,
  })
  assert.throws(() => candidates.of(call('bedrock')), {
    code: 'translation_missing',
    message: /base/,
  })
  assert.throws(() => candidates.of(call('azure')), { code: 'configuration_invalid' })
  assert.throws(() => candidates.of(call('openai')), { code: 'credential_missing' })
})

test('weights decide the order; weight 0 is a spare', () => {
  let seed = 1
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  const credentials = [
    { id: 'one', value: '1', weight: 1 },
    { id: 'three', value: '3', weight: 3 },
    { id: 'spare', value: '0', weight: 0 },
  ]
  const candidates = setup({ openai: { credentials } }, {}, random)
  const first = { one: 0, three: 0, spare: 0 }
  for (let i = 0; i < 4000; i++) {
    const order = candidates.of(call('openai'))
    assert.equal(order.length, 3)
    assert.equal(order[2]!.credential, 'spare')
    first[order[0]!.credential as 'one']++
  }
  assert.ok(Math.abs(first.three / 4000 - 0.75) < 0.03, JSON.stringify(first))
})

test('an endpoint may be for one credential', () => {
  const candidates = setup({
    azure: {
      endpoints: [
        { base: 'https://eu.example', credential: 'eu' },
        { base: 'https://us.example/openai/v1/', credential: 'us' },
      ],
      credentials: [
        { id: 'eu', value: 'E' },
        { id: 'us', value: 'U' },
      ],
    },
  })
  const found = candidates
    .of(call('azure'))
    .map((c) => [c.origin + c.prefix, c.auth!.header, c.credential])
  assert.deepEqual(found.sort(), [
    ['https://eu.example/openai', 'api-key', 'eu'],
    ['https://us.example/openai', 'api-key', 'us'],
  ])
})

test('where a credential is wished for, a conversation keeps its endpoint, by weight', () => {
  const endpoints = [{ base: 'https://eu.example' }, { base: 'https://us.example', weight: 3 }]
  const credentials = [
    { id: 'one', value: '1' },
    { id: 'two', value: '2' },
  ]
  const candidates = setup({ azure: { endpoints, credentials } }, {}, Math.random)
  const wish = {
    provider: 'azure',
    model: 'm',
    dialect: 'openai-chat',
    path: '/v1/chat/completions',
  }
  let us = 0
  for (let n = 0; n < 2000; n++) {
    const target = { ...wish, credential: { id: 'two', must: false } }
    const own = call('azure', {}, { target, conversation: `c${n}` })
    const [first, ...others] = candidates.of(own)
    assert.equal(first!.credential, 'two')
    assert.equal(others.length, 3)
    assert.equal(candidates.of(own)[0]!.key, first!.key)
    if (first!.origin === 'https://us.example') us++
  }
  assert.ok(Math.abs(us / 2000 - 0.75) < 0.05, `${us}`)
})

test('stateful ids stay with the credential that made them, per tenant', () => {
  const credentials = Array.from({ length: 8 }, (_, i) => ({ id: `c${i}`, value: String(i) }))
  const candidates = setup({ openai: { credentials } }, {}, Math.random)
  const seventh = candidates.of(call('openai')).find(({ credential }) => credential === 'c7')!
  candidates.remember('t', seventh, Buffer.from('{"id":"resp_0123456789abcdef"}'))
  candidates.remember('t', seventh, Buffer.from('{"id":"file-0123456789abcdef"}'))
  const json = { previous_response_id: 'resp_0123456789abcdef' }
  const only = candidates.of(call('openai', {}, { view: { json } }))
  assert.deepEqual(
    only.map(({ credential }) => credential),
    ['c7'],
  )
  const path = '/v1/files/file-0123456789abcdef/content'
  const target = { provider: 'openai', model: '', dialect: 'opaque', path }
  assert.equal(candidates.of(call('openai', {}, { target })).length, 1)
  const bytes = Buffer.from('{"input":[{"type":"input_file","file_id":"file-0123456789abcdef"}]}')
  assert.equal(candidates.of(call('openai', {}, { bytes })).length, 1)
  assert.equal(candidates.of(call('openai', {}, { view: { json }, tenant: 'other' })).length, 8)
})

test('the memory of ids is bounded', () => {
  const ids = new StatefulIds(3)
  for (const id of ['a', 'b', 'c', 'd']) ids.remember('t', id, id)
  ids.remember('t', 'x'.repeat(300), 'long')
  assert.equal(ids.size, 3)
  assert.equal(ids.ownerOf('t', 'a'), undefined)
  assert.equal(ids.ownerOf('t', 'd'), 'd')
})

test('keys cannot be printed', () => {
  const candidates = setup({ openai: { credentials: [{ id: 'a', value: key }] } })
  const all = [...candidates.of(call('openai')), ...candidates.of(call('openai', bearer))]
  const secret = new Secret(key)
  for (const text of [
    inspect(all, { depth: 20, showHidden: true }),
    JSON.stringify(all),
    `${secret}`,
    format('%s %o %j', secret, secret, secret),
  ]) {
    assert.ok(!text.includes('very-secret'), text)
  }
})

test('who pays itself spends no configured key, wherever a layer has moved the call', () => {
  const candidates = setup({}, { OPENAI_API_KEY: 'a', GROQ_API_KEY: 'g' })
  const paying = { clientPays: true }
  assert.equal(candidates.of(call('openai', bearer, paying))[0]!.credential, 'client')
  for (const provider of ['groq', 'ollama']) {
    assert.throws(() => candidates.of(call(provider, bearer, paying)), { code: 'key_required' })
  }
  assert.throws(() => candidates.of(call('openai', {}, paying)), { code: 'key_required' })
  assert.equal(candidates.of(call('groq', bearer, { clientPays: false })).length, 1)
})
