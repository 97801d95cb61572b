/** Both caches over a provider that the test plays, with models that go by the words of a text. */
import assert from 'node:assert/strict'
import type { Call, Outcome, Reply } from '../../../call.ts'
import { createPipeline, type Pipeline } from '../../../pipeline.ts'
import type { Story } from '../../../pipeline/story.ts'
import type { Permit, ShadowLabel } from '../../layer.ts'
import { createCacheLayer } from '../cache.ts'
import { callOf, outcomeOf } from '../fake-world.ts'
import { openAnswerStore } from '../store.ts'
import { createBeliefs, type Beliefs } from './beliefs.ts'
import type { Models } from './models.ts'
import { plainPrior } from './risk/prior.ts'
import { createSemanticLayer } from './semantic.ts'
import type { SemanticSettings } from './settings.ts'
import { openSemanticStore, type SemanticStore } from './store/semantic-store.ts'

const dimensions = 256

/** Equal words in any order lie together; words of grammar count little. */
export function embedWords(text: string): Float32Array {
  const vector = new Float32Array(dimensions)
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    let hash = 7
    for (const letter of word.slice(0, 5)) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
    vector[(hash >>> 8) % dimensions]! += word.length > 3 ? 1 : 0.15
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

/** Sure of what is alike at .9 and more. */
export const fakeModels: Models = {
  version: 'fake',
  dimensions,
  embed: embedWords,
  floor: 0.5,
  verifier: undefined,
  encoder: undefined,
  linear: undefined,
  prior: {
    ...plainPrior,
    scorers: [{ inputs: ['similarity'], mean: [0.8], scale: [0.05], weights: [8], intercept: 0 }],
    stream: {
      bias: [0, 0.001],
      logit: [1, 0.001],
      similarity: [0, 0.001],
      margin: [0, 0.001],
      support: [0, 0.001],
      age: [0, 0.001],
    },
    lapse: [0.001, 2000],
    entry: 0.01,
    tenant: 0.01,
  },
  load: () => Promise.resolve(),
  ready: true,
}

export interface World {
  readonly pipeline: Pipeline
  readonly store: SemanticStore
  readonly beliefs: Beliefs
  readonly closed: { story: Story; outcome: Outcome }[]
  /** Bodies that went to the provider. */
  readonly sent: Call[]
  now: number
  permit: Permit
  answer: (call: Call) => Promise<Reply> | Reply
  /** What a judge says of a kept answer beside a fresh one. */
  judge: ShadowLabel | undefined | ((fresh: Uint8Array, kept: Uint8Array) => ShadowLabel)
  feedback(call: string, harm: number): void
  labelled(call: Call, label: ShadowLabel): void
  /** Asks, and waits until the answer is kept. */
  ask(text: string, more?: Partial<Call>, body?: object): Promise<Reply>
}

export const answerOf = (text: string, more: object = {}): Reply => {
  const outcome = outcomeOf('complete', 'stop')
  const choices = [
    { index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' },
  ]
  return {
    kind: 'reply',
    status: 200,
    headers: ['content-type', 'application/json'],
    body: Buffer.from(JSON.stringify({ id: 'x', choices, ...more })),
    from: 'upstream',
    streamed: false,
    model: 'm-2026',
    outcome: () => outcome,
  }
}

export function worldOf(own: Partial<SemanticSettings> = {}, models = fakeModels): World {
  const store = openSemanticStore({
    embed: models.embed,
    dimensions: models.dimensions,
    floor: models.floor,
    maximumAnswers: 1e5,
    maximumBytes: 1e9,
    principalShare: 1,
    now: () => world.now,
  })
  const beliefs = createBeliefs(models.prior, models.version)
  const settings = { enabled: true, ttlSeconds: 60, wrongAnswers: 0.2, ...own }
  const secret = Buffer.alloc(32, 7)
  const failed = (error: unknown): void => assert.fail(String(error))
  const layer = createSemanticLayer({ models, store, beliefs, secret, settings, failed })
  const live: Permit = { arm: 'live', probability: 1 }
  const world = {
    store,
    beliefs,
    closed: [],
    sent: [],
    now: 1_000_000,
    permit: { arm: 'live', probability: 1, setting: 0.1, certificate: 'cache/default#1' },
    answer: (call) => answerOf(`answer ${world.sent.indexOf(call)} is this one.`),
    judge: undefined,
    feedback: (call, harm) => layer.feedback!(call, harm),
    labelled: (call, label) => layer.labelled!(call, label),
    async ask(text, more = {}, body = {}) {
      const call = callOf(
        { model: 'm', messages: [{ role: 'user', content: text }], ...body },
        { mode: 'balanced', id: `c${world.closed.length}`, ...more },
      )
      const reply = await world.pipeline.run(call)
      for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
      return reply
    },
  } as Omit<World, 'pipeline'> as World & { pipeline: Pipeline }
  const exact = createCacheLayer({
    store: openAnswerStore({ maximumBytes: 1e6 }),
    secret,
    settings: { enabled: true, scope: 'deterministic', ttlSeconds: 60 },
  })
  world.pipeline = createPipeline({
    // However slow the machine that runs the tests is.
    layers: [exact, layer].map((one) => ({ ...one, budgetMs: 1e9 })),
    async send(call) {
      world.sent.push(call)
      return world.answer(call)
    },
    price: () => 100n,
    expect: () => outcomeOf('complete', 'stop').usage!,
    may: () => world.permit,
    permit: () => live,
    close: (story, outcome) => world.closed.push({ story, outcome }),
    skipped: (what, why, error) => assert.fail(`${what} ${why}: ${String(error)}`),
    random: Math.random,
    clock: { now: () => world.now },
  })
  layer.engaged!({
    later: (job) => world.pipeline.jobs.add(job),
    compare: async (_, fresh, kept) =>
      typeof world.judge === 'function' ? world.judge(fresh, kept) : world.judge,
  })
  return world
}

export const textOf = ({ body }: Reply): string =>
  (
    JSON.parse(Buffer.from(body as Uint8Array).toString()) as {
      choices: [{ message: { content: string } }]
    }
  ).choices[0].message.content

export const cacheHeader = ({ headers }: Reply): string | undefined => {
  const at = headers.indexOf('x-farthing-cache')
  return at < 0 ? undefined : headers[at + 1]
}
