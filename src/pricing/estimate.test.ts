import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Call, Usage } from '../call.ts'
import { sizeOfBytes } from './body-size.ts'
import { createBoundedMap } from '../maps/bounded-map.ts'
import { emptyUsage } from './classes.ts'
import { createDensity } from './density.ts'
import { createEstimator } from './estimate.ts'
import { exampleCall as call, type Ask } from './example-call.ts'
import { createLengths } from './lengths.ts'
import { formatExact } from './money.ts'
import { loadPriceList } from './price-list.ts'

const list = loadPriceList()
const usage = (over: Partial<Usage>): Usage => ({ ...emptyUsage, ...over })

const text = (bytes: number) => ({ input: 'x'.repeat(bytes) })

test('before anything is billed: family densities, and a prior for the output', () => {
  const estimator = createEstimator(list)
  const { input, output } = estimator.expect(call({ body: text(4000) }))
  assert.ok(input > 900 && input < 1100, `${input}`)
  assert.ok(output > 50 && output < 500, `${output}`)
  const claude = estimator.expect(call({ model: 'claude-sonnet-4-5', body: text(4000) }))
  assert.ok(claude.input > input)
})

test('density is learned from bills within a few prompts, and an odd bill does not move it far', () => {
  const estimator = createEstimator(list)
  const asked = call({ body: text(10_000) })
  for (let round = 0; round < 30; round++)
    estimator.learn(asked, usage({ input: 5000, output: 10 }))
  const learned = estimator.expect(asked).input
  assert.ok(Math.abs(learned - 5000) < 250, `${learned}`)
  estimator.learn(asked, usage({ input: 10_000_000 }))
  estimator.learn(asked, usage({ input: 1 }))
  assert.equal(estimator.expect(asked).input, learned)
})

test('output is learned by tenant, route and model; strangers get the model’s', () => {
  const estimator = createEstimator(list)
  for (let round = 0; round < 200; round++) {
    estimator.learn(call({ tenant: 'short' }), usage({ input: 10, output: 20 }))
    estimator.learn(call({ tenant: 'long' }), usage({ input: 10, output: 2000 }))
  }
  const output = (tenant: string) => estimator.expect(call({ tenant })).output
  assert.ok(Math.abs(output('short') - 20) < 4, `${output('short')}`)
  assert.ok(Math.abs(output('long') - 2000) < 300, `${output('long')}`)
  assert.ok(output('stranger') > output('short') && output('stranger') < 3 * output('long'))
})

test('a cap bounds what is expected, and is what is reserved', () => {
  const estimator = createEstimator(list)
  const capped = call({ cap: 30 })
  assert.equal(estimator.expect(capped).output, 30)
  const reserved = estimator.reserve(capped)!
  // 30 × $10 a million, and a prompt of a few tokens.
  assert.ok(reserved >= 300_000_000n && reserved < 400_000_000n, formatExact(reserved))
  assert.ok(estimator.reserve(call({}))! > reserved)
  assert.equal(estimator.expect(call({ cap: 30, body: { n: 4 } })).output, 120)
})

test('without a cap the 99th percentile seen is reserved', () => {
  const estimator = createEstimator(list)
  for (let round = 0; round < 1000; round++) {
    estimator.learn(call({}), usage({ input: 10, output: round % 50 === 0 ? 900 : 100 }))
  }
  const reserved = Number(estimator.reserve(call({}))!) / 1e12 / (10 / 1e6)
  assert.ok(reserved > 900 && reserved < 1010, `${reserved} output tokens`)
})

test('answers have a density of their own', () => {
  const estimator = createEstimator(list)
  assert.equal(estimator.outputTokens('openai', 'gpt-5', 400), 100)
  for (let round = 0; round < 30; round++) {
    estimator.learn(call({}), usage({ input: 10, output: 500, reasoning: 300 }), 1000)
  }
  const learned = estimator.outputTokens('openai', 'gpt-5', 1000)
  assert.ok(Math.abs(learned - 500) < 30, `${learned}`)
  assert.equal(estimator.outputTokens('openai', 'gpt-5', 0), 0)
})

test('embeddings have no output, and counting tokens costs nothing', () => {
  const estimator = createEstimator(list)
  const as = (dialect: Call['client']) => {
    const asked = call({ body: text(4000) })
    return { ...asked, target: { ...asked.target, dialect } }
  }
  assert.equal(estimator.expect(as('openai-embeddings')).output, 0)
  assert.equal(estimator.price(as('anthropic-count')), 0n)
  assert.equal(estimator.reserve(as('anthropic-count')), 0n)
})

test('an unpriced model has no price and no reservation', () => {
  const estimator = createEstimator(list)
  assert.equal(estimator.price(call({ model: 'unheard-of' })), undefined)
  assert.equal(estimator.reserve(call({ model: 'unheard-of' })), undefined)
})

test('edits count as what they add and take', () => {
  const estimator = createEstimator(list)
  const before = estimator.expect(call({ body: text(8000) })).input
  const edits = [{ start: 100, end: 4100, bytes: new Uint8Array(0), by: 'compress' as const }]
  const after = estimator.expect(call({ body: text(8000), edits })).input
  assert.ok(Math.abs(before - after - 1000) <= 1, `${before} ${after}`)
})

