import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { dollars } from './bill-headers.ts'
import { createMetrics, type Measured } from './metrics.ts'

test('dollars are exact: read back, they are the same picodollars', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (money) => {
      const text = dollars(money)
      assert.match(text, /^-?\d+(\.\d*[1-9])?$/)
      const [whole = '', fraction = ''] = text.replace('-', '').split('.')
      const back = BigInt(whole + fraction.padEnd(12, '0'))
      assert.equal(text.startsWith('-') ? -back : back, money)
    }),
  )
  assert.equal(dollars(1_500_000_000n), '0.0015')
})

const measured: Measured = {
  route: 'default',
  provider: 'openai',
  model: 'gpt-5-mini',
  dialect: 'openai-chat',
  status: 200,
  from: 'upstream',
  ended: 'complete',
  usage: { input: 10, cacheRead: 1, cacheWrite: 2, cacheWrite1h: 3, output: 4, reasoning: 5 },
  cost: 1_000_000_000_000n,
  costOrigin: 'computed',
  totalMs: 30,
  firstMs: 20,
}
const gauges = { openCalls: 1, ready: true, version: '1' }

test('a client that invents models cannot fill the memory', () => {
  const metrics = createMetrics()
  for (let n = 0; n < 5000; n++) metrics.call({ ...measured, model: `model-${n}"\n\\` })
  const text = metrics.text(gauges)
  const lines = text.split('\n').filter((line) => line.startsWith('farthing_calls_total'))
  assert.ok(lines.length <= 501, `${lines.length}`)
  assert.equal(
    lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0),
    5000,
  )
  for (const line of lines)
    assert.match(line, /^farthing_calls_total\{([a-z]+="([^"\\\n]|\\.)*",?)+\} \d+$/)
})

test('histograms: buckets rise to the count, and each time lies in its own', () => {
  const metrics = createMetrics()
  for (const totalMs of [0, 0.5, 25, 25.1, 1e9]) metrics.call({ ...measured, totalMs })
  const counts = [
    ...metrics.text(gauges).matchAll(/farthing_call_seconds_bucket\{le="([^"]+)"\} (\d+)/g),
  ]
  const at = (bound: string): number => Number(counts.find((match) => match[1] === bound)![2])
  assert.equal(at('0.0005'), 2)
  assert.equal(at('0.025'), 3)
  assert.equal(at('0.05'), 4)
  assert.equal(at('600'), 4)
  assert.equal(at('+Inf'), 5)
})
