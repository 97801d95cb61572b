/** A cache layer with a provider that the test plays. */
import assert from 'node:assert/strict'
import type { Call, Flow, Outcome, Reply, Sink } from '../../call.ts'
import { FarthingError } from '../../errors.ts'
import { createPipeline, type Pipeline } from '../../pipeline.ts'
import type { Story } from '../../pipeline/story.ts'
import { fakeCallOf } from '../fake-call.ts'
import { createCacheLayer, type CacheSettings } from './cache.ts'
import { openAnswerStore, type AnswerStore } from './store.ts'

const settings: CacheSettings = { enabled: true, scope: 'deterministic', ttlSeconds: 60 }

const route = {
  name: 'default',
  mode: 'safe',
  substitutes: [],
  storeText: false,
  layers: {},
} as const

export const callOf = (body: object, more: Partial<Call> = {}): Call =>
  fakeCallOf(body, { route, mode: 'safe', ...more })

export const chat = (text: string, more = {}): object => ({
  model: 'm',
  temperature: 0,
  messages: [{ role: 'user', content: text }],
  ...more,
})

export interface World {
  readonly pipeline: Pipeline
  readonly store: AnswerStore
  readonly closed: { story: Story; outcome: Outcome }[]
  sends: number
  cancelled: number
  now: number
  /** Streams that wait for the test to go on. */
  readonly open: { sink: Sink; finish(stop?: string): void; fail(): void }[]
  answer: (call: Call) => Promise<Reply> | Reply
}

export function outcomeOf(
  ended: Outcome['ended'],
  stop: string | undefined,
  status = 200,
): Outcome {
  return {
    status,
    ended,
    stop,
    usage: { input: 10, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 5, reasoning: 0 },
    usageOrigin: 'provider',
    cost: 100n,
    costOrigin: 'computed',
    tier: 'standard',
    model: 'm-2026',
    bytes: 2,
  }
}

export function whole(text: string, stop = 'stop', status = 200): Reply {
  const outcome = outcomeOf('complete', stop, status)
  return {
    kind: 'reply',
    status,
    headers: ['content-type', 'application/json', 'x-request-id', 'r1'],
    body: Buffer.from(text),
    from: 'upstream',
    streamed: false,
    model: 'm-2026',
    outcome: () => outcome,
  }
}

export function stream(world: World): Reply {
  let outcome: Outcome | undefined
  const body: Flow = {
    pipe(sink) {
      world.open.push({
        sink,
        finish(stop = 'stop') {
          outcome = outcomeOf('complete', stop)
          sink.end()
        },
        fail() {
          outcome = outcomeOf('upstream-failed', undefined)
          sink.fail(new FarthingError('upstream_broken', { provider: 'p' }))
        },
      })
    },
    resume() {},
    cancel() {
      world.cancelled++
      outcome = outcomeOf('client-left', undefined)
    },
  }
  return {
    kind: 'reply',
    status: 200,
    headers: ['content-type', 'text/event-stream'],
    body,
    from: 'upstream',
    streamed: true,
    model: 'm-2026',
    outcome: () => outcome,
  }
}

export function worldOf(own: Partial<CacheSettings> = {}, file?: string): World {
  const store = openAnswerStore({ maximumBytes: 1e6, ...(file === undefined ? {} : { file }) })
  const world = {
    store,
    closed: [],
    sends: 0,
    cancelled: 0,
    now: 1_000_000,
    open: [],
  } as unknown as World & { pipeline: Pipeline }
  world.answer = () => whole('{"ok":true}')
  ;(world as { pipeline: Pipeline }).pipeline = createPipeline({
    layers: [
      createCacheLayer({ store, secret: Buffer.alloc(32, 7), settings: { ...settings, ...own } }),
    ],
    async send(call) {
      world.sends++
      return world.answer(call)
    },
    price: () => 100n,
    expect: () => outcomeOf('complete', 'stop').usage!,
    may: () => ({ arm: 'live', probability: 1 }),
    close: (story, outcome) => world.closed.push({ story, outcome }),
    skipped: (what, why, error) => assert.fail(`${what} ${why}: ${String(error)}`),
    random: Math.random,
    clock: { now: () => world.now },
  })
  return world
}

export interface Heard {
  text: string
  ended: string
  flow: Flow | undefined
}

export function hear(reply: Reply, full: () => boolean = () => false): Heard {
  const heard: Heard = { text: '', ended: '', flow: undefined }
  if (reply.body instanceof Uint8Array) {
    heard.text = Buffer.from(reply.body).toString()
    heard.ended = 'end'
    return heard
  }
  heard.flow = reply.body
  reply.body.pipe({
    data(chunk) {
      heard.text += Buffer.from(chunk).toString()
      return !full()
    },
    end: () => (heard.ended = 'end'),
    fail: () => (heard.ended = 'fail'),
  })
  return heard
}

export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
