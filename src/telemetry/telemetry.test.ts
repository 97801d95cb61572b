import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FarthingError } from '../errors.ts'
import { openTelemetry } from './telemetry.ts'
import { readTraceparent } from './traceparent.ts'

const trace = '0af7651916cd43dd8448eb211c80319c'
const span = 'b7ad6b7169203331'

test('traceparent: what the standard allows, and nothing else', () => {
  const parent = { traceId: trace, spanId: span, traceFlags: 1 }
  assert.deepEqual(readTraceparent(`00-${trace}-${span}-01`), parent)
  assert.deepEqual(readTraceparent(`00-${trace}-${span}-02`), { ...parent, traceFlags: 0 })
  // A later version may say more after the flags; version 00 may not.
  assert.deepEqual(readTraceparent(`cc-${trace}-${span}-01-what-else`), parent)
  for (const wrong of [
    undefined,
    '',
    `00-${trace}-${span}-01-more`,
    `ff-${trace}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
    `00-${trace}-${span}`,
    'x'.repeat(1_000_000),
  ]) {
    assert.equal(readTraceparent(wrong), undefined)
  }
})

test('off unless the configuration asks', async () => {
  assert.equal(await openTelemetry({ enabled: false }), undefined)
  assert.ok(await openTelemetry({ enabled: true }))
})

test('a tracer that throws costs no call anything', async (t) => {
  const warned = t.mock.method(process, 'emitWarning', () => {})
  const telemetry = await openTelemetry(
    { enabled: true },
    {
      getTracer: () => ({
        startSpan: () => {
          throw new FarthingError('internal')
        },
      }),
    },
  )
  telemetry!.closed({ headers: {} } as never, {} as never, [])
  telemetry!.closed({ headers: {} } as never, {} as never, [])
  assert.equal(warned.mock.callCount(), 1)
})
