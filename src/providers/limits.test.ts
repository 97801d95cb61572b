import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { createLimit } from './limits.ts'

test('those who wait enter in their order, and may give up', async () => {
  const limit = createLimit(1, 2)
  const { signal } = new AbortController()
  await limit.enter(signal)
  assert.equal(limit.tryEnter(), false)
  const order: string[] = []
  const leaver = new AbortController()
  const first = limit.enter(leaver.signal).then(() => order.push('first'))
  const second = limit.enter(signal).then(() => order.push('second'))
  await assert.rejects(limit.enter(signal), { code: 'overloaded' })
  leaver.abort(new Error('left'))
  await assert.rejects(first, { message: 'left' })
  limit.leave()
  await second
  assert.deepEqual(order, ['second'])
  assert.equal(limit.open, 1)
  assert.equal(limit.waiting, 0)
  limit.leave()
  assert.equal(limit.open, 0)
  assert.equal(getEventListeners(signal, 'abort').length, 0)
  await assert.rejects(limit.enter(leaver.signal), { message: 'left' })
})
