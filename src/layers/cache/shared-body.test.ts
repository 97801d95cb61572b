import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sink } from '../../call.ts'
import { SharedBody } from './shared-body.ts'

/** A source that goes on only while it is asked to. */
function source() {
  let sink: Sink | undefined
  let flowing = true
  return {
    flow: {
      pipe: (into: Sink) => void (sink = into),
      resume: () => void (flowing = true),
      cancel: () => {},
    },
    get flowing() {
      return flowing
    },
    send(bytes: number) {
      assert.ok(flowing, 'the source was asked for more')
      flowing = sink!.data(new Uint8Array(bytes))
    },
    end: () => sink!.end(),
  }
}

function receiver(takes: () => boolean) {
  const seen = { bytes: 0, ended: false }
  const sink: Sink = {
    data(chunk) {
      seen.bytes += chunk.length
      return takes()
    },
    end: () => void (seen.ended = true),
    fail: assert.fail,
  }
  return { seen, sink }
}

test('what came before anyone listened holds nothing up once someone does', () => {
  const from = source()
  const body = new SharedBody(from.flow, 1000)
  from.send(10)
  assert.equal(from.flowing, false)
  const { seen, sink } = receiver(() => true)
  body.join().pipe(sink)
  from.send(20)
  from.end()
  assert.deepEqual(seen, { bytes: 30, ended: true })
})

test('the slowest receiver sets the pace of a long body, until it leaves', () => {
  const from = source()
  const body = new SharedBody(from.flow, 10)
  const [slow, fast] = [body.join(), body.join()]
  const { seen, sink } = receiver(() => true)
  slow.pipe(receiver(() => false).sink)
  fast.pipe(sink)
  from.send(100)
  assert.equal(from.flowing, false)
  slow.cancel(new Error('left'))
  from.send(100)
  from.end()
  assert.deepEqual(seen, { bytes: 200, ended: true })
})
