import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createConversationSums } from './conversation-sums.ts'
import { createSavings, type SavingsUnit } from './savings.ts'

const call = { quote: 10n, cost: 6n, claimed: 4n }

test('a conversation is one unit, given out after its silence, or after an hour', () => {
  const given: SavingsUnit[] = []
  const sums = createConversationSums(0.1, 1000, (unit) => given.push(unit))
  sums.add('a', false, call, 0)
  sums.add('a', false, call, 900)
  sums.add('b', true, call, 1000)
  sums.tick(1899)
  assert.equal(given.length, 0)
  sums.tick(1900)
  const treated = { arm: 'treated', probability: 0.1, quote: 20n, cost: 12n, claimed: 8n }
  assert.deepEqual(given, [treated])
  for (let at = 1000; at < 3_601_000; at += 500) sums.add('b', true, call, at)
  sums.tick(3_601_000)
  assert.deepEqual(
    given.map(({ arm }) => arm),
    ['treated', 'holdout'],
  )
  sums.add('c', false, call, 4_000_000)
  sums.flush()
  assert.equal(given.length, 3)
})

test('conversations that are open have a bound', () => {
  let given = 0
  const sums = createConversationSums(0.1, 1e9, () => given++)
  for (let n = 0; n < 20_000; n++) sums.add(String(n), false, call, 0)
  assert.equal(given, 20_000 - 16_384)
})

test('measured savings go on from their state', () => {
  const unit = (n: number): SavingsUnit => ({
    arm: n % 10 === 0 ? 'holdout' : 'treated',
    probability: 0.1,
    quote: BigInt(100 + (n % 7)),
    cost: BigInt(n % 10 === 0 ? 100 : 60 + (n % 3)),
    claimed: n % 10 === 0 ? 0n : 40n,
  })
  const whole = createSavings(0.05)
  const first = createSavings(0.05)
  for (let n = 0; n < 600; n++) {
    whole.observe(unit(n))
    if (n < 300) first.observe(unit(n))
  }
  const second = createSavings(0.05)
  second.restore(JSON.parse(JSON.stringify(first.state())))
  for (let n = 300; n < 600; n++) second.observe(unit(n))
  assert.deepEqual(second.measured(), whole.measured())
  assert.ok(whole.measured().perUnit)
})
