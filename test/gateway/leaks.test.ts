/**
 * Each promise about who may call, as the attack that would break it.
 */
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { chat, chatText, send } from './send-raw.ts'
import { environmentKey, startWhole } from './whole.ts'

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

test('a gateway key in the query is taken as one, and never goes upstream', async (t) => {
  const { createServer } = await import('node:http')
  const seen: string[] = []
  const upstream = createServer((request, response) => {
    seen.push(request.url ?? '')
    response.end('{}')
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  t.after(() => upstream.close())
  const { gateway, configuration, close } = await startWhole()
  t.after(close)
  const { port } = upstream.address() as { port: number }
  const provider = {
    ...configuration.providers['groq']!,
    base: `http://127.0.0.1:${port}`,
  }
  gateway.reload({ ...configuration, providers: { gemini: provider } })
  const { secret } = gateway.keys.add({ name: 'good', tenant: 'acme' })
  const path = '/v1beta/models/gemini-2.5-flash:generateContent'
  for (const query of [`?key=${secret}`, `?alt=sse&key=${secret}`, `?key=${secret}&alt=sse`]) {
    const answer = await send(gateway, 'POST', `${path}${query}`, {}, '{"contents":[]}')
    assert.equal(answer.status, 200, answer.text)
  }
  assert.equal((await send(gateway, 'POST', `${path}?key=fk_wrong`, {}, '{}')).status, 401)
  assert.equal(seen.length, 3)
  for (const url of seen) assert.ok(!url.includes('fk_'), url)
  assert.ok(seen[1]!.endsWith('alt=sse') && seen[2]!.endsWith('alt=sse'))
})
