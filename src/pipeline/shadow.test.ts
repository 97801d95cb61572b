import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Outcome } from '../call.ts'
import type { Plan } from '../proof/arms.ts'
import { createShadowBudget } from '../proof/shadow-budget.ts'
import { createJobs } from './jobs.ts'
import { createTrials } from './shadow.ts'
import type { Tried } from './trial.ts'

const plan = { certificate: 'router/r', arm: 'treated', probability: 0.1, value: 3 } as Plan
const outcome = (over: Partial<Outcome> = {}) =>
  ({ status: 200, ended: 'complete', ...over }) as Outcome
const body = Buffer.from(
  '{"choices":[{"index":0,"message":{"content":"a"},"finish_reason":"stop"}]}',
)

function setup(jobs = createJobs({ failed: (error) => assert.fail(String(error)) })) {
  const seen = { labels: 0, dropped: 0, ran: 0 }
  const call = {
    id: 'c',
    client: 'openai-chat',
    mode: 'balanced',
    conversation: 'v',
    bytes: body,
    view: { json: {} },
  } as unknown as Call
  const trials = createTrials({
    registry: {
      plan: (layer) => (layer === 'router' ? plan : undefined),
      record: () => Boolean(++seen.labels),
    },
    budget: createShadowBudget({ share: 0 }),
    layers: ['router', 'compress'],
    turns: () => true,
    judgesOf: () => ({}),
    expected: () => 0n,
  })
  const reply = { status: 200, body, outcome: () => undefined } as never
  const tried: Tried = {
    layer: 'router',
    call,
    offered: undefined,
    treated: async () => {
      seen.ran++
      return { reply, bought: [reply] }
    },
    again: () => assert.fail('this plan is of the treated arm'),
    drop: () => void seen.dropped++,
  }
  return { seen, call, trials, tried, jobs }
}

test('on a drawn call the layer under test is shadowed, every other one off', () => {
  const { trials, call } = setup()
  const trial = trials(call)!
  assert.deepEqual(trial.permit('router'), { arm: 'shadow', probability: 0.1, setting: 3 })
  assert.equal(trial.permit('compress').arm, 'off')
  assert.equal(trials({ ...call, mode: 'safe' }), undefined)
})

test('a whole safe answer is compared; one that failed, broke off or is too long is not', async () => {
  const { seen, call, trials, tried, jobs } = setup()
  const watch = trials(call)!.take(tried, jobs)!
  watch.onBytes!(body.subarray(0, 10))
  watch.onBytes!(body.subarray(10))
  watch.onEnd(outcome(), [])
  assert.equal(seen.ran, 0, 'not in the turn in which the client gets its end')
  await jobs.drain(1000)
  assert.deepEqual(seen, { labels: 1, dropped: 0, ran: 1 })
  for (const over of [
    { status: 500 },
    { ended: 'client-left' },
    { ended: 'upstream-failed' },
  ] as const) {
    const other = trials(call)!.take(tried, jobs)!
    other.onBytes!(body)
    other.onEnd(outcome(over), [])
  }
  const long = trials(call)!.take(tried, jobs)!
  for (let n = 0; n < 3; n++) long.onBytes!(Buffer.alloc(1 << 19))
  long.onEnd(outcome(), [])
  await jobs.drain(1000)
  assert.deepEqual(seen, { labels: 1, dropped: 4, ran: 1 })
})

test('what waits is bounded: over 64 MB nothing more is held, and what was dropped is given back', async () => {
  const jobs = createJobs({ failed: () => {}, concurrency: 1, queued: 1 })
  const { seen, call, trials, tried } = setup(jobs)
  const large = { ...tried, call: { ...call, bytes: Buffer.alloc(40 << 20) } }
  const [first, second, third] = [large, large, large].map((one) => trials(call)!.take(one, jobs)!)
  first!.onBytes!(body)
  first!.onEnd(outcome(), [])
  assert.equal(seen.dropped, 1, 'over 64 MB with the two others')
  second!.onEnd(outcome({ status: 500 }), [])
  third!.onBytes!(body)
  third!.onEnd(outcome(), [])
  await jobs.drain(1000)
  assert.equal(seen.labels, 1, 'there is room again')
})
