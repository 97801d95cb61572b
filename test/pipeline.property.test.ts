/**
 * For random lists of layers that edit, answer, send again, throw, overrun and abort: every watch ends once, every
 * call closes once, nothing that was not taken leaves an effect, nothing that was sent stays open.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { LayerName } from '../src/call.ts'
import { FarthingError } from '../src/errors.ts'
import type { Permit } from '../src/layers/layer.ts'
import { createPipeline, layerOrder } from '../src/pipeline.ts'
import type { Story } from '../src/pipeline/story.ts'
import {
  behaviours,
  budgetMs,
  layerOf,
  newCall,
  pause,
  read,
  sizeOf,
  streamReply,
  usage,
  wholeReply,
  type World,
} from './random-layers.ts'

const arms: readonly Permit['arm'][] = ['live', 'live', 'live', 'shadow', 'holdout', 'off']

const planArbitrary = fc.record({
  layers: fc.array(fc.constantFrom(...behaviours), { minLength: 0, maxLength: 6 }),
  arms: fc.array(fc.constantFrom(...arms), { minLength: 6, maxLength: 6 }),
  leaveAfter: fc.constantFrom(0, 0, 1, 3),
  failSend: fc.constantFrom(false, false, false, true),
  streamed: fc.boolean(),
})

test('random lists of layers: one end a watch, one close a call, no effect of what was not taken', async () => {
  await fc.assert(
    fc.asyncProperty(planArbitrary, async (plan) => {
      const world: World = {
        opened: 0,
        settled: 0,
        closed: [],
        outcomes: [],
        effects: [],
        ups: 0,
        ends: 0,
        sends: 0,
        failSend: plan.failSend,
      }
      const pipeline = createPipeline({
        layers: plan.layers.map((behaviour, at) => layerOf(layerOrder[at]!, behaviour, world)),
        async send(call) {
          world.sends++
          if (world.failSend) throw new FarthingError('upstream_unreachable', { provider: 'p' })
          const cost = BigInt(sizeOf(call))
          return plan.streamed ? streamReply(world, cost) : wholeReply('upstream', cost)
        },
        price: (call) => BigInt(sizeOf(call)),
        expect: (call) => usage(sizeOf(call)),
        may: (name) => ({ arm: plan.arms[layerOrder.indexOf(name)]!, probability: 1 }),
        close: (story, outcome) => {
          world.closed.push(story)
          world.outcomes.push(outcome)
        },
        skipped: () => {},
        random: Math.random,
        clock: { now: () => 0 },
      })

      let ended = 'error'
      try {
        ended = await read(await pipeline.run(newCall()), plan.leaveAfter)
      } catch (error) {
        assert.ok(error instanceof FarthingError)
        assert.ok(plan.failSend)
      }
      if (plan.layers.some((behaviour) => behaviour.startsWith('late'))) await pause(budgetMs * 5)

      assert.notEqual(ended, 'fail')
      assert.equal(world.closed.length, 1, 'one close')
      assert.equal(world.ends, world.ups, 'one end a watch')
      assert.equal(world.opened, world.settled, 'no stream stays open')
      const [story] = world.closed
      const used = story!.lines
        .filter((line) => line.verdict === 'taken' || line.verdict === 'answered')
        .map((line) => line.layer)
      assert.deepEqual(
        world.effects.toSorted(),
        used.toSorted(),
        'effects are those of used results',
      )
      for (const line of story!.lines) {
        const behaviour = plan.layers[layerOrder.indexOf(line.layer)]!
        if (line.permit.arm !== 'live')
          assert.ok(!used.includes(line.layer) || line.verdict !== 'taken')
        if (behaviour === 'lengthen')
          assert.notEqual(line.verdict, 'taken', 'a dearer call is not taken')
        if (behaviour === 'throw') assert.equal(line.verdict, 'threw')
        if (behaviour === 'overrun' || behaviour === 'late') assert.equal(line.verdict, 'late')
      }
    }),
    { numRuns: 300 },
  )
})

test('a layer that is late or throws after it sent: what it bought is served', async () => {
  for (const behaviour of ['late-answer', 'send-and-throw'] as const) {
    const world = { effects: [] as LayerName[], ups: 0, ends: 0 } as World
    let sends = 0
    const pipeline = createPipeline({
      layers: [layerOf('router', behaviour, world)],
      async send() {
        sends++
        return wholeReply('upstream', 1n)
      },
      price: () => 1n,
      expect: () => usage(1),
      may: () => ({ arm: 'live', probability: 1 }),
      close() {},
      skipped() {},
      random: Math.random,
      clock: { now: () => 0 },
    })
    const reply = await pipeline.run(newCall())
    assert.equal(reply.from, 'upstream')
    assert.equal(sends, 1, behaviour)
    assert.deepEqual(world.effects, [])
    await pause(budgetMs * 5)
  }
})

test('what a layer sent and failed is not sent again', async () => {
  const world = { effects: [] as LayerName[], ups: 0, ends: 0 } as World
  let sends = 0
  let closes = 0
  const pipeline = createPipeline({
    layers: [layerOf('cache', 'send-once', world), layerOf('prefix', 'shorten', world)],
    async send() {
      sends++
      throw new FarthingError('upstream_unreachable', { provider: 'p' })
    },
    price: () => 1n,
    expect: () => usage(1),
    may: () => ({ arm: 'live', probability: 1 }),
    close: () => closes++,
    skipped: () => assert.fail('the layer did nothing wrong'),
    random: Math.random,
    clock: { now: () => 0 },
  })
  await assert.rejects(pipeline.run(newCall()), { code: 'upstream_unreachable' })
  assert.deepEqual(
    { sends, closes, ups: world.ups, ends: world.ends },
    { sends: 1, closes: 1, ups: 2, ends: 2 },
  )
})

test('a layer that is left out leaves the others as they were', async () => {
  const world = { effects: [], ups: 0, ends: 0 } as unknown as World
  const sizes: number[] = []
  const run = async (names: readonly LayerName[]): Promise<void> => {
    const pipeline = createPipeline({
      layers: names.map((name) => layerOf(name, 'shorten', world)),
      async send(call) {
        sizes.push(sizeOf(call))
        return wholeReply('upstream', 0n)
      },
      price: (call) => BigInt(sizeOf(call)),
      expect: (call) => usage(sizeOf(call)),
      may: () => ({ arm: 'live', probability: 1 }),
      close() {},
      skipped() {},
      random: Math.random,
      clock: { now: () => 0 },
    })
    await pipeline.run(newCall())
  }
  await run(['compress', 'template', 'prefix'])
  await run(['prefix', 'compress'])
  assert.deepEqual(sizes, [97, 98])
})

test('in observe nothing is used, and what would have been saved is told', async () => {
  const world = { effects: [] as LayerName[], ups: 0, ends: 0 } as World
  const closed: Story[] = []
  const pipeline = createPipeline({
    layers: [layerOf('compress', 'shorten', world), layerOf('router', 'send-twice', world)],
    async send(call) {
      assert.equal(sizeOf(call), 100)
      return wholeReply('upstream', 100n)
    },
    price: (call) => BigInt(sizeOf(call)),
    expect: (call) => usage(sizeOf(call)),
    may: () => ({ arm: 'live', probability: 1 }),
    close: (story) => closed.push(story),
    skipped() {},
    random: Math.random,
    clock: { now: () => 0 },
  })
  await pipeline.run({ ...newCall(), mode: 'observe' })
  assert.deepEqual(
    closed[0]!.lines.map(({ layer, verdict, offered }) => ({ layer, verdict, offered })),
    [
      { layer: 'router', verdict: 'mode', offered: undefined },
      { layer: 'compress', verdict: 'mode', offered: 1n },
    ],
  )
  assert.deepEqual(world.effects, [])
})
