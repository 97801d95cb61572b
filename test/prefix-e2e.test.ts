/**
 * Conversations through the real gateway with the sandbox behind it: what the layer saves is what the bill says.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startGateway } from '../src/gateway/gateway.ts'
import { createLayers } from '../src/gateway/layers.ts'
import { createLog } from '../src/gateway/log.ts'
import { createSandbox } from '../src/sandbox/sandbox.ts'
import { wholeConfiguration } from './gateway/whole.ts'

// oxlint-disable-next-line no-explicit-any
type Answer = any

const key = 'sk-ant-api03-0123456789abcdef'

async function stand(run: (parts: Stand) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-prefix-'))
  const sandbox = createSandbox({ tokens: 'bytes' })
  const upstream = await sandbox.listen()
  const layers = createLayers((error) => assert.fail(String(error)))
  const gateway = await startGateway({
    configuration: wholeConfiguration(folder, upstream.url),
    environment: {},
    layers: layers.build,
    prefixReport: layers.prefixReport,
    log: createLog(
      { level: 'error', format: 'json' },
      { terminal: false, write: () => {}, close: () => {} },
    ),
  })
  const post = async (path: string, body: object): Promise<Answer> => {
    const bearer: Record<string, string> = path.includes('messages')
      ? { 'x-api-key': key, 'anthropic-version': '2023-06-01' }
      : { authorization: 'Bearer sk-proj-0123456789abcdef' }
    const response = await fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer },
      body: JSON.stringify(body),
    })
    const answer: Answer = await response.json()
    assert.equal(response.status, 200, JSON.stringify(answer))
    return answer
  }
  try {
    await run({ gateway, sandbox, layers, post })
  } finally {
    await gateway.stop({ graceMs: 100 })
    layers.close()
    await upstream.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Stand {
  readonly gateway: Awaited<ReturnType<typeof startGateway>>
  readonly sandbox: ReturnType<typeof createSandbox>
  readonly layers: ReturnType<typeof createLayers>
  readonly post: (path: string, body: object) => Promise<Answer>
}

const words = (what: string, count: number): string =>
  `${what} is written here at some length. `.repeat(count)

test('Claude: the second sight is written, the third read, and the answers stay what they were', () =>
  stand(async ({ gateway, sandbox, layers, post }) => {
    const plain = createSandbox({ tokens: 'bytes' })
    const direct = await plain.listen()
    const messages: object[] = []
    const reads: number[] = []
    for (let turn = 0; turn < 5; turn++) {
      messages.push({ role: 'user', content: words(`question ${turn}`, 3) })
      const body = {
        model: 'claude-sonnet-4-5',
        max_tokens: 40,
        system: words('policy', 400),
        messages,
      }
      const answer = await post('/v1/messages', body)
      const without: Answer = await (
        await fetch(`${direct.url}/v1/messages`, {
          method: 'POST',
          headers: {
            'x-api-key': key,
            'anthropic-version': '2023-06-01',
            'content-type': 'application/json',
          },
          body: JSON.stringify(body),
        })
      ).json()
      assert.deepEqual(answer.content, without.content)
      reads.push(answer.usage.cache_read_input_tokens ?? 0)
      messages.push({ role: 'assistant', content: answer.content })
    }
    await direct.close()
    assert.deepEqual(reads.slice(0, 2), [0, 0])
    assert.ok(
      reads.slice(2).every((tokens) => tokens > 3000),
      String(reads),
    )
    assert.ok(sandbox.bill().cost < (plain.bill().cost * 9n) / 10n)
    gateway.ledger.flush()
    const row = gateway.ledger.database
      .prepare(
        'select count(*) calls, sum(saved_prefix) saved, sum(baseline) baseline, sum(cost) paid from calls',
      )
      .get() as Record<string, number>
    assert.equal(row['calls'], 5)
    // To the picodollar: what the layer is credited with is the difference of the two sandboxes' bills.
    assert.equal(BigInt(row['paid']!), sandbox.bill().cost)
    assert.equal(BigInt(row['baseline']!), plain.bill().cost)
    assert.equal(BigInt(row['saved']!), plain.bill().cost - sandbox.bill().cost)
    const { families } = layers.prefixReport()
    assert.equal(families[0]!.calls, 5)
    assert.ok(families[0]!.billed.read > 9000)
  }))

test('GPT-5.6: the shared beginning is written once and read by others, tails are not written', () =>
  stand(async ({ post }) => {
    const usages: Answer[] = []
    for (let call = 0; call < 4; call++) {
      const body = {
        model: 'gpt-5.6-sol',
        messages: [
          { role: 'developer', content: words('policy', 300) },
          { role: 'user', content: words(`question ${call}`, 3) },
        ],
      }
      usages.push((await post('/v1/chat/completions', body)).usage.prompt_tokens_details)
    }
    assert.ok(usages[0].cached_tokens === 0)
    for (const usage of usages.slice(1))
      assert.ok(usage.cached_tokens > 2000, JSON.stringify(usages))
  }))
