import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atTurnEnd } from './turn-end.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('runs in the order of telling, when the turn is over', async () => {
  const told: string[] = []
  atTurnEnd(() => told.push('first'))
  atTurnEnd(() => told.push('second'))
  await Promise.resolve()
  assert.deepEqual(told, [])
  await nextTurn()
  assert.deepEqual(told, ['first', 'second'])
})

test('what follows from it, promises later, is of the same turn', async () => {
  const told: string[] = []
  await new Promise<void>((resolve) => {
    atTurnEnd(() => {
      setImmediate(() => {
        told.push('the next turn')
        resolve()
      })
      void Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => atTurnEnd(() => told.push('an answer')))
      atTurnEnd(() => told.push('told at the end itself'))
    })
  })
  assert.deepEqual(told, ['told at the end itself', 'an answer', 'the next turn'])
})

test('what follows without end leaves the other events their turns', async () => {
  let rounds = 0
  const again = (): void => {
    if (++rounds < 10_000) atTurnEnd(again)
  }
  atTurnEnd(again)
  await nextTurn()
  await nextTurn()
  assert.ok(rounds > 1 && rounds < 100, `${rounds} rounds in two turns`)
  rounds = 10_000
  await nextTurn()
})

test('one that throws keeps nobody else from running', async (t) => {
  const thrown: unknown[] = []
  process.setUncaughtExceptionCaptureCallback((error) => thrown.push(error))
  t.after(() => process.setUncaughtExceptionCaptureCallback(null))
  const told: string[] = []
  const fault = new Error('a fault')
  atTurnEnd(() => {
    throw fault
  })
  atTurnEnd(() => told.push('second'))
  await nextTurn()
  await nextTurn()
  assert.deepEqual(told, ['second'])
  assert.deepEqual(thrown, [fault])
  atTurnEnd(() => told.push('third'))
  await nextTurn()
  assert.deepEqual(told, ['second', 'third'])
})
