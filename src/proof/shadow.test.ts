import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FarthingError } from '../errors.ts'
import type { Plan } from './arms.ts'
import { runShadow, type ShadowTask } from './shadow.ts'
import { createShadowBudget } from './shadow-budget.ts'
import type { Verdict } from './registry.ts'

const says = (text: string) => ({ text, toolCalls: [], stop: 'stop' })
const plan = { arm: 'treated' } as Plan

function setup() {
  const recorded: Verdict[] = []
  const budget = createShadowBudget({ share: 0, start: 100n })
  const registry = {
    record(_plan: Plan, _call: object, verdict: Verdict) {
      recorded.push(verdict)
      return true
    },
  }
  const task: ShadowTask = {
    plan,
    call: { id: 'a', conversation: 'c' },
    request: {},
    question: 'q',
    safe: says('4'),
    expected: 60n,
    run: async () => {
      assert.equal(budget.balance, 40n, 'set aside before it runs')
      return { answer: says('5'), cost: 7n }
    },
  }
  const judges = { judge: async () => ({ text: 'WORSE: neither', cost: 2n }) }
  return { recorded, budget, task, parts: { registry, budget, judges } }
}

const alive = () => new AbortController().signal

test('a shadow is priced, run, judged, recorded and billed', async () => {
  const { recorded, budget, task, parts } = setup()
  assert.equal((await runShadow(task, parts, alive()))?.source, 'judge')
  assert.deepEqual(recorded, [{ harm: 0, source: 'judge', cost: 4n }])
  assert.equal(budget.balance, 100n - 7n - 4n)
})

test('a second answer that fails is harm of the treated arm', async () => {
  const { recorded, budget, task, parts } = setup()
  const run = () => Promise.reject(new Error('down'))
  await runShadow({ ...task, run }, parts, alive())
  assert.deepEqual(recorded, [{ harm: 1, source: 'unknown', cost: 0n }])
  assert.equal(budget.balance, 100n)
})

test('no label where the client got no answer, or the gateway stops', async () => {
  const { recorded, budget, task, parts } = setup()
  assert.equal(await runShadow({ ...task, safe: undefined }, parts, alive()), undefined)
  assert.equal(budget.balance, 100n)
  const stop = new AbortController()
  const run = async () => {
    stop.abort()
    return { answer: says('4'), cost: 1n }
  }
  assert.equal(await runShadow({ ...task, run }, parts, stop.signal), undefined)
  assert.deepEqual(recorded, [])
  assert.equal(budget.balance, 99n)
})

test('what this side refuses is no harm of the layer', async () => {
  const { recorded, budget, task, parts } = setup()
  const run = () =>
    Promise.reject(
      new FarthingError('budget_spent', { scope: '', spent: '', limit: '', until: '' }),
    )
  assert.equal(await runShadow({ ...task, run }, parts, alive()), undefined)
  assert.deepEqual(recorded, [])
  assert.equal(budget.balance, 100n)
})
