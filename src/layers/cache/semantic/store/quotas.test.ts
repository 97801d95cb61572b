import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../../../call.ts'
import type { Kept } from './kept.ts'
import { createQuotas, principalOf } from './quotas.ts'

const caller = (tenant: string, key?: string) => ({ tenant, key }) as Pick<Call, 'key' | 'tenant'>

test('end users that a header makes up share what their tenant may fill', () => {
  assert.equal(principalOf(caller('acme', 'key_1')), 'key_1')
  assert.equal(principalOf(caller('acme')), 'acme')
  const quotas = createQuotas({ maximumAnswers: 100, maximumBytes: 1e6, principalShare: 0.1 })
  const answer = (tenant: string) =>
    ({ principal: principalOf(caller(tenant)), tenant, bytes: 1 }) as unknown as Kept
  const own = answer('beta')
  assert.deepEqual(quotas.add(own), [])
  const flood = Array.from({ length: 200 }, (_, user) => answer(`acme/${user}`))
  const gone = flood.flatMap((one) => quotas.add(one))
  assert.equal(gone.length, 190)
  assert.ok(!gone.includes(own))
})
