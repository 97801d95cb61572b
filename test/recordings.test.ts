/**
 * Recorded traffic through the scanner, the readers and the usage stripper: whole, byte by byte, and cut at every
 * position. The client's bytes stay the same and the usage read is the recording's own.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dialect } from '../src/call.ts'
import { createUsageStripper } from '../src/dialects/include-usage.ts'
import { createBodyReader, readBody } from '../src/dialects/read-body.ts'
import { createStreamReader } from '../src/dialects/read-stream.ts'
import type { Reading } from '../src/dialects/reading.ts'
import { createEventScanner } from '../src/wire/sse.ts'
import { fixtures, recordedBodies, recordedStreams, recordings } from './wire-streams.ts'

type Json = Record<string, unknown>

const skip =
  recordings === undefined ? 'no recordings: set FARTHING_DATA to the data folder' : false

/** All the ways to cut: at once, every byte, and every period so that each position is once a lone cut. */
const cuttings = function* (bytes: Buffer): Generator<[string, Buffer[]]> {
  yield ['whole', [bytes]]
  yield ['byte by byte', [...bytes.keys()].map((i) => bytes.subarray(i, i + 1))]
  if (bytes.length <= 1500) {
    for (let cut = 1; cut < bytes.length; cut++) {
      yield [`cut at ${cut}`, [bytes.subarray(0, cut), bytes.subarray(cut)]]
    }
    return
  }
  const period = 61
  for (let offset = 0; offset < period; offset++) {
    const chunks = [bytes.subarray(0, offset)]
    for (let i = offset; i < bytes.length; i += period) chunks.push(bytes.subarray(i, i + period))
    yield [`every ${period} from ${offset}`, chunks]
  }
}

const scanned = (chunks: readonly Buffer[]) => {
  const out: Uint8Array[] = []
  const scanner = createEventScanner((event) => out.push(event.bytes))
  for (const chunk of chunks) scanner.push(chunk)
  return { count: out.length, bytes: Buffer.concat([...out, scanner.end()]) }
}

const read = (dialect: Dialect, chunks: readonly Buffer[]) => {
  const reader = createStreamReader(dialect)
  for (const chunk of chunks) reader.push(chunk)
  return reader.end()
}

const stripped = (chunks: readonly Buffer[]) => {
  const stripper = createUsageStripper()
  return Buffer.concat([...chunks.map((chunk) => stripper.push(chunk)), stripper.end()])
}

/** The data of all events, parsed the slow and sure way. One recording left out closing braces. */
const parseAll = (bytes: Buffer): Json[] =>
  bytes
    .toString()
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data: '))
    .map((line) => parse(line.slice(6)) ?? parse(`${line.slice(6)}}`))
    .filter((event) => event !== undefined)

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** The usage that a stream states, by the rules of its dialect, written without the code under test. */
const ownUsage = (dialect: Dialect, events: readonly Json[]): unknown => {
  switch (dialect) {
    case 'openai-chat':
      return events.findLast((event) => event['usage'] != null)?.['usage']
    case 'openai-responses':
      return (events.findLast((event) => event['response'] != null)!['response'] as Json)['usage']
    case 'anthropic-messages': {
      const start = events.find((event) => event['type'] === 'message_start')?.['message'] as Json
      const total = { ...(start['usage'] as Json) }
      for (const event of events.filter((event) => event['type'] === 'message_delta')) {
        for (const [key, value] of Object.entries(event['usage'] as Json)) {
          if (value !== null || !(key in total)) total[key] = value
        }
      }
      return total
    }
    case 'gemini':
      return events.reduce(
        (total, event) => ({ ...total, ...(event['usageMetadata'] as Json) }),
        {},
      )
    default:
      return events.findLast((event) => event['usage'] != null)?.['usage']
  }
}

const checkStream = (dialect: Dialect, bytes: Buffer) => {
  const events = parseAll(bytes)
  const whole = read(dialect, [bytes])
  assert.deepEqual(whole.usage, ownUsage(dialect, events))
  assert.equal(whole.complete, true)
  const { count } = scanned([bytes])
  const without = stripped([bytes])
  for (const [how, chunks] of cuttings(bytes)) {
    const got = scanned(chunks)
    assert.ok(got.bytes.equals(bytes), `${how}: bytes changed`)
    assert.equal(got.count, count, how)
    assert.deepEqual(read(dialect, chunks), whole, how)
    if (dialect === 'openai-chat')
      assert.ok(stripped(chunks).equals(without), `${how}: stripped differently`)
  }
  return whole
}

const checkStripped = (bytes: Buffer) => {
  const isUsageOnly = (event: Json) =>
    Array.isArray(event['choices']) && event['choices'].length === 0 && event['usage'] != null
  const expected = parseAll(bytes)
    .filter((event) => !isUsageOnly(event))
    .map(({ usage, ...rest }) => (usage == null ? rest : { ...rest, usage }))
  const out = stripped([bytes])
  assert.deepEqual(parseAll(out), expected)
  // Only bytes of usage went: what is left is a subsequence, event by event, that a text search can also make.
  const byText = bytes
    .toString()
    .split('\n\n')
    .filter((event) => !/"choices":\[\],.*"usage":\{/.test(event))
    .map((event) => event.replace(/,"usage":null(?=[,}])(?=(?:[^"]|"(?:[^"\\]|\\.)*")*$)/, ''))
    .join('\n\n')
  assert.equal(out.toString(), byText)
}

for (const { name, dialect, bytes } of fixtures) {
  test(`fixture ${name}`, () => {
    const reading = checkStream(dialect, bytes)
    assert.ok(reading.usage !== undefined && reading.deltaBytes > 0)
    if (dialect === 'openai-chat') checkStripped(bytes)
  })
}

test(
  'recorded streams: the same bytes and their own usage, cut anywhere',
  { skip },
  async (context) => {
    const streams = recordedStreams()
    assert.equal(streams.length, 39)
    for (const { name, dialect, bytes } of streams) {
      await context.test(name, () => {
        const reading: Reading = checkStream(dialect, bytes)
        if (dialect === 'openai-chat') checkStripped(bytes)
        // Realtime sessions state no usage in these events.
        if (dialect !== 'opaque') assert.ok(reading.model !== '' && reading.stop !== undefined)
      })
    }
  },
)

test('recorded bodies: their own usage, model and stop', { skip }, async (context) => {
  const bodies = recordedBodies()
  assert.equal(bodies.length, 45)
  for (const { name, dialect, bytes } of bodies) {
    await context.test(name, () => {
      const body = JSON.parse(bytes.toString()) as Json
      const reading = readBody(dialect, bytes)
      assert.deepEqual(reading.usage, body['usage'])
      assert.equal(reading.model, body['model'] ?? '')
      assert.equal(reading.id, body['id'] ?? '')
      assert.deepEqual(reading.error, body['error'] ?? undefined)
      assert.equal(reading.complete, true)
      const pieces = createBodyReader(dialect)
      for (let i = 0; i < bytes.length; i += 7) pieces.push(bytes.subarray(i, i + 7))
      assert.deepEqual(pieces.end(), reading)
      const tail = createBodyReader(dialect, 100)
      tail.push(bytes)
      assert.deepEqual(tail.end().usage, body['usage'])
      for (const cut of [0, 1, bytes.length >> 1, bytes.length - 2]) {
        assert.equal(readBody(dialect, bytes.subarray(0, cut)).complete, false, `cut at ${cut}`)
      }
    })
  }
})
