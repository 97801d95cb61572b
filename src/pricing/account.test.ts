import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { LayerName, Target, Usage } from '../call.ts'
import { settle, type SettleInput, type Settlement } from './account.ts'
import { emptyUsage } from './classes.ts'
import { requote } from './requote.ts'

const target = (model: string): Target => ({
  provider: 'test',
  model,
  dialect: 'openai-chat',
  path: '/v1/chat/completions',
})

/** Picodollars per token of each class, by model; the last one is unknown. */
const prices: Record<string, bigint> = { dear: 10_000n, cheap: 1_000n }
const price = ({ model }: Target, usage: Usage): bigint | undefined => {
  const rate = prices[model]
  if (rate === undefined) return undefined
  const fresh = BigInt(usage.input) + BigInt(usage.output + usage.reasoning) * 5n
  const cached = (BigInt(usage.cacheRead) * rate) / 10n
  const written =
    (BigInt(usage.cacheWrite) * rate * 5n) / 4n + BigInt(usage.cacheWrite1h) * rate * 2n
  return fresh * rate + cached + written
}

const count = fc.oneof(fc.constant(0), fc.nat(1_000_000), fc.nat(2 ** 40))
const usage: fc.Arbitrary<Usage> = fc
  .record({
    input: count,
    cacheRead: count,
    cacheWrite: count,
    cacheWrite1h: count,
    output: count,
    reasoning: count,
    other: fc.option(fc.record({ inputAudio: count, outputImage: count, webSearches: fc.nat(9) })),
  })
  .map(({ other, ...rest }) => (other === null ? rest : { ...rest, other }))
const money = fc.bigInt({ min: 0n, max: 10n ** 15n })
const expectation = fc.record({ target: fc.constantFrom('dear', 'cheap').map(target), usage })
const layers: LayerName[] = ['cache', 'router', 'template', 'compress', 'output', 'prefix']
const input: fc.Arbitrary<SettleInput> = fc
  .record({
    points: fc.array(expectation, { maxLength: 7 }),
    served: fc.option(
      fc.record({
        target: fc.constantFrom('dear', 'cheap').map(target),
        usage,
        cost: money,
        origin: fc.constantFrom('provider' as const, 'computed' as const, 'estimated' as const),
      }),
      { nil: undefined },
    ),
    failures: fc.array(money, { maxLength: 4 }),
    isAnswered: fc.boolean(),
    recorded: fc.option(money, { nil: undefined }),
  })
  .map(({ points, served, failures, isAnswered, recorded }) => {
    const steps = points.slice(0, -1).map((before, index) => {
      const isLast = index === points.length - 2
      return {
        layer: layers[index]!,
        before,
        after: isLast && isAnswered ? undefined : points[index + 1]!,
        ...(isLast && isAnswered && recorded !== undefined ? { recorded } : {}),
      }
    })
    return { steps, served, failures, price }
  })

test('baseline − Σ savings + misses + failures = paid, to the last digit, whatever happened', () => {
  fc.assert(
    fc.property(input, (given) => {
      const account = settle(given) as Settlement
      assert.equal(account.priced, true)
      const saved = account.savings.reduce((sum, { amount }) => sum + amount, 0n)
      assert.equal(account.baseline - saved + account.misses + account.failures, account.paid)
      const cost = given.served?.cost ?? 0n
      assert.equal(account.paid, cost + given.failures.reduce((sum: bigint, one) => sum + one!, 0n))
    }),
    { numRuns: 2000 },
  )
})

test('carried over usage is whole, never negative, and keeps the total in ratio', () => {
  fc.assert(
    fc.property(usage, usage, usage, (estimate, last, billed) => {
      const carried = requote(estimate, last, billed)
      const { other, ...classes } = carried
      for (const value of [...Object.values(classes), ...Object.values(other ?? {})]) {
        assert.ok(Number.isInteger(value) && value >= 0, `${value}`)
      }
    }),
    { numRuns: 2000 },
  )
})

const call = (over: Partial<Usage>): Usage => ({ ...emptyUsage, ...over })
const one = (layer: LayerName, before: Usage, after: Usage, billed: Usage, from = 'dear') => {
  const cost = price(target('dear'), billed)!
  const served = { target: target('dear'), usage: billed, cost, origin: 'computed' as const }
  const steps = [
    {
      layer,
      before: { target: target(from), usage: before },
      after: { target: target('dear'), usage: after },
    },
  ]
  return settle({ steps, served, failures: [], price }) as Settlement
}

