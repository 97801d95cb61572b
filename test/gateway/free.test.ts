/**
 * What costs nothing is billed with nothing, and says so.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Layer } from '../../src/layers/layer.ts'
import { createCallReader } from '../../src/ledger/query.ts'
import { startGateway } from '../../src/gateway/gateway.ts'
import { startUpstream, startStand } from '../wire/stand.ts'
import { post } from './harness.ts'
import { startWhole } from './whole.ts'

const counts = [
  ['/v1/messages/count_tokens', '{"input_tokens":14}', { 'x-api-key': 'sk-ant-a' }],
  ['/v1/responses/input_tokens', '{"object":"response.input_tokens","input_tokens":11}', {}],
  ['/gemini/v1beta/models/gemini-2.5-pro:countTokens', '{"totalTokens":31}', {}],
] as const

test('counting tokens is free in every dialect', async (t) => {
  const upstream = await startUpstream((heard, response) => {
    const found = counts.find(([path]) => path.endsWith(heard.url.split('/').at(-1)!))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(found![1])
  })
  t.after(() => upstream.close())
  const stand = await startStand({ upstream: upstream.url })
  t.after(() => stand.close())
  for (const [path, text, headers] of counts) {
    const body = JSON.stringify({
      model: path.includes('messages') ? 'claude-sonnet-4-5' : 'gpt-5-mini',
      messages: [{ role: 'user', content: 'count me' }],
      input: 'count me',
    })
    const reply = await fetch(stand.gateway.url + path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization: 'Bearer sk-x', ...headers },
    })
    assert.equal(await reply.text(), text, path)
    assert.equal(reply.headers.get('x-farthing-cost'), '0', path)
    const { call } = await stand.decision(reply.headers.get('x-farthing-call'))
    assert.equal(call.cost, 0n, path)
    assert.equal(call.baseline, 0n, path)
    assert.equal(call.costOrigin, 'computed', path)
  }
})

test('a layer that moves a call cannot spend configured keys for one who pays itself', async (t) => {
  const mover: Layer = {
    name: 'router',
    needs: 'safe',
    unit: 'call',
    budgetMs: 50,
    down: (call) => ({ ...call, target: { ...call.target, provider: 'groq' } }),
  }
  const whole = await startWhole()
  t.after(() => whole.close())
  const { configuration } = whole
  const { providers } = configuration
  const moved = await startGateway({
    configuration: {
      ...configuration,
      providers: { ...providers, openai: { ...providers['openai']!, passThrough: true } },
      ledger: { ...configuration.ledger, file: ':memory:' },
      log: { ...configuration.log, level: 'silent' },
    },
    environment: {},
    layers: () => [mover],
  })
  t.after(() => moved.stop({ graceMs: 0 }))
  assert.equal((await post(moved.url, undefined, { authorization: 'Bearer sk-mine' })).status, 200)
  const { secret } = moved.keys.add({ name: 'someone', tenant: 'house' })
  const refused = await post(moved.url, undefined, { authorization: 'Bearer sk-mine' })
  assert.equal(refused.status, 401)
  const allowed = await post(moved.url, undefined, { 'x-farthing-key': secret })
  assert.equal(allowed.status, 200)
  moved.ledger.flush()
  const { calls } = createCallReader(moved.ledger.database).list()
  assert.deepEqual(
    calls.map(({ error }) => error),
    [undefined, 'key_required', undefined],
  )
})
