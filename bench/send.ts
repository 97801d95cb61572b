/**
 * CPU of send without sockets: what one attempt costs beside node:http and undici, in microseconds.
 * `node bench/send.ts`. With sockets and against the bare proxy: bench/proxy/send-proxy.ts and `npm run bench:proxy`.
 */
import type { Call, Flow } from '../src/call.ts'
import { readBody } from '../src/dialects/read-body.ts'
import { createView } from '../src/dialects/view.ts'
import { startAttempt } from '../src/providers/exchange.ts'
import { fakeCall, fakeParts } from '../src/send/fake-parts.ts'
import { createSend } from '../src/send/send.ts'
import type { Controller, Handler } from '../src/wire/http/connection.ts'

const content =
  'Caching identical prompts avoids repeated work while routing simple questions to cheaper models keeps quality acceptable.'
const usage = { prompt_tokens: 312, completion_tokens: 50, total_tokens: 362 }
const reply = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-AbCdEf0123456789',
    object: 'chat.completion',
    model: 'gpt-4o-mini',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage,
  }),
)
const piece = (value: object): Buffer =>
  Buffer.from(
    `data: ${JSON.stringify({ id: 'chatcmpl-AbCdEf0123456789', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-mini', ...value })}\n\n`,
  )
const deltas = Array.from({ length: 52 }, (_, index) =>
  piece({
    choices: [{ index: 0, delta: { content: ` word${index}` }, finish_reason: null }],
    usage: null,
  }),
)
const stream = [...deltas, piece({ choices: [], usage }), Buffer.from('data: [DONE]\n\n')]
const request = Buffer.from(
  JSON.stringify({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: content.repeat(10) }],
  }),
)
const streamed = Buffer.from(
  JSON.stringify({ model: 'gpt-4o-mini', stream: true, messages: [{ role: 'user', content }] }),
)

const raw = (...parts: string[]): Buffer[] => parts.map((part) => Buffer.from(part))
const wholeHead = raw('Content-Type', 'application/json', 'x-request-id', 'req_1')
const streamHead = raw('Content-Type', 'text/event-stream', 'x-request-id', 'req_1')

/** Answers at once, as a connection would call its handler. */
const dispatcher = {
  dispatch(_: unknown, handler: Handler) {
    const streams = (_ as { body: Uint8Array }).body.length < 1000
    const controller = {
      rawHeaders: streams ? streamHead : wholeHead,
      paused: false,
      abort() {},
      pause() {},
      resume() {},
    } as unknown as Controller
    handler.onRequestStart(controller)
    queueMicrotask(() => {
      handler.onResponseStart(controller, 200)
      for (const chunk of streams ? stream : [reply]) handler.onResponseData(controller, chunk)
      handler.onResponseEnd(controller)
    })
    return true
  },
}

const base = 'http://127.0.0.1:1'
const ledger = {
  openAttempt: () => row,
  settleAttempt() {},
  afterCommit: (run: () => void) => run(),
}
const row = { opening: {} as never, settlements: [] }
const fixed = {
  ledger,
  connections: {
    dispatcher: () => dispatcher as never,
    close: async () => {},
    destroy: async () => {},
  },
  settled() {},
}
const asking = fakeParts({ openai: { base } }, fixed)
const plain = fakeParts({ openai: { base, includeUsage: false } }, fixed)
const send = createSend(asking)
const sendPlain = createSend(plain)

const drain = (flow: Flow): Promise<void> =>
  new Promise((resolve, reject) => flow.pipe({ data: () => true, end: resolve, fail: reject }))

async function measure(name: string, run: () => unknown, calls: number): Promise<void> {
  for (let i = 0; i < calls; i++) await run()
  let best = Infinity
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage()
    for (let i = 0; i < calls; i++) await run()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / calls)
  }
  console.log(`${name.padEnd(44)} ${best.toFixed(2).padStart(8)} µs`)
}

const call = (body: Buffer): Call => fakeCall(body)
const head = { provider: 'x', method: 'POST', path: '/', headers: [], body: [request] }
const timeouts = { connectMs: 1, firstByteMs: 1e6, idleMs: 1e6, totalMs: 1e6 }

await measure('the call itself, with its AbortController', () => call(request), 20_000)
await measure(
  'JSON.parse of request and reply',
  () => [JSON.parse(request.toString()), JSON.parse(reply.toString())],
  20_000,
)
await measure('view.model', () => createView(request, 'openai-chat').model, 20_000)
await measure('readBody', () => readBody('openai-chat', reply), 20_000)
await measure(
  'attempt alone',
  () => startAttempt(dispatcher, base, { ...head, timeouts }, asking.wheel, () => undefined).result,
  20_000,
)
await measure('send, whole', () => send(call(request), 'serve'), 20_000)
await measure(
  'send, 54 events',
  async () => drain((await sendPlain(call(streamed), 'serve')).body as Flow),
  2000,
)
await measure(
  'send, 54 events, usage added and taken out',
  async () => drain((await send(call(streamed), 'serve')).body as Flow),
  2000,
)
