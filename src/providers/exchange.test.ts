import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Flow, Sink } from '../call.ts'
import type { Controller, Handler } from '../wire/http/connection.ts'
import type { AttemptRequest, AttemptResult } from './attempt.ts'
import { startAttempt, wholeLimit } from './exchange.ts'
import { TimerWheel } from './timeouts.ts'

const request: AttemptRequest = {
  provider: 'P',
  method: 'POST',
  path: '/',
  headers: [],
  body: [],
  timeouts: { connectMs: 0, firstByteMs: 0, idleMs: 0, totalMs: 0 },
}

/** An upstream that is led by hand, one call of a connection's handler at a time. */
function byHand(contentType = 'text/event-stream', length?: number) {
  let handler!: Handler
  const lengths = length === undefined ? [] : ['content-length', String(length)]
  const controller = {
    rawHeaders: ['content-type', contentType, ...lengths].map((part) => Buffer.from(part)),
    paused: false,
    aborted: false,
    pause: () => void (controller.paused = true),
    resume: () => void (controller.paused = false),
    abort: () => void (controller.aborted = true),
  }
  const wheel = new TimerWheel()
  const attempt = startAttempt(
    {
      dispatch(_, given) {
        handler = given
        return true
      },
    },
    'http://x',
    request,
    wheel,
    () => undefined,
  )
  const control = controller as unknown as Controller
  return {
    attempt,
    controller,
    wheel,
    start: () => handler.onRequestStart(control),
    head: () => handler.onResponseStart(control, 200),
    data: (bytes: Uint8Array) => handler.onResponseData(control, bytes as Buffer),
    end: () => handler.onResponseEnd(control),
    error: (error: Error) => handler.onResponseError(control, error),
  }
}

const reply = (result: AttemptResult) => {
  assert.equal(result.kind, 'reply')
  return result as Extract<AttemptResult, { kind: 'reply' }>
}

test('whatever the order of pieces, pauses and piping, the same bytes arrive and one end', async () => {
  const step = fc.oneof(
    fc.uint8Array({ maxLength: 40_000 }).map((bytes) => ({ kind: 'data' as const, bytes })),
    fc.constant({ kind: 'resume' as const }),
    fc.constant({ kind: 'pipe' as const }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
      fc.boolean(),
      async (steps, fullness, breaks) => {
        const upstream = byHand()
        upstream.start()
        upstream.head()
        const flow = reply(await upstream.attempt.result).body as Flow
        const sent: Uint8Array[] = []
        const got: Uint8Array[] = []
        let calls = 0
        let ends = 0
        let fails = 0
        let full = false
        let piped = false
        const sink: Sink = {
          data(chunk) {
            assert.ok(!full, 'a full sink is left alone')
            got.push(chunk)
            full = fullness[calls++ % fullness.length]!
            return !full
          },
          end: () => void ends++,
          fail: () => void fails++,
        }
        const pipe = (): void => {
          if (!piped) flow.pipe(sink)
          piped = true
        }
        const resume = (): void => {
          full = false
          if (piped) flow.resume()
        }
        for (const { kind, ...rest } of steps) {
          if (kind === 'pipe') pipe()
          else if (kind === 'resume') resume()
          else if (!upstream.controller.paused) {
            const { bytes } = rest as { bytes: Uint8Array }
            sent.push(bytes)
            upstream.data(bytes)
          }
        }
        pipe()
        while (upstream.controller.paused) resume()
        if (breaks) upstream.error(new Error('x'))
        else upstream.end()
        for (let i = 0; i <= sent.length; i++) resume()
        assert.deepEqual(Buffer.concat(got), Buffer.concat(sent))
        assert.deepEqual([ends, fails], breaks ? [0, 1] : [1, 0])
        assert.equal(upstream.wheel.size, 0)
      },
    ),
    { numRuns: 200 },
  )
})

test('what waits for a reader is bounded', async () => {
  const upstream = byHand()
  upstream.start()
  upstream.head()
  await upstream.attempt.result
  upstream.data(Buffer.alloc(65_536))
  assert.equal(upstream.controller.paused, false)
  upstream.data(Buffer.alloc(1))
  assert.equal(upstream.controller.paused, true)
})

test('a JSON body of unknown length is whole up to 1 MB, beyond it a flow from its first byte', async () => {
  const small = byHand('application/json')
  small.start()
  small.head()
  small.data(Buffer.from('{"a"'))
  small.data(Buffer.from(':1}'))
  small.end()
  assert.equal(
    Buffer.from(reply(await small.attempt.result).body as Uint8Array).toString(),
    '{"a":1}',
  )

  const large = byHand('application/json')
  large.start()
  large.head()
  const piece = Buffer.alloc(wholeLimit / 2 + 1, 0x20)
  large.data(piece)
  large.data(piece)
  const flow = reply(await large.attempt.result).body as Flow
  let bytes = 0
  flow.pipe({ data: (chunk) => (bytes += chunk.length) > 0, end() {}, fail: assert.fail })
  assert.equal(bytes, 2 * piece.length)
  large.end()

  const announced = byHand('application/octet-stream', wholeLimit + 1)
  announced.start()
  announced.head()
  assert.ok('pipe' in reply(await announced.attempt.result).body)
})

test('a cancel before the connection stands takes effect when it does', async () => {
  const upstream = byHand()
  upstream.attempt.cancel(new Error('left'))
  const result = await upstream.attempt.result
  assert.equal(result.kind === 'failed' && result.stage, 'cancelled')
  assert.equal(upstream.wheel.size, 0)
  upstream.start()
  assert.equal(upstream.controller.aborted, true)
})
