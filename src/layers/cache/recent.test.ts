import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { sizeOf, type Entry } from './entry.ts'
import { createRecent } from './recent.ts'

const entryOf = (key: string, bytes: number): Entry => ({
  key,
  tenant: 't' as Entry['tenant'],
  tags: [],
  target: {} as Entry['target'],
  model: 'm',
  contentType: '',
  streamed: false,
  stop: undefined,
  usage: undefined,
  body: new Uint8Array(bytes),
  madeAt: 0,
  expiresAt: 1,
})

test('never more than its bound, never another answer, and what is used stays', () => {
  const key = fc.nat(30).map(String)
  const step = fc.oneof(
    fc.record({ put: key, bytes: fc.nat(900) }),
    fc.record({ get: key }),
    fc.record({ delete: key }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const most = 8000
      const recent = createRecent(most)
      const kept = new Map<string, Entry>()
      let last: Entry | undefined
      for (const step of steps) {
        if ('put' in step) {
          const entry = entryOf(step.put, step.bytes)
          recent.put(entry)
          kept.set(step.put, entry)
          last = sizeOf(entry) <= most / 8 ? entry : undefined
        } else if ('get' in step) {
          const found = recent.get(step.get)
          assert.ok(found === undefined || found === kept.get(step.get))
          last = found ?? last
        } else {
          recent.delete(step.delete)
          assert.equal(recent.get(step.delete), undefined)
          if (last?.key === step.delete) last = undefined
        }
        if (last !== undefined) assert.equal(recent.get(last.key), last)
        assert.ok(recent.size.bytes <= most)
      }
      const { answers } = recent.size
      assert.equal(
        recent.remove(() => true),
        answers,
      )
      assert.deepEqual(recent.size, { answers: 0, bytes: 0 })
    }),
  )
})

test('an answer that is used outlives many that are not', () => {
  const recent = createRecent(8000)
  recent.put(entryOf('used', 10))
  for (let at = 0; at < 1000; at++) {
    recent.put(entryOf(`once ${at}`, 10))
    assert.ok(recent.get('used'), `after ${at}`)
  }
  assert.equal(recent.get('once 0'), undefined)
})
