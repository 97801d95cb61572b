/**
 * End to end: second answers at flex price, where the route allows it; never the client's own call.
 */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { shortener, startStand, type Stand } from './stand.ts'

async function attemptsOf(stand: Stand) {
  const { calls } = await stand.gateway.ledger.reader.list({ limit: 100 })
  const all = await Promise.all(calls.map(({ id }) => stand.gateway.ledger.reader.decision(id)))
  return all.flatMap((decision) => decision!.attempts)
}

test('shadows go at flex price and are billed so; the call of the client does not', async () => {
  const layers = [shortener({ harmful: () => false, live: 0 })]
  const stand = await startStand({ layers, listed: true, route: { tiers: ['flex'] } })
  try {
    for (let n = 0; n < 5; n++) {
      const stream = n === 4
      const { status, body } = await stand.ask(n, stream ? { stream } : {})
      assert.deepEqual([status, body.includes('flex')], [200, false])
    }
    await stand.ask(5, { body: { service_tier: 'default' } })
    await stand.quiet()
    const attempts = await attemptsOf(stand)
    const tiers = (kind: string) => attempts.filter((one) => one.kind === kind).map((a) => a.tier)
    assert.deepEqual(tiers('serve'), Array(6).fill('standard'))
    assert.deepEqual(tiers('shadow').toSorted(), [...Array(5).fill('flex'), 'standard'])
    const { certificate } = await stand.detail('compress/support')
    assert.deepEqual([certificate.units, certificate.mean], [6, 0])
    // Set aside and billed at half: the account is down by what the attempts say.
    const spent = attempts.filter(({ kind }) => kind === 'shadow')
    assert.ok(spent.every(({ cost }) => cost !== undefined && cost > 0n))
    const [flex, standard] = ['flex', 'standard'].map((t) => spent.find(({ tier }) => tier === t)!)
    const ratio = Number(flex!.cost) / Number(standard!.cost)
    assert.ok(ratio > 0.45 && ratio < 0.55, String(ratio))
  } finally {
    await stand.close()
  }
})

test('without the word of the route, or of the list, nothing goes at flex price', async () => {
  for (const options of [{ listed: true }, { route: { tiers: ['flex' as const] } }]) {
    const layers = [shortener({ harmful: () => false, live: 0 })]
    const stand = await startStand({ layers, ...options })
    try {
      await stand.ask(1)
      await stand.quiet()
      const kinds = (await attemptsOf(stand)).map(({ kind, tier }) => `${kind} ${tier}`)
      assert.deepEqual(kinds.toSorted(), ['serve standard', 'shadow standard'])
    } finally {
      await stand.close()
    }
  }
})

test('where flex has no room, the shadow goes the usual way: no harm of the layer', async () => {
  let refused = 0
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      if (text.includes('"flex"')) {
        refused++
        response.writeHead(400)
        response.end('{"error":{"message":"no flex","type":"invalid_request_error"}}')
        return
      }
      const message = { role: 'assistant', content: 'the refund is granted' }
      const usage = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 }
      const choices = [{ index: 0, message, finish_reason: 'stop' }]
      response.end(JSON.stringify({ id: 'x', model: 'gpt-5-mini', choices, usage }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const layers = [shortener({ harmful: () => false, live: 0 })]
  const stand = await startStand({ layers, listed: true, upstream, proof: { tiers: ['flex'] } })
  try {
    for (let n = 0; n < 3; n++) assert.equal((await stand.ask(n)).status, 200)
    await stand.quiet()
    const { certificate } = await stand.detail('compress/support')
    assert.deepEqual([refused, certificate.units, certificate.mean], [3, 3, 0])
  } finally {
    await stand.close()
    server.closeAllConnections()
    server.close()
  }
})
