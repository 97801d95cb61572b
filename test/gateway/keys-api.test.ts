/**
 * Gateway keys over the admin API: what is changed holds for the next call, and what is wrong is named.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chat, send } from './send-raw.ts'
import { startWhole } from './whole.ts'

async function startWithKey() {
  const whole = await startWhole()
  const { gateway } = whole
  const api = async (method: string, path: string, body?: unknown) => {
    const { status, text } = await send(
      gateway,
      method,
      `/farthing/api/${path}`,
      { 'content-type': 'application/json' },
      body === undefined ? '' : JSON.stringify(body),
    )
    return { status, text, value: JSON.parse(text) as { key: Record<string, unknown> } }
  }
  const { key, secret } = gateway.keys.add({
    name: 'ci',
    tenant: 'acme',
    models: ['claude-*'],
    budgets: [{ window: 'day', limit: 1n }],
  })
  const ask = async () => {
    const { status, text } = await chat(gateway, { 'x-farthing-key': secret })
    return { status, text }
  }
  return { whole, api, ask, id: key.id }
}

test('PATCH changes what the next call with the same secret may do', async (t) => {
  const { whole, api, ask, id } = await startWithKey()
  t.after(whole.close)
  assert.equal((await ask()).status, 403)

  const open = await api('PATCH', `keys/${id}`, { models: null })
  assert.equal(open.status, 200, open.text)
  assert.equal('models' in open.value.key, false)
  const poor = await ask()
  assert.equal(poor.status, 402)
  assert.ok(poor.text.includes(`farthing keys edit ${id} --limit '$AMOUNT/day'`), poor.text)

  const rich = await api('PATCH', `keys/${id}`, { budgets: [{ window: 'day', limit: '2.50' }] })
  assert.deepEqual(rich.value.key['budgets'], [{ window: 'day', limit: '2.5' }])
  assert.equal((await ask()).status, 200)

  const spent = whole.gateway.keys.list().length
  const slow = await api('PATCH', `keys/${id}`, {
    mode: 'observe',
    limits: [{ unit: 'requests', window: 'hour', limit: 1 }],
  })
  assert.equal(slow.value.key['mode'], 'observe')
  assert.deepEqual(slow.value.key['budgets'], [{ window: 'day', limit: '2.5' }], 'stays')
  assert.equal((await ask()).status, 429)
  await api('PATCH', `keys/${id}`, { limits: null, routes: ['other'] })
  assert.equal((await ask()).status, 403)
  assert.equal(whole.gateway.keys.list().length, spent)
})

test('what was spent stays when the budget is changed', async (t) => {
  const { whole, api, ask, id } = await startWithKey()
  t.after(whole.close)
  await api('PATCH', `keys/${id}`, { models: null, budgets: [{ window: 'day', limit: '5' }] })
  assert.equal((await ask()).status, 200)
  await api('PATCH', `keys/${id}`, { budgets: [{ window: 'day', limit: '4' }] })
  const answer = await send(whole.gateway, 'GET', '/farthing/api/budgets')
  const { budgets } = JSON.parse(answer.text) as { budgets: { limit: string; spent: string }[] }
  assert.equal(budgets[0]?.limit, '4')
  assert.ok(Number(budgets[0]?.spent) > 0)
})

test('wrong settings name the field and what it takes; nothing is changed by them', async (t) => {
  const { whole, api, id } = await startWithKey()
  t.after(whole.close)
  const before = whole.gateway.keys.get(id)
  for (const [body, expected] of [
    [{ mode: 'fast' }, /`mode` must be one of observe, safe, balanced, max/],
    [{ model: ['x'] }, /`model` must be left out.*Did you mean `models`/],
    [{ tenant: 'other' }, /`tenant` must be left out: a key keeps its tenant/],
    [{ name: null }, /`name` must be text/],
    [
      { budgets: [{ window: 'week', limit: 1 }] },
      /`budgets\[0\]\.window` must be one of hour, day/,
    ],
    [
      { budgets: [1, 2].map((limit) => ({ window: 'day', limit })) },
      /`budgets\[1\]` must be left out/,
    ],
    [{}, /changes nothing.*name, routes, models, mode, limits, budgets, admin, expires/],
    [[], /must be an object/],
  ] as const) {
    const { status, text } = await api('PATCH', `keys/${id}`, body)
    assert.equal(status, 400, text)
    assert.match((JSON.parse(text) as { error: { message: string } }).error.message, expected)
    assert.match(text, /parameter_invalid/)
  }
  assert.deepEqual(whole.gateway.keys.get(id), before)
})

test('an unknown or revoked key is said to be so', async (t) => {
  const { whole, api, id } = await startWithKey()
  t.after(whole.close)
  for (const [method, body] of [['PATCH', { mode: 'safe' }], ['DELETE']] as const) {
    const { status, text } = await api(method, 'keys/key_none', body)
    assert.equal(status, 404, text)
    assert.match(text, /There is no valid key .*key_none.*record_unknown/)
  }
  whole.gateway.keys.revoke(id)
  const gone = await api('PATCH', `keys/${id}`, { mode: 'safe' })
  assert.equal(gone.status, 404)
  assert.equal(whole.gateway.keys.get(id)?.mode, undefined)
})
