/**
 * End to end: drift is found and the layer steps down, restarts and kill −9 lose nothing, what must not be shadowed is
 * not, and the budget is kept.
 */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { askDirectly, shortener, startStand, type Stand } from './stand.ts'

const key = 'compress/support'

async function until(stand: Stand, from: number, most: number, holds: () => Promise<boolean>) {
  for (let n = from; n < from + most; n++) {
    if (await holds()) return n
    await stand.ask(n)
    await stand.quiet()
  }
  assert.fail(`not within ${most} calls`)
}

test('a layer that turns harmful is switched off, and the webhook hears of it', async () => {
  const heard: { to: string; layer: string; route: string }[] = []
  const hook = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      heard.push(JSON.parse(text))
      response.end()
    })
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  const webhook = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`
  let broken = false
  const trait = { harmful: () => broken, live: 0 }
  const stand = await startStand({ layers: [shortener(trait)], proof: { webhook } })
  try {
    const state = async () => (await stand.certificate(key)).state
    let n = await until(stand, 0, 60, async () => (await state()) === 'certified')
    broken = true
    n = await until(stand, n, 200, async () => (await state()) === 'breached')
    const { live } = trait
    for (let more = 0; more < 20; more++) {
      const asked = await stand.ask(n + more)
      assert.equal(asked.body, await askDirectly(stand.upstream, n + more))
    }
    assert.equal(trait.live, live, 'off from the breach on')
    while (heard.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    assert.deepEqual(
      heard.map(({ layer, route, to }) => [layer, route, to]),
      [
        ['compress', 'support', 'certified'],
        ['compress', 'support', 'breached'],
      ],
    )
  } finally {
    hook.closeAllConnections()
    hook.close()
    await stand.close()
  }
})

test('a dial climbs setting by setting, and a breach takes it down to the last certified one', async () => {
  let broken = false
  const trait = { harmful: (setting: number) => broken && setting === 2, live: 0 }
  const stand = await startStand({ layers: [shortener(trait, { dial: [1, 2] })] })
  try {
    const live = async () => {
      const { settings } = await stand.certificate(key)
      return settings.find((setting) => setting.live)?.value
    }
    let n = await until(stand, 0, 100, async () => (await live()) === 1)
    n = await until(stand, n, 300, async () => (await live()) === 2)
    broken = true
    await until(stand, n, 300, async () => (await live()) === 1)
    assert.equal((await stand.certificate(key)).state, 'certified')
  } finally {
    await stand.close()
  }
})

test('a restart goes on with the same bound; another version of the layer begins anew', async () => {
  const trait = { harmful: () => false, live: 0 }
  const first = await startStand({ layers: [shortener(trait)] })
  for (let n = 0; n < 8; n++) await first.ask(n)
  await first.quiet()
  const before = await first.certificate(key)
  const { balance } = (await first.report()).budget
  await first.close(true)
  const { folder } = first
  const second = await startStand({ layers: [shortener(trait)], folder })
  const after = await second.certificate(key)
  assert.equal(after.units, 8)
  assert.deepEqual({ ...after, since: 0 }, { ...before, since: 0 })
  assert.equal((await second.report()).budget.balance, balance)
  await second.close(true)
  const third = await startStand({ layers: [shortener(trait, { version: '2' })], folder })
  try {
    const anew = await third.certificate(key)
    assert.deepEqual([anew.state, anew.window, anew.units], ['stale', 2, 0])
    await third.ask(100)
    await third.quiet()
    assert.equal((await third.certificate(key)).state, 'learning')
  } finally {
    await third.close()
  }
})

test('calls with tools of the provider, `store` or `background` are never sent twice', async () => {
  const trait = { harmful: () => false, live: 0 }
  const stand = await startStand({ layers: [shortener(trait)] })
  try {
    const bodies = [
      { store: true },
      { web_search_options: {} },
      { tools: [{ type: 'web_search' }] },
      { mcp_servers: [{ url: 'https://x.test' }] },
    ]
    for (const [n, body] of bodies.entries()) await stand.ask(n, { body })
    const input = 'filler x sandbox:{"text":"the refund is granted"}'
    const responses = { path: '/v1/responses', body: { messages: undefined, input } }
    await stand.ask(10, responses)
    await stand.ask(11, {
      ...responses,
      body: { ...responses.body, store: false, background: true },
    })
    await stand.quiet()
    assert.equal((await stand.detail(key)).samples.length, 0)
    assert.equal((await stand.gateway.ledger.reader.total({})).extra, 0n)
    await stand.ask(12, { ...responses, body: { ...responses.body, store: false } })
    await stand.quiet()
    assert.equal((await stand.detail(key)).samples.length, 1, 'the same without is')
    assert.equal(trait.live, 0)
  } finally {
    await stand.close()
  }
})

test('a shadow budget that is spent stops the shadows, and the layer stays off', async () => {
  const trait = { harmful: () => false, live: 0 }
  const stand = await startStand({
    layers: [shortener(trait)],
    proof: { budgetShare: 0, holdout: 0 },
  })
  try {
    // At $10 a million tokens the dollar that it starts with is one long answer.
    const text = 'word '.repeat(150_000)
    await stand.ask(0, { text })
    await stand.quiet()
    const spent = await stand.report()
    assert.equal(spent.budget.open, false, spent.budget.balance)
    for (let n = 1; n < 10; n++) await stand.ask(n)
    await stand.quiet()
    assert.equal((await stand.detail(key)).samples.length, 1)
    assert.equal(trait.live, 0)
  } finally {
    await stand.close()
  }
})
