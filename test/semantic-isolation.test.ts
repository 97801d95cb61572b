/**
 * 1e5 calls in other words that also differ in one thing beside the words: no answer is reused.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { worldOf } from '../src/layers/cache/semantic/fake-semantic.ts'
import { warmUp } from '../src/layers/cache/semantic/warm-up.ts'
import { base as bankCall, callOf, mutations, randomOf, type Shape } from './mutated-calls.ts'

const calls = Number(process.env.CACHE_CALLS ?? 100_000)

const wordings = [
  'How do I reset the password of the router?',
  'How do I reset the router password?',
  'how can I reset the password of the router',
  'Reset the router password, how?',
]

const before = [
  { role: 'user', content: 'I have a question about the router.' },
  { role: 'assistant', content: 'Go ahead.' },
]

/** A call that may be answered across wordings, with the history or without. */
function base(wording: string, history: boolean): Shape {
  const shape = bankCall()
  delete shape.body.tools
  delete shape.body.temperature
  shape.mode = 'balanced'
  shape.body.messages = [
    { role: 'system', content: 'You help with routers.' },
    ...(history ? before : []).map((message) => ({ ...message })),
    { role: 'user', content: wording },
  ]
  return shape
}

/** Of those of the exact cache: the last message is what may differ here, and the mode is balanced already. */
const apply = (shape: Shape, n: number, random: () => number): number => {
  const which = n % mutations.length
  const last = (shape.body.messages as object[]).at(-1)
  mutations[which]!(shape, n, random)
  if (
    shape.mode === 'balanced' &&
    JSON.stringify(last) === JSON.stringify((shape.body.messages as object[]).at(-1))
  )
    return which
  return -1
}

test(
  `${calls} calls that differ in more than words: no answer is reused`,
  { timeout: 600_000 },
  async (t) => {
    warmUp()
    const world = worldOf()
    const seed = Number(process.env.SEED ?? 20261121)
    const random = randomOf(seed)
    t.diagnostic(`seed ${seed}`)
    const run = async (shape: Shape) => {
      const reply = await world.pipeline.run(callOf(shape))
      world.closed.length = 0
      world.sent.length = 0
      return reply.headers.includes('semantic')
    }
    for (const history of [true, false]) {
      for (let sight = 0; sight < 2; sight++) {
        await run(base(wordings[0]!, history))
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const hits = new Map<number, number>()
    let tried = 0
    for (let n = 0; tried < calls; n++) {
      const shape = base(wordings[n % 4]!, n % 3 === 0)
      if (
        (shape.body.messages as object[]).length < 4 &&
        [1, 2, 3, 4, 5].includes(n % mutations.length)
      )
        continue
      const which = apply(shape, n, random)
      if (which < 0) continue
      tried++
      if (await run(shape)) hits.set(which, (hits.get(which) ?? 0) + 1)
      if (n % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    assert.deepEqual([...hits], [])
    for (const history of [true, false]) assert.equal(await run(base(wordings[1]!, history)), true)
    t.diagnostic(`${world.store.size.answers} answers in ${world.store.size.partitions} partitions`)
  },
)
