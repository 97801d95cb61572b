import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Flow, Sink } from '../call.ts'
import { streamOf, type StreamEnds } from './flow-stream.ts'

interface Told {
  sink: Sink | undefined
  resumed: number
  cancelled: Error | undefined
}

function scripted(): { flow: Flow; told: Told } {
  const told: Told = { sink: undefined, resumed: 0, cancelled: undefined }
  const flow: Flow = {
    pipe: (sink) => {
      told.sink = sink
    },
    resume: () => {
      told.resumed++
    },
    cancel: (reason) => {
      told.cancelled = reason
    },
  }
  return { flow, told }
}

const ends = (over: (Error | undefined)[] = []): StreamEnds => ({
  copy: false,
  farewell: () => undefined,
  over: (failure) => void over.push(failure),
})

test('every byte arrives in order, however the flow is cut and whenever it is read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 50_000 }), { maxLength: 12 }),
      fc.boolean(),
      async (chunks, sync) => {
        const over: (Error | undefined)[] = []
        const waiting = chunks.slice()
        let sink!: Sink
        const pump = (): void => {
          while (waiting.length > 0) if (!sink.data(waiting.shift()!)) return
          sink.end()
        }
        const flow: Flow = {
          pipe(given) {
            sink = given
            if (sync) pump()
            else setImmediate(pump)
          },
          resume: pump,
          cancel: () => assert.fail('nobody left'),
        }
        const { stream } = streamOf(flow, ends(over))
        const read = Buffer.from(await new Response(stream).arrayBuffer())
        assert.deepEqual(read, Buffer.concat(chunks))
        assert.deepEqual(over, [undefined])
      },
    ),
    { numRuns: 100 },
  )
})

test('a reader that does not read holds the flow back', async () => {
  const { flow, told } = scripted()
  const { stream } = streamOf(flow, ends())
  const chunk = new Uint8Array(40_000)
  assert.equal(told.sink!.data(chunk), true)
  assert.equal(told.sink!.data(chunk), false)
  await new Promise(setImmediate)
  assert.equal(told.resumed, 0)
  const reader = stream.getReader()
  await reader.read()
  await new Promise(setImmediate)
  assert.equal(told.resumed, 1)
})

test('kept bytes are copied: what a reader writes into them stays with it', async () => {
  const { flow, told } = scripted()
  const { stream } = streamOf(flow, { ...ends(), copy: true })
  const kept = Uint8Array.of(1, 2, 3)
  told.sink!.data(kept)
  const { value } = await stream.getReader().read()
  value!.fill(9)
  assert.deepEqual([...kept], [1, 2, 3])
})

test('ends are told once: cancelled, aborted, failed', async () => {
  const left: (Error | undefined)[] = []
  const cancelled = scripted()
  await streamOf(cancelled.flow, ends(left)).stream.cancel('enough')
  cancelled.told.sink!.fail(new Error('late'))
  assert.equal(left.length, 1)
  assert.equal(cancelled.told.cancelled?.cause, 'enough')

  const broken: (Error | undefined)[] = []
  const failing = scripted()
  const failed = streamOf(failing.flow, ends(broken))
  failing.told.sink!.data(Uint8Array.of(1))
  failing.told.sink!.fail(new Error('reset'))
  failed.abort(new Error('too late'))
  await assert.rejects(new Response(failed.stream).text(), TypeError)
  assert.deepEqual(
    broken.map((error) => error?.message),
    ['reset'],
  )

  const aborting = scripted()
  const aborted = streamOf(aborting.flow, ends())
  const reason = new Error('reason')
  aborted.abort(reason)
  assert.equal(told(aborting).sink!.data(Uint8Array.of(1)), false)
  await assert.rejects(aborted.stream.getReader().read(), reason)
})

const told = ({ told }: ReturnType<typeof scripted>): Told => told
