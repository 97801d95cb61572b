/**
 * Each promise about who may call, as the attack that would break it.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { chat, chatText, send } from './send-raw.ts'
import { startWhole } from './whole.ts'

test('keys: unknown, revoked, expired and guessed ones are refused and go nowhere', async (t) => {
  const { gateway, sandbox, close } = await startWhole()
  t.after(close)
  const { key, secret } = gateway.keys.add({ name: 'good', tenant: 'acme' })
  assert.equal((await chat(gateway, { authorization: `Bearer ${secret}` })).status, 200)
  assert.equal((await chat(gateway, { 'x-api-key': secret })).status, 200)
  assert.equal((await chat(gateway, { 'x-farthing-key': secret })).status, 200)
  const before = sandbox.bill().calls
  const bad = [
    {},
    { authorization: 'Bearer farthing' },
    { authorization: 'Bearer fk_nothing' },
    { authorization: `Bearer ${secret}x` },
    { authorization: `Bearer ${secret.slice(0, -1)}` },
    { 'x-farthing-key': 'fk_000000000000000000000000000' },
    { 'x-farthing-key': 'sk-not-a-gateway-key' },
    { 'x-api-key': `${key.id}` && 'fk_' },
  ]
  for (const headers of bad) {
    assert.equal((await chat(gateway, headers)).status, 401, JSON.stringify(headers))
  }
  const { secret: old } = gateway.keys.add({ name: 'old', tenant: 'acme', expires: 1 })
  assert.equal((await chat(gateway, { authorization: `Bearer ${old}` })).status, 401)
  gateway.keys.revoke(key.id)
  gateway.keys.add({ name: 'other', tenant: 'acme' })
  assert.equal((await chat(gateway, { authorization: `Bearer ${secret}` })).status, 401)
  assert.equal(sandbox.bill().calls, before)
})

test('where there are keys, a made-up provider key cannot spend the configured ones', async (t) => {
  const { gateway, sandbox, close } = await startWhole()
  t.after(close)
  gateway.keys.add({ name: 'good', tenant: 'acme' })
  const body = JSON.stringify({
    model: 'groq/llama-3.1-8b-instant',
    messages: [{ role: 'user', content: 'hi' }],
  })
  const answer = await chat(gateway, { authorization: 'Bearer sk-made-up' }, body)
  assert.equal(answer.status, 401, answer.text)
  assert.equal(sandbox.bill().calls, 0)
})

test('a key stays within its models, routes and mode', async (t) => {
  const { gateway, configuration, close } = await startWhole()
  t.after(close)
  gateway.reload({
    ...configuration,
    mode: 'balanced',
    routes: [
      { name: 'night', match: { tag: 'night' }, substitutes: [], storeText: false, layers: {} },
    ] as never,
  })
  const { secret } = gateway.keys.add({
    name: 'narrow',
    tenant: 'acme',
    models: ['gpt-5-*'],
    routes: ['default'],
    mode: 'safe',
  })
  const headers = { authorization: `Bearer ${secret}` }
  const good = await chat(gateway, { ...headers, 'x-farthing-mode': 'max' })
  assert.equal(good.status, 200)
  assert.equal(good.headers['x-farthing-mode'], 'safe')
  const lower = await chat(gateway, { ...headers, 'x-farthing-mode': 'observe' })
  assert.equal(lower.headers['x-farthing-mode'], 'observe')
  const odd = await chat(gateway, { ...headers, 'x-farthing-mode': 'turbo' })
  assert.equal(odd.headers['x-farthing-mode'], 'observe')
  const other = JSON.stringify({ model: 'gpt-4o', messages: [] })
  assert.equal((await chat(gateway, headers, other)).status, 403)
  assert.equal((await chat(gateway, { ...headers, 'x-farthing-tags': 'night' })).status, 403)
})

test('the end-user header divides a tenant, and never leaves it', async (t) => {
  const { gateway, close } = await startWhole()
  t.after(close)
  const { secret } = gateway.keys.add({ name: 'a', tenant: 'acme' })
  const admin = gateway.keys.add({ name: 'root', tenant: 'root', admin: true }).secret
  for (const user of ['globex', '../globex', 'acme', 'globex/anyone']) {
    const answer = await chat(gateway, {
      authorization: `Bearer ${secret}`,
      'x-farthing-user': user,
    })
    assert.equal(answer.status, 200)
    const story = await send(
      gateway,
      'GET',
      `/farthing/decisions/${answer.headers['x-farthing-call']}`,
      {
        'x-farthing-key': admin,
      },
    )
    const { call } = JSON.parse(story.text) as { call: { tenant: string } }
    assert.match(call.tenant, /^acme\/[\w-]{22}$/)
  }
})

test('a story is for its tenant: another key cannot tell it from none', async (t) => {
  const { gateway, close } = await startWhole()
  t.after(close)
  const mine = gateway.keys.add({ name: 'mine', tenant: 'mine' }).secret
  const other = gateway.keys.add({ name: 'other', tenant: 'other' }).secret
  const id = (await chat(gateway, { authorization: `Bearer ${mine}` })).headers['x-farthing-call']
  const look = (headers: Record<string, string>, at = id) =>
    send(gateway, 'GET', `/farthing/decisions/${at}`, {
      'x-forwarded-for': '203.0.113.5',
      ...headers,
    })
  assert.equal((await look({ authorization: `Bearer ${mine}` })).status, 200)
  const refused = await look({ authorization: `Bearer ${other}` })
  const missing = await look({ authorization: `Bearer ${other}` }, 'fc_00000000000')
  assert.equal(refused.status, 404)
  assert.equal(missing.status, 404)
  assert.equal(
    refused.text.replaceAll(String(id), ''),
    missing.text.replaceAll('fc_00000000000', ''),
  )
  assert.equal((await look({})).status, 401)
})

test('administration off this machine needs an admin key, also behind a proxy on it', async (t) => {
  const { gateway, close } = await startWhole()
  t.after(close)
  const plain = gateway.keys.add({ name: 'plain', tenant: 'acme' }).secret
  const admin = gateway.keys.add({ name: 'root', tenant: 'root', admin: true }).secret
  const paths = [
    '/farthing/api/summary',
    '/farthing/api/keys',
    '/farthing/api/config',
    '/metrics',
    '/farthing/api/live',
  ]
  const away = [
    { 'x-forwarded-for': '203.0.113.5' },
    { forwarded: 'for=203.0.113.5' },
    { via: '1.1 proxy' },
    { 'x-real-ip': '203.0.113.5' },
    { host: '192.0.2.7' },
  ]
  for (const path of paths) {
    for (const headers of away) {
      assert.equal((await send(gateway, 'GET', path, headers as never)).status, 401, path)
    }
    const refused = await send(gateway, 'GET', path, { authorization: `Bearer ${plain}` })
    assert.equal(refused.status, 403, `${path} with a key that is none of an administrator`)
    const unknown = await send(gateway, 'GET', path, { authorization: 'Bearer fk_wrong' })
    assert.equal(unknown.status, 401, path)
    if (path === '/farthing/api/live') continue
    const good = await send(gateway, 'GET', path, { ...away[0], authorization: `Bearer ${admin}` })
    assert.equal(good.status, 200, `${path} ${good.text}`)
  }
})

test('no header takes a caller out of the budget of its tenant, before and after a restart', async (t) => {
  const limit = { scope: { tenant: 'acme' }, limit: '0.005', window: 'day' }
  const whole = await startWhole({ more: { budgets: [limit] as never } })
  t.after(whole.close)
  const { secret } = whole.gateway.keys.add({ name: 'dev', tenant: 'acme' })
  const body = chatText.replace('"messages"', '"max_completion_tokens":1000,"messages"')
  const ask = async (gateway: Gateway, more: Record<string, string> = {}): Promise<number> =>
    (await chat(gateway, { 'x-farthing-key': secret, 'x-farthing-cache': 'skip', ...more }, body))
      .status
  let answered = 0
  while (answered < 200 && (await ask(whole.gateway, { 'x-farthing-user': `${answered}` })) === 200)
    answered++
  assert.ok(answered > 1 && answered < 200, `${answered} calls passed`)
  const ways = [{}, { 'x-farthing-user': 'new' }, { 'x-farthing-user': 'acme' }]
  for (const more of ways) assert.equal(await ask(whole.gateway, more), 402, JSON.stringify(more))
  await whole.gateway.stop({ graceMs: 0 })
  const again = await startGateway({
    configuration: whole.configuration,
    environment: { OPENAI_API_KEY: 'sk-environment' },
  })
  t.after(() => again.stop({ graceMs: 0 }))
  for (const more of ways) assert.equal(await ask(again, more), 402, JSON.stringify(more))
})
