/**
 * For random lists of layers and random draws: on a drawn call the client's answer is the one that it would have had
 * with no layer under certificate, and both arms of a trial run alone, as shadows, without a trace in the call's story.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { AttemptKind, Call, LayerName, Reply, Usage } from '../../src/call.ts'
import type { Kit, Layer, Permit } from '../../src/layers/layer.ts'
import { createPipeline, layerOrder } from '../../src/pipeline.ts'
import type { Story } from '../../src/pipeline/story.ts'
import type { Tried } from '../../src/pipeline/trial.ts'

const acts = ['nothing', 'edit', 'answer', 'send', 'throw'] as const

interface Sent {
  readonly kind: AttemptKind
  readonly by: readonly LayerName[]
}

const usage: Usage = {
  input: 1,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
}

function reply(text: string, from: Reply['from']): Reply {
  const outcome = {
    status: 200,
    ended: 'complete',
    stop: 'stop',
    usage,
    usageOrigin: 'provider',
    cost: 1n,
    costOrigin: 'computed',
    tier: 'standard',
    model: 'm',
    bytes: text.length,
  } as const
  return {
    kind: 'reply',
    status: 200,
    headers: [],
    body: Buffer.from(text),
    from,
    streamed: false,
    model: 'm',
    outcome: () => outcome,
  }
}

const marked = (call: Call, by: LayerName): Call => ({
  ...call,
  edits: [...call.edits, { start: 0, end: 1, bytes: new Uint8Array(0), by }],
})

function layerOf(name: LayerName, needs: Layer['needs'], act: string, effects: LayerName[]): Layer {
  return {
    name,
    needs,
    unit: 'call',
    budgetMs: 1000,
    down(call: Call, kit: Kit) {
      kit.taken(() => effects.push(name))
      if (act === 'throw') throw new Error('thrown')
      if (act === 'edit') return marked(call, name)
      if (act === 'answer') return reply(name, 'cache')
      return act === 'send' ? kit.send(marked(call, name), 'serve') : call
    },
  }
}

const call = {
  kind: 'call',
  id: 'c',
  client: 'openai-chat',
  method: 'POST',
  target: { provider: 'p', model: 'm', dialect: 'openai-chat', path: '/' },
  bytes: Buffer.alloc(10),
  edits: [],
  view: { json: {}, model: 'm', stream: false, outputCap: undefined, span: () => undefined },
  headers: {},
  route: { name: 'default', mode: 'max', substitutes: [], storeText: false, layers: {} },
  mode: 'max',
  conversation: 'v',
  tenant: 't',
  key: undefined,
  tags: [],
  skipCache: false,
  startedAt: 0,
  signal: new AbortController().signal,
} as unknown as Call

const layerArbitrary = fc.record({
  act: fc.constantFrom(...acts),
  needs: fc.constantFrom('safe' as const, 'balanced' as const),
  drawn: fc.boolean(),
})

test('a trial: the safe answer for the client, each layer tried alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(layerArbitrary, { maxLength: 6 }), async (plan) => {
      const run = async (withTrial: boolean) => {
        const sent: Sent[] = []
        const tried: Tried[] = []
        const stories: Story[] = []
        const effects: LayerName[] = []
        const pipeline = createPipeline({
          layers: plan
            .map(({ act, needs }, at) => layerOf(layerOrder[at]!, needs, act, effects))
            .filter(({ needs }) => withTrial || needs === 'safe'),
          send: async (one, kind) => {
            sent.push({ kind, by: one.edits.map(({ by }) => by as LayerName) })
            return reply(one.edits.map(({ by }) => by).join(), 'upstream')
          },
          price: () => 1n,
          expect: () => usage,
          may: () => ({ arm: 'live', probability: 1 }),
          trial: () =>
            withTrial
              ? {
                  permit: (layer): Permit => ({
                    arm: plan[layerOrder.indexOf(layer)]!.drawn ? 'shadow' : 'off',
                    probability: 1,
                  }),
                  take: (one) => {
                    tried.push(one)
                    return undefined
                  },
                }
              : undefined,
          close: (story) => stories.push(story),
          skipped: () => {},
          random: Math.random,
          clock: { now: () => 0 },
        })
        const answer = await pipeline.run(call)
        return { answer, sent, tried, story: stories[0]!, effects }
      }
      const without = await run(false)
      const drawn = await run(true)
      assert.deepEqual(drawn.answer.body, without.answer.body, 'the same answer')
      assert.deepEqual(drawn.sent, without.sent, 'the same request, sent as often')
      assert.deepEqual(drawn.effects, without.effects, 'and the same effects')
      const certified = (name: LayerName) => plan[layerOrder.indexOf(name)]!.needs === 'balanced'
      const before = JSON.stringify(drawn.story.steps.length) + drawn.story.lines.length
      for (const one of drawn.tried) {
        assert.ok(certified(one.layer) && plan[layerOrder.indexOf(one.layer)]!.drawn)
        for (const arm of ['treated', 'again'] as const) {
          const from = drawn.sent.length
          const { reply: second, bought } = await one[arm](new AbortController().signal)
          assert.equal(second.status, 200)
          const sends = drawn.sent.slice(from)
          assert.ok(sends.every(({ kind }) => kind === 'shadow'))
          assert.ok(bought.length >= sends.length)
          for (const { by } of sends) {
            const allowed = arm === 'treated' ? [one.layer] : []
            assert.ok(
              by.every((name) => !certified(name) || allowed.includes(name)),
              String(by),
            )
            assert.equal(by.includes(one.layer), arm === 'treated')
          }
        }
      }
      assert.equal(JSON.stringify(drawn.story.steps.length) + drawn.story.lines.length, before)
      assert.deepEqual(drawn.effects.filter(certified), [], 'a trial leaves no effect')
    }),
    { numRuns: 500 },
  )
})
