import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  array,
  assert as check,
  boolean,
  constantFrom,
  dictionary,
  jsonValue,
  nat,
  property,
  string,
} from 'fast-check'
import { splice } from '../wire/splice.ts'
import { createUsageStripper, usageEdit } from './include-usage.ts'
import { createEventReader } from './read-stream.ts'
import { createView } from './view.ts'

const asked = (text: string) => {
  const bytes = Buffer.from(text)
  const edit = usageEdit(createView(bytes, 'openai-chat'))
  return edit === undefined ? undefined : splice(bytes, [edit]).toString()
}

test('asks for usage with the smallest edit', () => {
  assert.equal(
    asked('{"stream":true, "temperature":1.0 }'),
    '{"stream":true, "temperature":1.0 ,"stream_options":{"include_usage":true}}',
  )
  assert.equal(
    asked('{"stream":true,"stream_options":{}}'),
    '{"stream":true,"stream_options":{"include_usage":true}}',
  )
  assert.equal(
    asked('{"stream_options":{"include_obfuscation":false},"stream":true}'),
    '{"stream_options":{"include_obfuscation":false,"include_usage":true},"stream":true}',
  )
  assert.equal(
    asked('{"stream_options":{"include_usage":false},"stream":true}'),
    '{"stream_options":{"include_usage":true},"stream":true}',
  )
  assert.equal(
    asked('{"stream_options":null,"stream":true}'),
    '{"stream_options":{"include_usage":true},"stream":true}',
  )
})

test('leaves a call alone that does not stream, asks already, or is odd', () => {
  for (const text of [
    '{}',
    '{"stream":false}',
    '{"stream":"true"}',
    '{"stream":true,"stream_options":{"include_usage":true}}',
    '{"stream":true,"stream_options":5}',
    '{"stream":true,"stream_options":[]}',
    'no json',
    '[]',
  ]) {
    assert.equal(asked(text), undefined, text)
  }
})

test('property: only stream_options differs afterwards, and it asks', () => {
  check(
    property(
      dictionary(string(), jsonValue()),
      dictionary(constantFrom('include_usage', 'a', 'b'), jsonValue()),
      boolean(),
      (rest, options, given) => {
        const body = { ...rest, stream: true, ...(given ? { stream_options: options } : {}) }
        delete (body as { stream_options?: unknown }).stream_options
        const whole = given ? { ...body, stream_options: options } : body
        const text = JSON.stringify(whole)
        const after = JSON.parse(asked(text) ?? text) as Record<string, unknown>
        const expected = JSON.parse(text) as Record<string, unknown>
        expected['stream_options'] = {
          ...(expected['stream_options'] as object),
          include_usage: true,
        }
        assert.deepEqual(after, expected)
      },
    ),
  )
})

const strip = (...chunks: string[]) => {
  const stripper = createUsageStripper()
  return Buffer.concat([
    ...chunks.map((chunk) => stripper.push(Buffer.from(chunk))),
    stripper.end(),
  ]).toString()
}

test('takes out the null member wherever it stands, with one comma', () => {
  for (const [data, expected] of [
    ['{"a":1,"usage":null}', '{"a":1}'],
    ['{"usage":null,"a":1}', '{"a":1}'],
    ['{"a":1,"usage":null,"b":2}', '{"a":1,"b":2}'],
    ['{ "a" : 1.0 , "usage" : null , "b":2 }', '{ "a" : 1.0 , "b":2 }'],
    ['{"usage":null}', '{}'],
    ['{"usage":null,"usage":null,"a":1}', '{"a":1}'],
    ['{"a":1,"usage":null,"usage":null}', '{"a":1}'],
    ['{"u\\u0073age":null,"a":1}', '{"u\\u0073age":null,"a":1}'],
  ] as const) {
    const out = strip(`data: ${data}\n\n`)
    if (data.includes('\\u')) assert.ok(out.length > 0)
    else assert.equal(out, `data: ${expected}\n\n`, data)
  }
})

test('drops the chunk of usage alone, in any line ends, and nothing else', () => {
  const only = '{"id":"x","choices":[ ],"usage":{"prompt_tokens":1}}'
  assert.equal(strip(`data: ${only}\n\ndata: [DONE]\n\n`), 'data: [DONE]\n\n')
  assert.equal(strip(`data: ${only}\r\n\r\ndata: [DONE]\r\n\r\n`), 'data: [DONE]\r\n\r\n')
  assert.equal(strip('data: {"choices":[],\ndata: "usage":{}}\n\n'), '')
  for (const kept of [
    'data: {"choices":[],"prompt_filter_results":[]}\n\n',
    'data: {"choices":[{"index":0}],"usage":{"prompt_tokens":1}}\n\n',
    'data: {"choices":[{"delta":{"content":"\\"usage\\":null,"}}]}\n\n',
    'data: {"choices":[{"delta":{"usage":null}}]}\n\n',
    'data: {"choices":[],"usage":{"a":1}\n\n',
    'data: {"a":1,"usage":null\n\n',
    ': usage\n\nevent: usage\ndata: "usage"\n\n',
    'data: {"choices":[],"usage":{}}',
  ]) {
    assert.equal(strip(kept), kept)
  }
})

test('a chunk without usage is passed as the same object', () => {
  const chunk = Buffer.from('data: {"choices":[{"index":0}]}\n\n')
  assert.equal(createUsageStripper().push(chunk), chunk)
})

test('a reader may listen to what is taken out', () => {
  const reader = createEventReader('openai-chat')
  const stripper = createUsageStripper(reader.read)
  const out = stripper.push(
    Buffer.from('data: {"choices":[],"usage":{"prompt_tokens":1}}\n\ndata: [DONE]\n\n'),
  )
  assert.equal(Buffer.from(out).toString(), 'data: [DONE]\n\n')
  const reading = reader.end(stripper.end())
  assert.deepEqual([reading.usage, reading.complete], [{ prompt_tokens: 1 }, true])
})

const event = constantFrom(
  'data: {"choices":[{"delta":{"content":"ü😀\\"usage\\":null"}}],"usage":null}\n\n',
  'data: {"usage":null,"choices":[]}\r\n\r\n',
  'data: {"choices":[],"usage":{"a":[{}]}}\n\n',
  ': keep-alive\n\n',
  'event: x\ndata: {"usage":null}\n\n',
  'data: [DONE]\n\n',
  'junk "usage":null\n\n',
)

test('property: the result does not depend on where the stream is cut', () => {
  check(
    property(array(event), array(nat(500)), (events, cuts) => {
      const whole = Buffer.from(events.join(''))
      const places = [
        0,
        ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b),
        whole.length,
      ]
      const stripper = createUsageStripper()
      const out = places.slice(1).map((place, i) => stripper.push(whole.subarray(places[i], place)))
      assert.equal(Buffer.concat([...out, stripper.end()]).toString(), strip(whole.toString()))
    }),
    { numRuns: 300 },
  )
})

test('a blank line that is cut in two before the usage chunk stays whole', () => {
  const usage = 'data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}\n\n'
  const before = 'data: {\n\n\r\n'
  const end = 'data: [DONE]\n\n'
  const bytes = Buffer.from(before + usage + end)
  for (let at = 0; at <= bytes.length; at++) {
    const stripper = createUsageStripper()
    const parts = [stripper.push(bytes.subarray(0, at)), stripper.push(bytes.subarray(at))]
    assert.equal(Buffer.concat([...parts, stripper.end()]).toString(), before + end, `cut at ${at}`)
  }
})
