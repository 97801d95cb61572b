/**
 * Each promise about who may call, as the attack that would break it.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Raw } from './harness.ts'
import { chat, chatText, send } from './send-raw.ts'
import { startWhole } from './whole.ts'

test('DNS rebinding: another host name is refused, everywhere but at the probes', async (t) => {
  const { gateway, sandbox, close } = await startWhole()
  t.after(close)
  for (const host of [
    'evil.example',
    `evil.example:${gateway.port}`,
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'localhost:80:80',
    '[::1].evil.example',
    ' ',
  ]) {
    assert.equal((await chat(gateway, { host })).status, 403, host)
    assert.equal((await send(gateway, 'GET', '/farthing/api/keys', { host })).status, 403, host)
    assert.equal((await send(gateway, 'GET', '/v1/models', { host })).status, 403, `models ${host}`)
    assert.equal((await send(gateway, 'GET', '/farthing/', { host })).status, 403, host)
  }
  for (const host of [
    'localhost',
    `localhost:${gateway.port}`,
    '127.0.0.1',
    '[::1]:4114',
    '10.1.2.3',
  ]) {
    assert.equal((await chat(gateway, { host })).status, 200, host)
  }
  assert.equal((await send(gateway, 'GET', '/ready', { host: 'evil.example' })).status, 200)
  assert.equal(sandbox.bill().calls, 5)
})

test('an empty Host header means none', async (t) => {
  const { gateway, close } = await startWhole()
  t.after(close)
  const raw = new Raw(gateway.port)
  raw.write('GET /v1/models HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n')
  assert.match(await raw.closed, /^HTTP\/1.1 40[03]/)
})

test('two Host headers mean none', async (t) => {
  const { gateway, sandbox, close } = await startWhole()
  t.after(close)
  const raw = new Raw(gateway.port)
  raw.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\nconnection: close\r\ncontent-length: ${chatText.length}\r\n\r\n${chatText}`,
  )
  assert.match(await raw.closed, /^HTTP\/1.1 40[03]/)
  assert.equal(sandbox.bill().calls, 0)
})

test('a page of another site spends nothing, in any shape that a browser can send', async (t) => {
  const { gateway, sandbox, close } = await startWhole()
  t.after(close)
  const origins = [
    'https://evil.example',
    'null',
    'http://localhost:1',
    'http://127.0.0.1',
    `http://localhost:${gateway.port}.evil.example`,
    'file://',
  ]
  for (const origin of origins) {
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const answer = await chat(gateway, { origin, 'content-type': type })
      assert.equal(answer.status, 403, `${origin} ${type}`)
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
    }
    const preflight = await send(gateway, 'OPTIONS', '/v1/chat/completions', {
      origin,
      'access-control-request-method': 'POST',
    })
    assert.equal(preflight.status, 403)
    assert.equal(preflight.headers['access-control-allow-origin'], undefined)
    const key = await send(
      gateway,
      'POST',
      '/farthing/api/keys',
      { origin, 'content-type': 'text/plain' },
      '{"name":"evil","admin":true}',
    )
    assert.equal(key.status, 403)
  }
  for (const site of ['cross-site', 'same-site']) {
    assert.equal((await send(gateway, 'GET', '/v1/files', { 'sec-fetch-site': site })).status, 403)
    const summary = await send(gateway, 'GET', '/farthing/api/summary', {
      'sec-fetch-site': site,
      'sec-fetch-mode': 'navigate',
    })
    assert.equal(summary.status, 403)
  }
  assert.equal(gateway.keys.list().length, 0)
  assert.equal(sandbox.bill().calls, 0)
})

test('a key is not made by a form: only JSON is taken', async (t) => {
  const { gateway, close } = await startWhole()
  t.after(close)
  const answer = await send(
    gateway,
    'POST',
    '/farthing/api/keys',
    { 'content-type': 'text/plain' },
    '{"name":"evil","admin":true}',
  )
  assert.equal(answer.status, 400)
  assert.equal(gateway.keys.list().length, 0)
})

test('an allowed origin may call, and reads what it needs', async (t) => {
  const { gateway, configuration, close } = await startWhole()
  t.after(close)
  gateway.reload({
    ...configuration,
    server: { ...configuration.server, origins: ['https://tool.example.com'] },
  })
  const origin = 'https://tool.example.com'
  const preflight = await send(gateway, 'OPTIONS', '/v1/chat/completions', {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization, content-type',
  })
  assert.equal(preflight.status, 204)
  assert.equal(preflight.headers['access-control-allow-origin'], origin)
  const answer = await chat(gateway, { origin, 'sec-fetch-site': 'cross-site' })
  assert.equal(answer.status, 200)
  assert.equal(answer.headers['access-control-allow-origin'], origin)
  assert.equal((await chat(gateway, { origin: `${origin}.evil.example` })).status, 403)
  assert.equal(
    (
      await chat(gateway, {
        origin: `http://localhost:${gateway.port}`,
        host: `localhost:${gateway.port}`,
      })
    ).status,
    200,
  )
})
