import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, boolean, constantFrom, nat, property, string } from 'fast-check'
import { createEventScanner, dataSpan } from './sse.ts'
import type { ScannedEvent, ScannerOptions } from './sse.ts'

/** Scans chunks; fails if a byte is lost, doubled or moved. */
const scan = (chunks: readonly Uint8Array[], options?: ScannerOptions) => {
  const events: ScannedEvent[] = []
  const scanner = createEventScanner((event) => events.push(event), options)
  for (const chunk of chunks) scanner.push(chunk)
  const rest = scanner.end()
  const out = Buffer.concat([...events.map((event) => event.bytes), rest])
  assert.equal(out.compare(Buffer.concat(chunks)), 0, 'bytes changed')
  return { events, rest: Buffer.from(rest).toString() }
}

const tell = (text: string, options?: ScannerOptions) =>
  scan([Buffer.from(text)], options).events.map(({ name, data }) => [name, data])

test('reads the examples of the specification', () => {
  assert.deepEqual(tell('data: YHOO\ndata: +2\ndata: 10\n\n'), [['', 'YHOO\n+2\n10']])
  assert.deepEqual(
    tell(
      ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
    ),
    [
      ['', ''],
      ['', 'first event'],
      ['', 'second event'],
      ['', ' third event'],
    ],
  )
  // The last block has no blank line after it: never dispatched.
  const last = scan([Buffer.from('data\n\ndata\ndata\n\ndata:')])
  assert.deepEqual(
    last.events.map((event) => event.data),
    ['', '\n'],
  )
  assert.equal(last.rest, 'data:')
  assert.deepEqual(tell('data:test\n\ndata: test\n\n'), [
    ['', 'test'],
    ['', 'test'],
  ])
})

test('event names, unknown fields, comments, a byte order mark, colons in data', () => {
  assert.deepEqual(tell('\ufeffevent: a\n: note\nretry: 5\nfoo: bar\ndata: {"x":1}\n\n'), [
    ['a', '{"x":1}'],
  ])
  assert.deepEqual(tell('event: a\nevent: b\ndata: 1\n\n'), [['b', '1']])
  assert.deepEqual(tell('datax: 1\n\n'), [['', '']])
})

test('LF, CR LF and CR end lines alike', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const text = ['event: a', 'data: 1', 'data: 2', '', 'data: 3', '', 'data: 4'].join(end)
    const { events, rest } = scan([Buffer.from(text)])
    assert.deepEqual(
      events.map(({ name, data }) => [name, data]),
      [
        ['a', '1\n2'],
        ['', '3'],
      ],
      JSON.stringify(end),
    )
    assert.equal(rest, 'data: 4')
  }
})

test('a stream that ends in CR LF gives the same events wherever it is cut', () => {
  const whole = Buffer.from('event: a\r\ndata: 1\r\n\r\ndata: ü😀\r\n\r\n')
  const expected = scan([whole]).events.map((event) => event.bytes.toString())
  assert.equal(expected.length, 2)
  for (let cut = 0; cut <= whole.length; cut++) {
    const got = scan([whole.subarray(0, cut), whole.subarray(cut)]).events
    assert.deepEqual(
      got.map((event) => event.bytes.toString()),
      expected,
      `cut at ${cut}`,
    )
  }
  // The LF of the last event never comes.
  assert.equal(scan([whole.subarray(0, -1)]).events.length, 2)
})

test('an event of a CR stream does not wait for the next chunk', () => {
  const events: string[] = []
  const scanner = createEventScanner((event) => events.push(event.data))
  scanner.push(Buffer.from('data: 1\r\r'))
  assert.deepEqual(events, ['1'])
})

test('an event over the bound comes out in pieces, and the next is read again', () => {
  const text = `data: 1\n\ndata: ${'x'.repeat(50)}\n\ndata: 2\n\n`
  const chunks = [...Buffer.from(text)].map((byte) => Buffer.from([byte]))
  const { events } = scan(chunks, { maximumEventBytes: 20 })
  assert.ok(events.filter((event) => event.opaque).length > 1)
  assert.ok(events.every((event) => event.bytes.length <= 21))
  assert.deepEqual(
    events.filter((event) => !event.opaque).map((event) => event.data),
    ['1', '2'],
  )
  assert.ok(
    events.filter((event) => event.opaque).every((event) => event.data === '' && event.name === ''),
  )
})

test('an event of a million one-byte chunks is linear work', () => {
  let count = 0
  const scanner = createEventScanner((event) => {
    count += event.bytes.length
  })
  const byte = Buffer.from('x')
  scanner.push(Buffer.from('data: '))
  for (let i = 0; i < 1_000_000; i++) scanner.push(byte)
  scanner.push(Buffer.from('\n\n'))
  assert.equal(count, 1_000_008)
})

test('where one line of data lies', () => {
  const at = (text: string) => {
    const bytes = Buffer.from(text)
    const span = dataSpan(bytes)
    return span && bytes.toString('utf8', span.start, span.end)
  }
  assert.equal(at('data: {}\n\n'), '{}')
  assert.equal(at('data:{}\r\n\r\n'), '{}')
  assert.equal(at('\ufeffdata: 1\n\n'), '1')
  assert.equal(at('event: x\nid: 1\ndata:  a\rb: c\n\n'), ' a')
  assert.equal(at('data\n\n'), '')
  assert.equal(at('data:\n\n'), '')
  assert.equal(at('data: \n\n'), '')
  assert.equal(at('data: 1\ndata: 2\n\n'), undefined)
  assert.equal(at(': data: 1\n\n'), undefined)
  assert.equal(at('data: 1'), '1')
  assert.equal(at('database: 1\n\n'), undefined)
})

const line = constantFrom(
  'data: a',
  'data:ü😀',
  'data',
  'event: e',
  'event',
  ': c',
  'id: 1',
  'x',
  '',
  '',
  ':',
  'data: a: b',
)

test('property: no byte is lost and, without stray CRs, cuts change nothing', () => {
  check(
    property(
      array(line, { maxLength: 30 }),
      constantFrom('\n', '\r\n'),
      boolean(),
      array(nat(300)),
      (lines, end, mark, cuts) => {
        const whole = Buffer.from((mark ? '\ufeff' : '') + lines.join(end))
        const places = [
          0,
          ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b),
          whole.length,
        ]
        const chunks = places.slice(1).map((place, i) => whole.subarray(places[i], place))
        const expected = scan([whole]).events.map((event) => [
          event.bytes.toString(),
          event.name,
          event.data,
        ])
        const got = scan(chunks).events.map((event) => [
          event.bytes.toString(),
          event.name,
          event.data,
        ])
        assert.deepEqual(got, expected)
        for (const { bytes, data } of scan([whole]).events) {
          const span = dataSpan(bytes)
          if (span !== undefined) assert.equal(bytes.toString('utf8', span.start, span.end), data)
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('property: any mixture of line ends, any cuts, any bound: the same bytes', () => {
  const text = string({ unit: constantFrom('\r', '\n', 'd', 'data: x', ':', 'é'), maxLength: 60 })
  check(
    property(text, array(nat(120)), nat(20), (content, cuts, bound) => {
      const whole = Buffer.from(content)
      const places = [
        0,
        ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b),
        whole.length,
      ]
      scan(
        places.slice(1).map((place, i) => whole.subarray(places[i], place)),
        { maximumEventBytes: bound },
      )
    }),
    { numRuns: 1000 },
  )
})
