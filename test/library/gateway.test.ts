import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import OpenAI from 'openai'
import { standUp } from './stand.ts'
import { callsAfterKill } from '../../src/ledger/example-rows.ts'
import { createGateway, startGateway } from '../../src/library/gateway.ts'

const chat = (more = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Bearer farthing' },
  body: JSON.stringify({
    model: 'gpt-4o-mini',
    temperature: 0,
    messages: [{ role: 'user', content: 'hello there' }],
    ...more,
  }),
})

function ownFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-own-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'ledger.db')
}

test('startGateway listens where it says, and stops for good', async (t) => {
  const stand = await standUp()
  t.after(stand.close)
  const gateway = await startGateway({ ...stand.options, port: 0 })
  const openai = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: 'farthing', maxRetries: 0 })
  const answer = await openai.chat.completions.create({
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: 'hi' }],
  })
  assert.ok(answer.choices[0]!.message.content)
  await gateway.stop()
  await gateway.stop()
  await assert.rejects(fetch(gateway.url))
})

test('a second owner of a ledger file is refused', async (t) => {
  const stand = await standUp({ ledger: ownFile(t) })
  t.after(stand.close)
  await assert.rejects(startGateway({ ...stand.options, port: 0 }), {
    code: 'ledger_in_use',
  })
})

test('a start that fails lets go of the ledger', async (t) => {
  const ledger = ownFile(t)
  const prices = { file: join(ledger, '..', 'missing.json') }
  await assert.rejects(
    startGateway({ ledger, configuration: { prices }, port: 0 }),
    /missing\.json/,
  )
  const gateway = await startGateway({ ledger, port: 0 })
  await gateway.stop()
})

test('an answer without an attempt: its row outlives a kill before the head is written', async (t) => {
  const stand = await standUp()
  t.after(stand.close)
  const ledger = ownFile(t)
  const gateway = await createGateway({ ...stand.options, ledger })
  const seen: unknown[] = []
  const server = createServer((request, response) => {
    const writeHead = response.writeHead.bind(response)
    response.writeHead = ((...given: Parameters<typeof writeHead>) => {
      seen.push(callsAfterKill(ledger))
      return writeHead(...given)
    }) as typeof writeHead
    gateway(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(async () => {
    server.close().closeAllConnections()
    await gateway.stop()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat/completions`
  const call = async (init: RequestInit): Promise<string | null> => {
    const response = await fetch(url, init)
    await response.arrayBuffer()
    return `${response.status} ${response.headers.get('x-farthing-cache')}`
  }
  assert.equal(await call(chat()), '200 null')
  assert.equal(await call(chat()), '200 hit')
  assert.equal(await call(chat()), '200 hit')
  // No key of any kind for this provider: nothing is sent, a row is written.
  assert.equal(await call(chat({ model: 'mistral/mistral-small-latest' })), '401 null')
  assert.deepEqual(seen.slice(1), [2, 3, 4])
})