test('base64 is not text: data URLs and Anthropic’s sources', () => {
  const data = Buffer.alloc(60_000, 7).toString('base64')
  const openai = {
    messages: [
      { content: [{ type: 'image_url', image_url: { url: `data:image/png;base64,${data}` } }] },
    ],
  }
  const anthropic = {
    messages: [
      {
        content: [
          { type: 'image', source: { type: 'base64', data } },
          { type: 'image', source: { type: 'base64', data } },
        ],
      },
    ],
  }
  const first = sizeOfBytes(Buffer.from(JSON.stringify(openai)))
  assert.ok(first.media === 1 && first.text < 200, JSON.stringify(first))
  const second = sizeOfBytes(Buffer.from(JSON.stringify(anthropic)))
  assert.ok(second.media === 2 && second.text < 300, JSON.stringify(second))
  const prose = Buffer.from(JSON.stringify({ data: 'word '.repeat(10_000) }))
  assert.deepEqual(sizeOfBytes(prose), { text: prose.length, media: 0 })
})

test('markers without base64 behind them are text', () => {
  const body = Buffer.from(';base64,"data":"'.repeat(200_000))
  assert.deepEqual(sizeOfBytes(body), { text: body.length, media: 0 })
})

test('what was learned survives a restart', () => {
  const estimator = createEstimator(list)
  for (let round = 0; round < 150; round++)
    estimator.learn(call({ body: text(3000) }), usage({ input: 1500, output: 70 }))
  const kept = JSON.parse(JSON.stringify(estimator.snapshot()))
  const restored = createEstimator(list, { restore: kept })
  const asked = call({ body: text(3000) })
  assert.deepEqual(restored.expect(asked), estimator.expect(asked))
  assert.equal(restored.reserve(asked), estimator.reserve(asked))
})

test('memory is bounded by the capacity, and what is used stays', () => {
  const map = createBoundedMap<number>(10)
  map.set('kept', 1)
  for (let index = 0; index < 1000; index++) {
    map.set(`k${index}`, index)
    assert.equal(map.get('kept'), 1)
  }
  assert.ok(map.size <= 20)
  const estimator = createEstimator(list, { capacity: 50 })
  for (let index = 0; index < 1000; index++)
    estimator.learn(call({ model: `m${index}` }), usage({ input: 5, output: 5 }))
  assert.ok(estimator.snapshot().densities.length <= 100)
})

test('a prefix plan splits the prompt', () => {
  const prefixPlan = (_: Call, prompt: number) => ({
    input: 0,
    cacheRead: prompt,
    cacheWrite: 0,
    cacheWrite1h: 0,
  })
  const expected = createEstimator(list, { prefixPlan }).expect(call({ body: text(4000) }))
  assert.ok(expected.input === 0 && expected.cacheRead > 900)
})

test('no sequence of bills makes an estimate that is no number', () => {
  const observation = fc.tuple(fc.double(), fc.double())
  fc.assert(
    fc.property(fc.array(observation, { maxLength: 50 }), (seen) => {
      const density = createDensity(4)
      const lengths = createLengths()
      for (const [bytes, tokens] of seen) {
        density.observe(bytes, tokens)
        lengths.observe(tokens)
      }
      for (const value of [
        density.tokens(1e6),
        density.high(1e6),
        lengths.mean(),
        lengths.high(),
      ]) {
        assert.ok(Number.isInteger(value) && value >= 1 && value <= 1e13, `${value}`)
      }
      assert.ok(density.high(1000) >= density.tokens(1000))
    }),
  )
})

test('the reservation holds for what the request says of its tier, of an hour’s cache, of audio', () => {
  const estimator = createEstimator(list, { now: () => Date.parse('2026-11-01T12:00:00Z') })
  const reserved = (ask: Ask) => estimator.reserve(call({ cap: 1000, ...ask }))!
  const standard = reserved({ model: 'gpt-5-mini' })
  const asks = (tier: string) => reserved({ model: 'gpt-5-mini', body: { service_tier: tier } })
  const output = (tier: 'standard' | 'priority') =>
    list.cost({
      provider: 'openai',
      model: 'gpt-5-mini',
      usage: usage({ output: 1000 }),
      tier,
    })!.total
  assert.ok(output('priority') > output('standard'))
  assert.ok(standard < output('priority'))
  assert.ok(asks('priority') >= output('priority'))
  assert.ok(asks('auto') >= output('priority'))
  assert.ok(asks('fast') >= output('priority'))
  assert.ok(asks('default') < output('priority'))

  const claude = (body: Record<string, unknown>, edits: Call['edits'] = []) => {
    const plain = call({ model: 'claude-opus-4-8', cap: 1, body, edits })
    const dialect = 'anthropic-messages'
    return estimator.reserve({
      ...plain,
      target: { ...plain.target, provider: 'anthropic', dialect },
    })!
  }
  const block = (ttl?: string) => [
    {
      type: 'text',
      text: 'x'.repeat(8000),
      cache_control: { type: 'ephemeral', ...(ttl && { ttl }) },
    },
  ]
  const short = claude({ system: block('5m') })
  assert.ok(Number(claude({ system: block('5m'), speed: 'fast' })) > 1.9 * Number(short))
  const dearer = [
    claude({ system: block('1h') }),
    claude({ tools: block('1h') }),
    claude({ messages: [{ role: 'user', content: block('1h') }] }),
    claude({ system: block('5m'), cache_control: { type: 'ephemeral', ttl: '1h' } }),
    claude({ system: block('5m') }, [
      { start: 0, end: 0, bytes: Buffer.from('"ttl":"1h"'), by: 'prefix' },
    ]),
  ]
  for (const held of dearer) assert.ok(Number(held) > 1.5 * Number(short), `${held} ${short}`)

  const audio = { input: [{ input_audio: { data: 'A'.repeat(40_000), format: 'wav' } }] }
  const heard = reserved({ model: 'gpt-audio', cap: 1, body: audio })
  const second = list.cost({
    provider: 'openai',
    model: 'gpt-audio',
    usage: { ...emptyUsage, other: { inputAudio: 1000 } },
  })!.total
  assert.ok(heard > second, `${heard} ${second}`)
})
