import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { temporaryLedger } from './example-rows.ts'
import { createKeys } from './keys.ts'
import { openLedger } from './ledger.ts'

test('a key is known by its secret alone, across a restart, and the file does not hold it', () => {
  const file = temporaryLedger()
  let now = 1_000_000
  const clock = { now: () => now }
  const ledger = openLedger({ file })
  const keys = createKeys(ledger, clock)
  const budgets = [{ window: 'day' as const, limit: 10n ** 13n }]
  const { key, secret } = keys.add({ name: 'web', tenant: 'acme', models: ['gpt-*'], budgets })
  assert.match(secret, /^fk_[0-9A-Za-z]{27}$/)
  assert.equal(keys.verify(secret)?.id, key.id)
  assert.equal(keys.verify(`${secret.slice(0, -1)}${secret.endsWith('a') ? 'b' : 'a'}`), undefined)
  assert.equal(keys.verify('sk-some-provider-key'), undefined)
  ledger.close()
  assert.ok(!readFileSync(file).includes(Buffer.from(secret)))

  const again = openLedger({ file })
  const later = createKeys(again, clock)
  assert.deepEqual(later.verify(secret)?.budgets, budgets)
  assert.equal(later.get(key.id)?.used, 1_000_000)
  assert.deepEqual(later.budgets(), [
    { scope: { of: 'key', name: key.id }, window: 'day', limit: 10n ** 13n },
  ])
  now += 59_000
  assert.equal(later.verify(secret)?.used, 1_000_000)
  now += 2000
  assert.equal(later.verify(secret)?.used, 1_061_000)
  again.close()
})

test('expired and revoked keys are unknown; settings change at once', () => {
  let now = 0
  const ledger = openLedger({ file: ':memory:' })
  const keys = createKeys(ledger, { now: () => now })
  const { key, secret } = keys.add({ name: 'a', tenant: 't', expires: 100 })
  now = 100
  assert.equal(keys.verify(secret), undefined)
  keys.update(key.id, { expires: undefined, mode: 'observe' })
  assert.equal(keys.verify(secret)?.mode, 'observe')
  assert.equal(keys.revoke(key.id), true)
  assert.equal(keys.verify(secret), undefined)
  assert.equal(keys.revoke(key.id), false)
  assert.equal(keys.update('key_none', {}), undefined)
  assert.equal(keys.list()[0]?.revoked, 100)
  assert.equal(keys.count(), 0)
  assert.equal(createKeys(ledger, { now: () => now }).verify(secret), undefined)
  ledger.close()
})
