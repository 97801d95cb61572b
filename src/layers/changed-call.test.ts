import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../call.ts'
import { changedCall, lazySignal, maker } from './changed-call.ts'
import { fakeCallOf } from './fake-call.ts'

function lazyCall(): { readonly call: Call; readonly made: () => number } {
  let made = 0
  const controller = new AbortController()
  const { signal: _, ...rest } = fakeCallOf({})
  const call = Object.defineProperty(
    { ...rest, [maker]: { signal: () => (made++, controller.signal) } },
    'signal',
    lazySignal,
  ) as unknown as Call
  return { call, made: () => made }
}

test('a copy is its call but for what was changed, and makes no signal', () => {
  const { call, made } = lazyCall()
  const edits = [{ start: 0, end: 0, bytes: Buffer.from(' '), by: 'prefix' as const }]
  const copy = changedCall(changedCall(call, { edits }), { mode: 'max' })
  assert.equal(made(), 0)
  const wanted = { ...call, edits, mode: 'max' as const }
  // What is not there and what is undefined are one.
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(copy)])) {
    const name = key as keyof Call
    assert.deepEqual(copy[name] || undefined, wanted[name] || undefined, key)
  }
  assert.equal(copy.signal, call.signal)
})

test('another signal takes the place of its own', () => {
  const { call, made } = lazyCall()
  const { signal } = new AbortController()
  assert.equal(changedCall(call, { leaving: undefined }, { signal: () => signal }).signal, signal)
  assert.equal(made(), 0)
  const plain = fakeCallOf({})
  assert.equal(changedCall(plain, {}, { signal: () => signal }).signal, signal)
  assert.deepEqual(changedCall(plain, { mode: 'max' }), { ...plain, mode: 'max' })
})
