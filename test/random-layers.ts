/**
 * Layers that do anything a layer may do wrong, replies that count how they are settled, and a call for them.
 */
import assert from 'node:assert/strict'
import type { Call, Flow, LayerName, Outcome, Reply, Sink, Usage } from '../src/call.ts'
import type { Kit, Layer } from '../src/layers/layer.ts'
import type { Story } from '../src/pipeline/story.ts'

export const behaviours = [
  'nothing',
  'shorten',
  'lengthen',
  'invest',
  'answer',
  'send-once',
  'send-twice',
  'send-and-drop',
  'throw',
  'reject',
  'late',
  'late-answer',
  'send-and-throw',
  'overrun',
  'throw-in-watch',
  'drop-events',
  'end-early',
] as const
export type Behaviour = (typeof behaviours)[number]

export const budgetMs = 15

export interface World {
  opened: number
  settled: number
  closed: Story[]
  outcomes: Outcome[]
  effects: LayerName[]
  ups: number
  ends: number
  sends: number
  failSend: boolean
}

export const usage = (input: number): Usage => ({
  input,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
})

export const sizeOf = (call: Call): number =>
  call.edits.reduce(
    (sum, edit) => sum + edit.bytes.length - (edit.end - edit.start),
    call.bytes.length,
  )

function outcomeFor(ended: Outcome['ended'], cost: bigint): Outcome {
  return {
    status: 200,
    ended,
    stop: 'stop',
    usage: usage(Number(cost)),
    usageOrigin: 'provider',
    cost,
    costOrigin: 'computed',
    tier: 'standard',
    model: 'm',
    bytes: 1,
  }
}

/** A stream of five events that is settled exactly once, however it ends. */
export function streamReply(world: World, cost: bigint): Reply {
  let outcome: Outcome | undefined
  let cancelled = false
  world.opened++
  const settle = (ended: Outcome['ended']): void => {
    assert.equal(outcome, undefined, 'an attempt is settled once')
    outcome = outcomeFor(ended, cost)
    world.settled++
  }
  const body: Flow = {
    pipe(sink: Sink) {
      queueMicrotask(() => {
        for (let at = 0; at < 5; at++)
          if (!cancelled) sink.data(Buffer.from(`data: {"n":${at}}\n\n`))
        if (cancelled) return
        settle('complete')
        sink.end()
      })
    },
    resume() {},
    cancel() {
      if (cancelled || outcome) return
      cancelled = true
      settle('client-left')
    },
  }
  return {
    kind: 'reply',
    status: 200,
    headers: [],
    body,
    from: 'upstream',
    streamed: true,
    model: 'm',
    outcome: () => outcome,
  }
}

export function wholeReply(from: 'upstream' | 'cache', cost: bigint): Reply {
  const outcome = outcomeFor('complete', cost)
  return {
    kind: 'reply',
    status: 200,
    headers: [],
    body: Buffer.from('{}'),
    from,
    streamed: false,
    model: 'm',
    outcome: () => outcome,
  }
}

const edited = (call: Call, by: LayerName, size: number): Call => ({
  ...call,
  edits: [...call.edits, { start: 0, end: 0, bytes: Buffer.alloc(size), by }],
})
const shortened = (call: Call, by: LayerName): Call => {
  const start = call.edits.length * 2
  return {
    ...call,
    edits: [...call.edits, { start, end: start + 1, bytes: new Uint8Array(0), by }],
  }
}
export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms))

async function act(
  behaviour: Behaviour,
  name: LayerName,
  call: Call,
  kit: Kit,
): Promise<Call | Reply> {
  switch (behaviour) {
    case 'send-once':
      return kit.send(call, 'serve')
    case 'send-twice': {
      await kit.send(shortened(call, name), 'serve')
      return kit.send(call, 'retry')
    }
    case 'send-and-drop':
      await kit.send(call, 'serve')
      return call
    case 'send-and-throw':
      await kit.send(call, 'serve')
      throw new Error('after sending')
    case 'reject':
      throw new Error('rejected')
    case 'late':
      await pause(budgetMs * 3)
      return shortened(call, name)
    case 'late-answer': {
      const reply = await kit.send(call, 'serve')
      await pause(budgetMs * 3)
      return reply
    }
    default:
      return call
  }
}

export function layerOf(name: LayerName, behaviour: Behaviour, world: World): Layer {
  return {
    name,
    needs: 'safe',
    unit: 'call',
    budgetMs,
    down(call, kit) {
      kit.taken(() => world.effects.push(name))
      if (behaviour === 'throw') throw new Error('thrown')
      if (behaviour === 'shorten') return shortened(call, name)
      if (behaviour === 'lengthen') return edited(call, name, 10)
      if (behaviour === 'invest') {
        kit.invest(1000n)
        return edited(call, name, 10)
      }
      if (behaviour === 'answer') return wholeReply('cache', 0n)
      if (behaviour === 'overrun') {
        const until = performance.now() + budgetMs + 2
        while (performance.now() < until);
        return shortened(call, name)
      }
      return behaviour === 'nothing' ? call : act(behaviour, name, call, kit)
    },
    up() {
      world.ups++
      let seen = 0
      const onEnd = (): void => {
        world.ends++
        if (behaviour === 'throw-in-watch') throw new Error('in onEnd')
      }
      if (behaviour === 'throw-in-watch') {
        return {
          onEvent() {
            throw new Error('in onEvent')
          },
          onEnd,
        }
      }
      if (behaviour === 'drop-events') return { onEvent: () => 'drop', onEnd }
      if (behaviour === 'end-early') {
        return { onEvent: () => (++seen === 2 ? 'end' : undefined), onEnd }
      }
      return { onEnd }
    },
  }
}

export function newCall(): Call {
  const controller = new AbortController()
  return {
    kind: 'call',
    id: 'c',
    client: 'openai-chat',
    method: 'POST',
    target: { provider: 'p', model: 'm', dialect: 'openai-chat', path: '/' },
    bytes: Buffer.alloc(100),
    edits: [],
    view: {
      json: undefined,
      model: 'm',
      stream: true,
      outputCap: undefined,
      leading: () => [],
      span: () => undefined,
      known: {},
    },
    headers: {},
    route: { name: 'default', mode: 'safe', substitutes: [], storeText: false, layers: {} },
    mode: 'safe',
    conversation: 'v',
    tenant: 't',
    key: undefined,
    tags: [],
    skipCache: false,
    startedAt: 0,
    signal: controller.signal,
  }
}

/** Reads a reply to its end, or leaves after `leaveAfter` chunks. */
export function read(reply: Reply, leaveAfter: number): Promise<string> {
  if (reply.body instanceof Uint8Array) return Promise.resolve('whole')
  const flow = reply.body
  return new Promise((resolve) => {
    let seen = 0
    flow.pipe({
      data() {
        if (++seen === leaveAfter) {
          flow.cancel(new Error('left'))
          resolve('left')
        }
        return true
      },
      end: () => resolve('end'),
      fail: () => resolve('fail'),
    })
  })
}
