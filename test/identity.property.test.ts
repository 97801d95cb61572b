/**
 * Random layers over the whole gateway, the sandbox's bill as the oracle: baseline − Σ savings + misses + failures is
 * what was paid, to the last digit, call by call; all that was paid is what the sandbox billed; and the baseline is
 * what the call would have cost without layers.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Call, LayerName, Reply } from '../src/call.ts'
import { startGateway } from '../src/gateway/gateway.ts'
import type { Layer } from '../src/layers/layer.ts'
import { createCallReader, type CallRow } from '../src/ledger/query.ts'
import { layerOrder } from '../src/pipeline.ts'
import { createSandbox } from '../src/sandbox/sandbox.ts'
import { wholeConfiguration } from './gateway/whole.ts'

const behaviours = [
  'nothing',
  'shorten',
  'lengthen',
  'cheaper-model',
  'answer',
  'send-once',
  'send-twice',
  'send-and-throw',
  'throw',
] as const
type Behaviour = (typeof behaviours)[number]

/** Cuts a share out of the last message, or doubles it. */
function changed(call: Call, by: LayerName, longer: boolean): Call {
  // Edits of one call never overlap: the second layer that changes takes another message.
  const at = call.edits.filter((edit) => edit.by !== 'usage').length
  const span = call.view.span('messages', at, 'content')
  if (span === undefined) return call
  const half = Math.floor((span.start + span.end) / 2)
  const edit = longer
    ? { start: half, end: half, bytes: Buffer.alloc(half - span.start, 'abc '), by }
    : { start: half, end: span.end - 1, bytes: new Uint8Array(0), by }
  return { ...call, edits: [...call.edits, edit] }
}

function layerOf(name: LayerName, behaviour: Behaviour): Layer {
  return {
    name,
    needs: 'safe',
    unit: 'call',
    budgetMs: 1000,
    async down(call, kit) {
      switch (behaviour) {
        case 'shorten':
          return changed(call, name, false)
        case 'lengthen':
          return changed(call, name, true)
        case 'cheaper-model':
          return { ...call, target: { ...call.target, model: 'gpt-4.1-nano' } }
        case 'answer':
          return answer(call)
        case 'send-once':
          return kit.send(changed(call, name, false), 'serve')
        case 'send-twice':
          await kit.send(changed(call, name, false), 'serve')
          return kit.send(call, 'retry')
        case 'send-and-throw':
          await kit.send(call, 'serve')
          throw new Error('after sending')
        case 'throw':
          throw new Error('at once')
        default:
          return call
      }
    },
  }
}

/** What a cache would do: it knows what the answer cost when it was bought. */
function answer(call: Call): Reply {
  const usage = { ...nothing, input: 900, output: 16 }
  return {
    kind: 'reply',
    status: 200,
    headers: ['content-type', 'application/json'],
    body: Buffer.from('{}'),
    from: 'cache',
    streamed: false,
    model: call.target.model,
    avoided: () => ({ target: call.target, usage }),
    outcome: () => ({
      status: 200,
      ended: 'complete',
      stop: 'stop',
      usage: nothing,
      usageOrigin: 'computed',
      cost: 0n,
      costOrigin: 'computed',
      tier: 'standard',
      model: call.target.model,
      bytes: 2,
    }),
  }
}

const nothing = { input: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 0, reasoning: 0 }

/**
 * The same words over and over, so that any cut of them has as many tokens a byte; and many, since what stands around
 * a message has more bytes a token than it: with messages of 2 KB, five of six halved, the baseline came out 1.35 % low.
 */
const words = (letter: string): string => `${letter}ord `.repeat(1600)
let calls = 100_000
/** No prompt begins as another, so that the provider's own cache has none. */
const bodyOf = (stream: boolean): string => {
  calls++
  return JSON.stringify({
    model: 'gpt-4.1-mini',
    // Always reached: what is answered is as long with and without layers.
    max_tokens: 16,
    stream,
    messages: ['w', 'l', 'f', 'b', 'c', 's'].map((letter) => ({
      role: 'user',
      content: `${calls} ${words(letter)}`,
    })),
  })
}

const plans = fc.record({
  layers: fc.array(fc.constantFrom(...behaviours), { maxLength: 6 }),
  stream: fc.boolean(),
})

function identityOf(row: CallRow): bigint {
  const saved = Object.values(row.saved).reduce((sum, amount) => sum + amount, 0n)
  return row.baseline! - saved + row.misses + row.failures
}

test('what was paid is explained to the last digit, and the baseline is what it would have cost', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-identity-'))
  const sandbox = createSandbox({ tokens: 'bytes' })
  const upstream = await sandbox.listen()
  let layers: readonly Layer[] = []
  const basis = wholeConfiguration(folder, upstream.url)
  const configuration = { ...basis, log: { ...basis.log, level: 'silent' as const } }
  const gateway = await startGateway({
    configuration,
    environment: { OPENAI_API_KEY: 'sk-environment' },
    layers: () => layers,
  })
  t.after(async () => {
    await gateway.stop({ graceMs: 0 })
    await upstream.close()
    sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const reader = createCallReader(gateway.ledger.database)
  const ask = async (plan: readonly Behaviour[], stream: boolean): Promise<CallRow> => {
    layers = plan.map((behaviour, at) => layerOf(layerOrder[at]!, behaviour))
    gateway.reload(configuration)
    const reply = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      body: bodyOf(stream),
      headers: { 'content-type': 'application/json' },
    })
    const text = await reply.text()
    assert.equal(reply.status, 200, text)
    gateway.ledger.flush()
    return reader.decision(reply.headers.get('x-farthing-call')!)!.call
  }
  const billed = (): bigint => sandbox.bill().cost
  // Without layers, and often enough that the bytes of a token are known, of both models.
  let plain = 0n
  for (let round = 0; round < 30; round++) {
    await ask(['cheaper-model'], false)
    const before = billed()
    await ask([], false)
    plain = billed() - before
  }
  await fc.assert(
    fc.asyncProperty(plans, async ({ layers: plan, stream }) => {
      const before = billed()
      const row = await ask(plan, stream)
      assert.equal(identityOf(row), row.cost, 'baseline − Σ savings + misses + failures = paid')
      assert.equal(row.cost, billed() - before, 'paid is what the sandbox billed')
      if (row.from === 'cache') return
      const off = Number(row.baseline! - plain) / Number(plain)
      assert.ok(Math.abs(off) < 0.01, `the baseline is off by ${(100 * off).toFixed(2)} %`)
    }),
    {
      numRuns: 120,
      // The second send finds the first one's prompt in the provider's cache.
      examples: [
        [{ layers: ['shorten', 'shorten', 'shorten', 'send-twice', 'send-once'], stream: false }],
      ],
    },
  )
})
