/**
 * What outlives a change of the configuration, and what outlives the process.
 */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createCore } from '../../src/gateway/core.ts'
import { readLearned } from '../../src/gateway/estimator-memory.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { post } from './harness.ts'
import { startWhole, wholeConfiguration } from './whole.ts'

test('a reload forgets neither open circuits nor what was learned', async (t) => {
  let asked = 0
  const broken = createServer((request, response) => {
    asked++
    request.resume()
    response.writeHead(500, { 'content-type': 'application/json' })
    response.end('{"error":{"message":"down"}}')
  })
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve))
  t.after(() => void broken.close())
  const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`
  const whole = await startWhole({ environment: { OPENAI_API_KEY: 'sk-environment' } })
  t.after(() => whole.close())
  const openai = { ...whole.configuration.providers['openai']!, base: url }
  const configuration = {
    ...whole.configuration,
    providers: { ...whole.configuration.providers, openai },
    upstream: { ...whole.configuration.upstream, retries: 0, breakerFailures: 2 },
  }
  whole.gateway.reload(configuration)
  for (let i = 0; i < 2; i++) assert.equal((await post(whole.gateway.url)).status, 500)
  const before = asked
  whole.gateway.reload({ ...configuration, mode: 'observe' })
  const reply = await post(whole.gateway.url)
  assert.equal(reply.status, 503)
  const { error } = (await reply.json()) as { error: { code: string } }
  assert.equal(error.code, 'upstream_unavailable')
  assert.equal(asked, before)
})

test('a new bound of the circuits holds at once', async (t) => {
  const whole = await startWhole({ environment: { OPENAI_API_KEY: 'sk-environment' } })
  t.after(() => whole.close())
  const { openai, ...others } = whole.configuration.providers
  whole.gateway.reload({
    ...whole.configuration,
    providers: { ...others, openai: { ...openai!, base: 'http://127.0.0.1:1' } },
    upstream: { ...whole.configuration.upstream, retries: 0, breakerFailures: 1 },
  })
  assert.equal((await post(whole.gateway.url)).status, 502)
  assert.equal((await post(whole.gateway.url)).status, 503)
})

test('what was learned outlives a reload and the process', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-reload-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const whole = await startWhole({ server: {}, environment: { OPENAI_API_KEY: 'sk-environment' } })
  t.after(() => whole.close())
  assert.equal((await post(whole.gateway.url)).status, 200)
  whole.gateway.reload({ ...whole.configuration, mode: 'observe' })
  await whole.gateway.stop()

  const { file } = whole.configuration.ledger
  const ledger = openLedger({ file })
  const learned = readLearned(ledger)
  ledger.close()
  assert.equal(learned?.densities.length, 1)
  assert.equal(
    learned?.lengths.some(([key]) => key.includes('gpt-5-mini')),
    true,
  )

  const core = createCore({ configuration: wholeConfiguration(whole.folder, 'http://127.0.0.1:1') })
  assert.deepEqual(core.trunk.learned(), learned)
  await core.close()
})

test('what cannot be read is learned again', () => {
  const ledger = openLedger({ file: ':memory:' })
  const put = ledger.database.prepare("INSERT OR REPLACE INTO meta VALUES ('estimator', ?)")
  for (const text of ['', '{', 'null', '[]', '7', '{"densities":7,"lengths":[1,["a"],["b",{}]]}']) {
    put.run(text)
    const learned = readLearned(ledger)
    assert.equal((learned?.lengths.length ?? 0) + (learned?.densities.length ?? 0), 0, text)
  }
  put.run('{"densities":[["m",{"bytes":null,"tokens":1,"deviation":1}]],"lengths":[]}')
  assert.deepEqual(readLearned(ledger)?.densities, [])
  ledger.close()
})
