import assert from 'node:assert/strict'
import { test } from 'node:test'
import { environmentKey, startWhole, wholeConfiguration } from './whole.ts'
import { startGateway } from '../../src/gateway/gateway.ts'

const chat = (more = {}): string =>
  JSON.stringify({
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: 'hello there' }],
    ...more,
  })

const ask = (url: string, body = chat(), headers = {}): Promise<Response> =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

test('a call is answered, priced in its headers, and its story can be read', async (t) => {
  const { gateway, sandbox, close } = await startWhole()
  t.after(close)
  const response = await ask(gateway.url)
  assert.equal(response.status, 200, await response.clone().text())
  const id = response.headers.get('x-farthing-call')!
  assert.match(id, /^fc_/)
  assert.equal(response.headers.get('x-farthing-saved'), '0')
  assert.equal(response.headers.get('x-farthing-cost'), response.headers.get('x-farthing-baseline'))
  const billed = Number(sandbox.bill().cost) / 1e12
  assert.equal(Number(response.headers.get('x-farthing-cost')), billed)
  const story = (await (await fetch(`${gateway.url}/farthing/decisions/${id}`)).json()) as {
    call: { cost: string; served: string }
    ladder: { step: string; amount: string }[]
    attempts: unknown[]
  }
  assert.equal(Number(story.call.cost), billed)
  assert.deepEqual(
    story.ladder.map(({ step }) => step),
    ['baseline', 'misses', 'failures', 'paid'],
  )
  assert.equal(story.attempts.length, 1)
})

test('a stream: its price is in the story afterwards', async (t) => {
  const { gateway, sandbox, close } = await startWhole()
  t.after(close)
  const response = await ask(gateway.url, chat({ stream: true }))
  const text = await response.text()
  assert.match(text, /data: \[DONE\]\n\n$/)
  assert.equal(response.headers.get('x-accel-buffering'), 'no')
  assert.equal(response.headers.get('x-farthing-cost'), null)
  const id = response.headers.get('x-farthing-call')
  const story = (await (await fetch(`${gateway.url}/farthing/decisions/${id}`)).json()) as {
    call: { cost: string; streamed: boolean }
  }
  assert.equal(story.call.streamed, true)
  assert.equal(Number(story.call.cost), Number(sandbox.bill().cost) / 1e12)
})

test('Anthropic on its own path, and its errors in its own words', async (t) => {
  const { gateway, close } = await startWhole({
    environment: { ANTHROPIC_API_KEY: 'sk-ant-environment-0123456789' },
  })
  t.after(close)
  const ask = (body: unknown): Promise<Response> =>
    fetch(`${gateway.url}/v1/messages`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' },
    })
  const good = await ask({
    model: 'claude-haiku-4-5',
    max_tokens: 50,
    messages: [{ role: 'user', content: 'hi' }],
  })
  assert.equal(good.status, 200, await good.clone().text())
  assert.ok(Number(good.headers.get('x-farthing-cost')) > 0)
  const lost = await fetch(`${gateway.url}/nowhere`, {
    headers: { 'anthropic-version': '2023-06-01' },
  })
  assert.equal(lost.status, 404)
  assert.equal(((await lost.json()) as { type: string }).type, 'error')
})

test('summary, calls, connect, config, metrics: what the page asks for', async (t) => {
  const { gateway, close } = await startWhole({ more: { models: { fast: 'openai/gpt-5-mini' } } })
  t.after(close)
  for (let call = 0; call < 3; call++) await (await ask(gateway.url)).text()
  await (await ask(gateway.url, chat({ model: 'fast' }), { 'x-farthing-tags': 'night' })).text()
  const get = async (path: string) =>
    (await fetch(`${gateway.url}/farthing/${path}`)).json() as never
  const summary = (await get('api/summary?window=1h')) as {
    totals: { calls: number; cost: string }
    models: { name: string }[]
    series: { points: unknown[] }
  }
  assert.equal(summary.totals.calls, 4)
  assert.equal(summary.series.points.length, 1)
  const first = (await get('api/calls?limit=2')) as { calls: { id: string }[]; next: string }
  const second = (await get(`api/calls?limit=2&after=${first.next}`)) as typeof first
  const ids = [...first.calls, ...second.calls].map(({ id }) => id)
  assert.equal(new Set(ids).size, 4)
  const tagged = (await get('api/calls?tag=night')) as { calls: unknown[] }
  assert.equal(tagged.calls.length, 1)
  const connect = (await get('api/connect')) as {
    url: string
    arrived: number
    clients: { line: string }[]
  }
  assert.equal(connect.arrived, 4)
  for (const { line } of connect.clients) assert.ok(line.includes(connect.url), line)
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
  assert.match(metrics, /farthing_calls_total\{[^}]*provider="openai"[^}]*\} 4/)
  assert.match(metrics, /farthing_call_seconds_count 4/)
  for (const line of metrics.trimEnd().split('\n')) {
    assert.match(line, /^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? -?[\d.e+-]+)$/, line)
  }
})

