/**
 * Responses that are made in the background: who asks for the answer is told its usage, whoever began it pays.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { startGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { loadPriceList } from '../../src/pricing/price-list.ts'
import { formatExact } from '../../src/pricing/money.ts'
import { environmentKey, startWhole } from './whole.ts'

const model = 'o3-deep-research'
const usage = { input_tokens: 50_000, output_tokens: 40_000, total_tokens: 90_000 }
const cost = formatExact(
  loadPriceList().cost({
    provider: 'openai',
    model,
    usage: {
      input: 50_000,
      cacheRead: 0,
      cacheWrite: 0,
      cacheWrite1h: 0,
      output: 40_000,
      reasoning: 0,
    },
  })!.total,
)

/** A provider that answers `queued`, and at the first GET the whole. */
async function provider(t: TestContext): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    const base = { id: 'resp_background1', object: 'response', model, background: true }
    const reply =
      request.method === 'POST'
        ? { ...base, status: 'queued', usage: null }
        : { ...base, status: 'completed', usage }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function start(t: TestContext, limit: string) {
  const base = await provider(t)
  const settings = { base, credentials: [], endpoints: [], headers: {}, timeouts: {} }
  const whole = await startWhole({
    more: {
      providers: { openai: { ...settings, passThrough: false } },
      budgets: [{ scope: {}, limit, window: 'day' }] as never,
    },
  })
  t.after(whole.close)
  return whole
}

const begin = (gateway: Gateway): Promise<Response> =>
  fetch(`${gateway.url}/v1/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, background: true, input: 'research', max_output_tokens: 1000 }),
  })

async function poll(gateway: Gateway): Promise<void> {
  const reply = await fetch(`${gateway.url}/v1/responses/resp_background1`)
  assert.equal(reply.status, 200)
  await reply.text()
}

async function budget(gateway: Gateway): Promise<{ spent: string; reserved: string }> {
  const reply = await fetch(`${gateway.url}/farthing/api/budgets`)
  return ((await reply.json()) as { budgets: { spent: string; reserved: string }[] }).budgets[0]!
}

test('what is made in the background holds its budget back, then is paid for once', async (t) => {
  const { gateway } = await start(t, '0.05')
  assert.equal((await begin(gateway)).status, 200)
  const waiting = await budget(gateway)
  assert.equal(waiting.spent, '0')
  assert.ok(Number(waiting.reserved) > 0.03, waiting.reserved)
  assert.equal((await begin(gateway)).status, 402, 'held back')
  await Promise.all([poll(gateway), poll(gateway)])
  await poll(gateway)
  assert.deepEqual(await budget(gateway).then(({ spent }) => spent), cost)
  const summary = await fetch(`${gateway.url}/farthing/api/summary?window=24h`)
  const { totals } = (await summary.json()) as { totals: { cost: string; extra: string } }
  assert.deepEqual([totals.cost, totals.extra], ['0', cost])
  assert.equal((await begin(gateway)).status, 402, 'spent')
})

test('after a restart what was held back counts, and asking again adds nothing', async (t) => {
  const { gateway, configuration } = await start(t, '5')
  assert.equal((await begin(gateway)).status, 200)
  const { reserved } = await budget(gateway)
  await gateway.stop({ graceMs: 0 })
  const environment = { OPENAI_API_KEY: environmentKey }
  const again = await startGateway({ configuration, environment })
  t.after(() => again.stop({ graceMs: 0 }))
  assert.equal((await budget(again)).spent, reserved)
  await poll(again)
  assert.equal((await budget(again)).spent, reserved)
})
