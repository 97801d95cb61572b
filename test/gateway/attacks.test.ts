/**
 * Each promise about who may call, as the attack that would break it.
 */
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Gateway } from '../../src/gateway/gateway.ts'
import { Raw } from './harness.ts'
import { environmentKey, startWhole } from './whole.ts'

interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: NodeJS.Dict<string | string[]>
}

const chatText = JSON.stringify({
  model: 'gpt-5-mini',
  messages: [{ role: 'user', content: 'hi' }],
})

/** node:http, because fetch will not send the headers that browsers own. */
function send(
  gateway: Gateway,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest(
      { host: '127.0.0.1', port: gateway.port, method, path, headers },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
        )
      },
    )
    asking.on('error', reject)
    asking.end(body)
  })
}

const chat = (gateway: Gateway, headers: Record<string, string> = {}, body = chatText) =>
  send(
    gateway,
    'POST',
    '/v1/chat/completions',
    { 'content-type': 'application/json', ...headers },
    body,
  )

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

test('no path leaves the folder of the page', async (t) => {
  const { gateway, close } = await startWhole()
  t.after(close)
  for (const path of [
    '/farthing/../package.json',
    '/farthing/..%2f..%2fpackage.json',
    '/farthing/%2e%2e/%2e%2e/package.json',
    '/farthing/....//package.json',
    '/farthing//etc/passwd.txt',
    '/farthing/..\\..\\package.json',
    '/farthing/constructor.js',
    '/farthing/__proto__.js',
  ]) {
    const answer = await send(gateway, 'GET', path)
    assert.ok(answer.status === 404 || answer.status === 400, `${path}: ${answer.status}`)
    assert.doesNotMatch(answer.text, /"dependencies"|root:/)
  }
  for (const path of [
    '/farthing/api/constructor',
    '/farthing/api/',
    '/farthing/__proto__/x',
    '/farthing/feedback',
  ]) {
    assert.equal((await send(gateway, 'POST', path)).status === 200, false, path)
  }
})

test('no key is in a log, the ledger, an error, a metric or the admin API', async (t) => {
  const { gateway, sandbox, logged, folder, close } = await startWhole()
  t.after(close)
  const marks = ['canary1', 'canary2', 'canary3', 'canary4', 'canary5', 'canary6', 'canary7']
  const secret = (mark: string): string => `sk-proj-${mark}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123`
  const made = gateway.keys.add({ name: 'good', tenant: 'acme', admin: true }).secret
  const shown: string[] = []
  const bodies = [
    chatText,
    '{"model":',
    '',
    JSON.stringify({ model: secret('canary7'), messages: [] }),
  ]
  const places: Record<string, string>[] = [
    { authorization: `Bearer ${secret('canary1')}` },
    { 'x-api-key': secret('canary2') },
    { 'x-farthing-key': secret('canary3') },
    {
      'x-farthing-key': made,
      authorization: `Bearer ${secret('canary4')}`,
      'x-custom': secret('canary4'),
    },
    { authorization: `Bearer ${made}`, 'x-farthing-user': secret('canary5') },
    { authorization: `Basic ${Buffer.from(`u:${secret('canary1')}`).toString('base64')}` },
  ]
  for (const headers of places) {
    for (const body of bodies) {
      for (const path of [
        '/v1/chat/completions',
        '/v1/messages',
        `/v1/files?key=${secret('canary6')}`,
        `/nowhere?api_key=${secret('canary6')}`,
      ]) {
        sandbox.faults.push?.({ fault: 'server-error' } as never)
        const answer = await send(
          gateway,
          'POST',
          path,
          { 'content-type': 'application/json', ...headers },
          body,
        )
        if (
          answer.status >= 400 &&
          !/provider/i.test(String(answer.headers['x-request-id'] ?? ''))
        ) {
          shown.push(path.includes('nowhere') ? answer.text : '')
        }
      }
    }
  }
  for (const path of [
    '/metrics',
    '/farthing/api/config',
    '/farthing/api/calls?limit=500',
    '/farthing/api/keys',
    '/farthing/api/summary?window=all',
  ]) {
    shown.push((await send(gateway, 'GET', path, { 'x-farthing-key': made })).text)
  }
  gateway.ledger.flush()
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
  const places2: readonly (readonly [string, string])[] = [
    ['answers', shown.join('\n')],
    ['log', logged.join('\n')],
    ['ledger', files.join('\n')],
  ]
  for (const [where, text] of places2) {
    for (const needle of [
      ...marks.slice(0, 6),
      made,
      environmentKey,
      'gsk_configured0123456789abcdef',
    ]) {
      assert.ok(!text.includes(needle), `${needle.slice(0, 12)} in ${where}`)
    }
  }
})

test('forged log lines: control characters of a caller are escaped', async (t) => {
  const { gateway, logged, close } = await startWhole()
  t.after(close)
  const model = 'gpt-5-mini\n{"level":"error","event":"forged"}'
  await chat(gateway, {}, JSON.stringify({ model, messages: [{ role: 'user', content: 'x' }] }))
  for (const line of logged) {
    assert.equal(line.indexOf('\n'), line.length - 1)
    assert.notEqual((JSON.parse(line) as { event: string }).event, 'forged')
  }
})

test('x-farthing-*, hop-by-hop and listed headers never go upstream', async (t) => {
  const { createServer } = await import('node:http')
  const seen: string[] = []
  const upstream = createServer((request, response) => {
    seen.push(
      ...request.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()),
    )
    response.end('{}')
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  t.after(() => upstream.close())
  const { gateway, configuration, close } = await startWhole()
  t.after(close)
  const { port } = upstream.address() as { port: number }
  gateway.reload({
    ...configuration,
    providers: {
      openai: { ...configuration.providers['openai']!, base: `http://127.0.0.1:${port}` },
    },
  })
  await chat(gateway, {
    'x-farthing-user': 'u',
    'x-farthing-tags': 't',
    'x-farthing-anything': 'a',
    connection: 'x-listed, keep-alive',
    'x-listed': 'secret',
    te: 'trailers',
    cookie: 'session=1',
    'proxy-authorization': 'Basic eA==',
    'x-forwarded-for': '10.0.0.9',
    'x-kept': 'yes',
  })
  assert.ok(seen.includes('x-kept'))
  for (const name of seen) {
    assert.doesNotMatch(name, /^x-farthing|^x-listed$|^te$|^cookie$|^proxy-|^x-forwarded/, name)
  }
})