test('/v1/models: aliases and what the configured keys reach, in both shapes', async (t) => {
  const { gateway, close } = await startWhole({ more: { models: { fast: 'openai/gpt-5-mini' } } })
  t.after(close)
  const list = (await (await fetch(`${gateway.url}/v1/models`)).json()) as {
    data: { id: string }[]
  }
  assert.equal(list.data[0]!.id, 'fast')
  assert.ok(list.data.some(({ id }) => id === 'gpt-5-mini'))
  assert.ok(
    list.data.some(({ id }) => id.startsWith('claude')),
    'its address takes no key',
  )
  assert.ok(!list.data.some(({ id }) => id.startsWith('mistral/')), 'no key of it is here')
  assert.equal((await fetch(`${gateway.url}/v1/models/fast`)).status, 200)
  const missing = await fetch(`${gateway.url}/v1/models/nothing`)
  assert.equal(missing.status, 404)
  assert.match(await missing.text(), /no model \\"nothing\\" here.*model_unknown/)
  const seen: string[] = []
  let after = ''
  for (let page = 0; page < 1000; page++) {
    const answer = await fetch(`${gateway.url}/v1/models?limit=7${after}`, {
      headers: { 'anthropic-version': '2023-06-01' },
    })
    const body = (await answer.json()) as {
      data: { id: string }[]
      last_id: string
      has_more: boolean
    }
    seen.push(...body.data.map(({ id }) => id))
    if (!body.has_more) break
    after = `&after_id=${encodeURIComponent(body.last_id)}`
  }
  assert.deepEqual(
    seen,
    list.data.map(({ id }) => id),
  )
})

test('live: a new call arrives as an event', async (t) => {
  const { gateway, close } = await startWhole()
  t.after(close)
  const response = await fetch(`${gateway.url}/farthing/api/live`)
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  let text = ''
  await (await ask(gateway.url)).text()
  while (!text.includes('event: calls')) text += decoder.decode((await reader.read()).value)
  assert.match(text, /id: 1\nevent: calls\ndata: \[\{"id":"fc_/)
  await reader.cancel()
})

test('budget spent: 402 that no SDK retries', async (t) => {
  const { gateway, sandbox, close } = await startWhole({
    more: { budgets: [{ name: 'all', scope: {}, limit: '0.0000001', window: 'day' }] as never },
  })
  t.after(close)
  const response = await ask(gateway.url)
  assert.equal(response.status, 402)
  assert.equal(response.headers.get('x-should-retry'), 'false')
  assert.equal(sandbox.bill().calls, 0)
})

test('limits of a key: 429 with retry-after', async (t) => {
  const { gateway, close } = await startWhole()
  t.after(close)
  const { secret } = gateway.keys.add({
    name: 'small',
    tenant: 'small',
    limits: [{ unit: 'requests', window: 'hour', limit: 2 }],
  })
  const headers = { authorization: `Bearer ${secret}` }
  assert.equal((await ask(gateway.url, chat(), headers)).status, 200)
  assert.equal((await ask(gateway.url, chat(), headers)).status, 200)
  const refused = await ask(gateway.url, chat(), headers)
  assert.equal(refused.status, 429)
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
})

test('reload: open calls go on, the next ones see the new settings', async (t) => {
  const whole = await startWhole({ sandbox: { tokens: 'bytes', eventMs: 5 } })
  t.after(whole.close)
  const { gateway, configuration } = whole
  const stream = await ask(gateway.url, chat({ stream: true }))
  const { needsRestart } = gateway.reload({
    ...configuration,
    mode: 'observe',
    server: { ...configuration.server, port: 1 },
  })
  assert.deepEqual(needsRestart, ['server.port'])
  assert.match(await stream.text(), /\[DONE\]/)
  const next = await ask(gateway.url)
  assert.equal(next.headers.get('x-farthing-mode'), 'observe')
})

test('beyond loopback it starts with a key only', async (t) => {
  const whole = await startWhole()
  t.after(whole.close)
  const configuration = wholeConfiguration(`${whole.folder}/other`, 'http://127.0.0.1:1', {
    server: { host: '0.0.0.0' },
  })
  await assert.rejects(startGateway({ configuration }), /keys add/)
  assert.ok(environmentKey)
})

test('a budget that does not cover a call answers 402, in words and not to be tried again', async (t) => {
  const { gateway, close, configuration } = await startWhole()
  t.after(close)
  gateway.reload({ ...configuration, budgets: [{ scope: {}, limit: '0.001', window: 'month' }] })
  const refused = await ask(gateway.url)
  assert.equal(refused.status, 402)
  assert.equal(refused.headers.get('x-should-retry'), 'false')
  assert.match(await refused.text(), /all calls does not cover this call, which may cost \$0\.00/)
  const messages = await fetch(`${gateway.url}/v1/messages`, {
    method: 'POST',
    body: JSON.stringify({ model: 'claude-sonnet-4-5', max_tokens: 900, messages: [] }),
    headers: { 'x-api-key': 'sk-ant-own', 'anthropic-version': '2023-06-01' },
  })
  assert.equal(messages.status, 402)
  const body = (await messages.json()) as { request_id: string }
  assert.equal(body.request_id, messages.headers.get('x-farthing-call'))
})