test('without steps the baseline is what was paid: a provider cache is nobody’s saving', () => {
  const billed = call({ input: 100, cacheRead: 900, output: 10 })
  const served = {
    target: target('dear'),
    usage: billed,
    cost: price(target('dear'), billed),
    origin: 'computed' as const,
  }
  const account = settle({ steps: [], served, failures: [], price }) as Settlement
  assert.equal(account.baseline, account.paid)
  assert.deepEqual(account.savings, [])
})

test('litellm PR#37760: a removed cached token saves a cached token’s price, not a fresh one’s', () => {
  const account = one(
    'compress',
    call({ input: 2000, output: 10 }),
    call({ input: 1000, output: 10 }),
    call({ cacheRead: 1000, output: 10 }),
  )
  assert.equal(account.savings[0]!.amount, 1000n * 1000n)
})

test('the prefix layer is credited with the whole discount that it made, and debited with writes', () => {
  const before = call({ input: 1000, output: 10 })
  const after = call({ input: 100, cacheRead: 900, output: 10 })
  const warm = one('prefix', before, after, call({ input: 100, cacheRead: 900, output: 10 }))
  assert.equal(warm.savings[0]!.amount, 900n * 9_000n)
  const cold = one('prefix', before, after, call({ input: 100, cacheWrite: 900, output: 10 }))
  assert.equal(cold.savings[0]!.amount, -900n * 2_500n)
})

test('a router’s saving is the same tokens at the model asked for', () => {
  const estimate = call({ input: 500, output: 50 })
  const billed = call({ input: 1000, output: 80 })
  const steps = [
    {
      layer: 'router' as const,
      before: { target: target('dear'), usage: estimate },
      after: { target: target('cheap'), usage: estimate },
    },
  ]
  const cost = price(target('cheap'), billed)
  const served = { target: target('cheap'), usage: billed, cost, origin: 'computed' as const }
  const account = settle({ steps, served, failures: [7n], price }) as Settlement
  assert.equal(account.baseline, price(target('dear'), billed))
  assert.equal(account.paid, cost! + 7n)
})

test('an answer from the cache costs nothing and saves the recorded price', () => {
  const before = { target: target('dear'), usage: call({ input: 10, output: 10 }) }
  const steps = [{ layer: 'cache' as const, before, after: undefined, recorded: 123_456n }]
  const account = settle({ steps, served: undefined, failures: [], price }) as Settlement
  assert.deepEqual(
    [account.baseline, account.paid, account.savings[0]!.amount, account.origin],
    [123_456n, 0n, 123_456n, 'estimated'],
  )
})

test('a layer that knows what it took away is believed, unless it speaks nonsense', () => {
  const point = { target: target('dear'), usage: call({ input: 1000, output: 10 }) }
  const billed = call({ input: 600, output: 10 })
  const cost = price(target('dear'), billed)
  const served = { target: target('dear'), usage: billed, cost, origin: 'computed' as const }
  const saved = (undo: (usage: Usage) => Usage) => {
    const steps = [{ layer: 'compress' as const, before: point, after: point, undo }]
    return (settle({ steps, served, failures: [], price }) as Settlement).savings[0]!.amount
  }
  assert.equal(
    saved((usage) => ({ ...usage, input: usage.input + 150 })),
    150n * 10_000n,
  )
  assert.equal(
    saved((usage) => ({ ...usage, input: 0.5 })),
    0n,
  )
  assert.equal(
    saved(() => {
      throw new Error('lost')
    }),
    0n,
  )
})

test('a call that nobody answered has no baseline, only its failures', () => {
  const point = { target: target('dear'), usage: call({ input: 10 }) }
  const steps = [{ layer: 'compress' as const, before: point, after: point }]
  const account = settle({ steps, served: undefined, failures: [5n], price }) as Settlement
  assert.deepEqual([account.baseline, account.failures, account.paid], [0n, 5n, 5n])
})

test('an unknown model on the way gives no account, and its name', () => {
  const usage = call({ input: 10 })
  const steps = [
    {
      layer: 'router' as const,
      before: { target: target('odd'), usage },
      after: { target: target('dear'), usage },
    },
  ]
  const served = { target: target('dear'), usage, cost: 1n, origin: 'computed' as const }
  assert.deepEqual(settle({ steps, served, failures: [], price }), {
    priced: false,
    model: 'test/odd',
  })
})

test('one failure without a price leaves the whole without an account', () => {
  const account = settle({ steps: [], served: undefined, failures: [7n, undefined], price })
  assert.equal(account.priced, false)
})
