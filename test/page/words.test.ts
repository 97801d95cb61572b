/**
 * How the page says money, shares, differences and waterfalls: without a browser.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { diffLines } from '../../web/calls/diff.ts'
import { likelihood, routeLines } from '../../web/cache/route-lines.ts'
import { listPath, passes } from '../../web/calls/filters.ts'
import { beforeAndAfter } from '../../web/calls/token-classes.ts'
import { seriesOf } from '../../web/home/series.ts'
import { savedOf, waterfallRows } from '../../web/home/waterfall-rows.ts'
import { exactMoney, parseMoney, percent, shortMoney, shortNumber } from '../../web/money.ts'
import { dollars } from '../../src/gateway/bill-headers.ts'

test('money has three significant digits and its unit', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['0', '$0'],
    ['0.0042', '0.42 ¢'],
    ['0.00421999', '0.422 ¢'],
    ['12.3', '$12.3'],
    ['12.3456', '$12.3'],
    ['94.97', '$95.0'],
    ['95', '$95'],
    ['0.9999', '$1.00'],
    ['0.994', '99.4 ¢'],
    ['1234.5', '$1,230'],
    ['12345.6', '$12.3 k'],
    ['1250000', '$1.25 M'],
    ['-0.5', '−50 ¢'],
    ['0.000000001234', '0.000000123 ¢'],
  ]
  for (const [given, said] of cases) assert.equal(shortMoney(parseMoney(given)), said, given)
})

test('what the gateway sends is read to the last picodollar', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (money) => {
      assert.equal(parseMoney(dollars(money)), money)
      const digits = exactMoney(money).replace(/[$,]/g, '').replace('−', '-')
      assert.equal(parseMoney(digits), money)
      assert.doesNotMatch(shortMoney(money), /NaN|e[+-]/)
    }),
  )
})

test('counts and shares', () => {
  assert.deepEqual([286, 1240, 12_345, 1_250_000].map(shortNumber), [
    '286',
    '1,240',
    '12.3 k',
    '1.25 M',
  ])
  assert.equal(percent(1, 3), '33 %')
  assert.equal(percent(0.00001, 1), '< 0.1 %')
  assert.equal(percent(9999, 10_000), '> 99.9 %')
  assert.equal(percent(0, 0), '–')
})

const saved = { cache: '0', router: '0', template: '0', compress: '0', output: '0', prefix: '0' }

test('each bar of the waterfall begins where the last one ended, and the last is what was paid', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 15n })
  fc.assert(
    fc.property(
      amount,
      amount,
      amount,
      amount,
      amount,
      (cache, prefix, misses, failures, extra) => {
        const baseline = cache + prefix + 5n
        const cost = baseline - cache - prefix + misses + failures
        const rows = waterfallRows({
          baseline: dollars(baseline),
          cost: dollars(cost),
          saved: { ...saved, cache: dollars(cache), prefix: dollars(prefix) },
          misses: dollars(misses),
          failures: dollars(failures),
          extra: dollars(extra),
        })
        let level = rows[0]!.high
        assert.equal(level, baseline)
        for (const row of rows.slice(1, -1)) {
          assert.ok(row.low === level || row.high === level)
          level += row.amount
        }
        assert.equal(level, rows.at(-1)!.high)
        assert.equal(level, cost + extra)
      },
    ),
  )
})

test('saved is what layers saved, whatever the list was wrong by', () => {
  assert.equal(savedOf({ saved: { ...saved, cache: '2', prefix: '-0.5' } }), 1_500_000_000_000n)
  assert.equal(savedOf({ saved: {} }), 0n)
})

test('the provider’s own discount stands before the baseline and changes no other bar', () => {
  const sums = { baseline: '2', cost: '1', saved: { ...saved, prefix: '1' } }
  const rest = { misses: '0', failures: '0', extra: '0' }
  const without = waterfallRows({ ...sums, ...rest })
  const [discount, ...others] = waterfallRows({ ...sums, ...rest }, 10n)
  assert.equal(discount!.kind, 'discount')
  assert.deepEqual(others, without)
})

test('hours without a call are drawn as such', () => {
  const totals = { cost: '1', extra: '0', baseline: '2', calls: 3 }
  const point = (name: string) => ({ name, totals }) as never
  const series = seriesOf({
    from: Date.parse('2026-01-01T00:30:00Z'),
    to: Date.parse('2026-01-02T00:10:00Z'),
    series: {
      step: 'hour',
      points: [point('2026-01-01T01:00:00.000Z'), point('2026-01-01T23:00:00.000Z')],
    },
  })
  assert.equal(series.at.length, 24)
  assert.deepEqual([series.paid[0], series.paid[1], series.paid[22]], [1, 0, 1])
})

test('a difference has all lines of both texts, in order', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const found = diffLines(before.join('\n'), after.join('\n'))
      const side = (kind: 'gone' | 'new'): string =>
        found
          .filter((line) => line.kind === 'same' || line.kind === kind)
          .map(({ text }) => text)
          .join('\n')
      assert.equal(side('gone'), before.join('\n'))
      assert.equal(side('new'), after.join('\n'))
    }),
  )
})

test('tokens before: what the prefix layer made cheaper was fresh, what others changed is not guessed', () => {
  const usage = {
    input: 10,
    cacheRead: 80,
    cacheWrite: 5,
    cacheWrite1h: 5,
    output: 7,
    reasoning: 0,
  }
  const { before, after } = beforeAndAfter(usage, { prefix: '1' }, 'upstream')
  assert.deepEqual(
    before!.map(({ id, tokens }) => [id, tokens]),
    [
      ['input', 100],
      ['output', 7],
    ],
  )
  assert.equal(
    after.reduce((sum, { tokens }) => sum + tokens, 0),
    107,
  )
  assert.equal(beforeAndAfter(usage, { compress: '1' }, 'upstream').before, undefined)
  assert.deepEqual(beforeAndAfter(usage, { cache: '1' }, 'cache').after, [])
})

test('a live call passes the filters that the gateway would let it pass', () => {
  const call = {
    id: 'fc_abc',
    served: 'm-2025',
    asked: 'm',
    route: 'r',
    key: undefined,
    tags: ['t'],
    saved: { cache: '1' },
    tenant: 'x',
    conversation: 'c',
    status: 429,
  } as never
  const yes = [{ model: 'm' }, { model: 'm-2025' }, { tag: 't' }, { layer: 'cache' }]
  const no = [{ model: 'n' }, { key: 'k' }, { layer: 'prefix' }, { status: 'ok' }]
  for (const filters of [...yes, { status: 'failed' }, { status: '429' }, { id: 'fc_a' }, {}])
    assert.equal(passes(call, filters), true, JSON.stringify(filters))
  for (const filters of no) assert.equal(passes(call, filters as never), false)
})

test('the list asks for a time only where one is chosen', () => {
  assert.equal(listPath({ route: 'r&x' }, 5), 'api/calls?route=r%26x&limit=200')
  assert.equal(listPath({ window: '1h' }, 3_600_001, 'a_b'), 'api/calls?limit=200&from=1&after=a_b')
})

test('routes with one reason share a line, and what is served comes first', () => {
  const routes = ['a', 'b', 'c'].map((route) => ({
    route,
    mode: 'max' as const,
    serve: 'at-once' as const,
    limit: 0.01,
    ...(route === 'c' ? { threshold: 0.95 } : { stopped: 'off' }),
  }))
  const on = [
    { route: 'a', served: false, why: 'off', probability: 0.9 },
    { route: 'b', served: false, why: 'off' },
    { route: 'c', served: true, why: 'the same words', probability: 0.96 },
  ]
  assert.deepEqual(routeLines(on, routes), [
    { served: true, where: 'on c (max, at once)', why: 'the same words' },
    { served: false, where: 'on a, b', why: 'off' },
  ])
  const never = on.map(({ route }) => ({ route, served: false, why: 'number' }))
  assert.deepEqual(
    routeLines(never, routes).map(({ where }) => where),
    ['on any route'],
  )
  assert.equal(routeLines(never.slice(0, 1), routes.slice(0, 1))[0]!.where, 'on a')
  assert.deepEqual(likelihood(on), [0.9, 0.96])
  assert.equal(likelihood(never), undefined)
})
