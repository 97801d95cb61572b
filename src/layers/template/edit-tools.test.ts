import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  assert as check,
  boolean,
  constantFrom,
  integer,
  property,
  uniqueArray,
  array,
} from 'fast-check'
import type { Dialect } from '../../call.ts'
import { splice } from '../../wire/splice.ts'
import { placed, removals, rewordings } from './edit-tools.ts'
import { bodyOf, callOf, toolsOf } from './fake-call.ts'
import { readTools } from './read-tools.ts'

const dialects = constantFrom<Dialect>('openai-chat', 'openai-responses', 'anthropic-messages')
const nouns = array(constantFrom('invoice', 'straße', 'über_2', '東京', 'a"b', 'flight'), {
  minLength: 1,
  maxLength: 9,
})

test('property: tools kept are the same bytes in the same order, whatever the spacing', () => {
  check(
    property(
      dialects,
      nouns,
      uniqueArray(integer({ min: 0, max: 8 })),
      boolean(),
      (client, names, some, spaced) => {
        const tools = toolsOf(client, names)
        const body = bodyOf(client, 'x', tools)
        const call = callOf(JSON.stringify(body, undefined, spaced ? 2 : undefined), client)
        const span = call.view.span('tools')!
        const list = readTools(call, span)!
        const kept = new Set(some.filter((at) => at < tools.length))
        const sent = Buffer.from(splice(call.bytes, placed(removals(list, kept), span.start)))
        const left = JSON.parse(sent.toString()) as { tools: unknown[] }
        const wanted = kept.size === 0 ? tools : tools.filter((_, at) => kept.has(at))
        assert.deepEqual(left.tools, wanted)
        for (const at of kept) {
          const { start, end } = list.tools[at]!.span
          const bytes = Buffer.from(call.bytes).subarray(span.start + start, span.start + end)
          assert.ok(sent.includes(bytes))
        }
      },
    ),
  )
})

test('a list rewritten and cut is valid JSON, and rewriting it again changes nothing', () => {
  for (const client of ['openai-chat', 'openai-responses', 'anthropic-messages'] as const) {
    for (const wording of ['tidy', 'brief'] as const) {
      let text = JSON.stringify(bodyOf(client, 'x', toolsOf(client)), undefined, 1)
      for (const round of [1, 2]) {
        const call = callOf(text, client)
        const span = call.view.span('tools')!
        const list = readTools(call, span)!
        const kept = new Set([1, 2, 9])
        const bytes = Buffer.from(call.bytes).subarray(span.start, span.end)
        const cuts = rewordings(list, bytes, wording)
        const edits =
          round === 1
            ? [...removals(list, kept), ...[...kept].flatMap((at) => cuts[at]!)]
            : cuts.flat()
        if (round === 2) assert.equal(edits.length, 0)
        text = Buffer.from(splice(call.bytes, placed(edits, span.start))).toString()
        assert.equal((JSON.parse(text) as { tools: unknown[] }).tools.length, 3)
      }
    }
  }
})

test('numbers that JSON.parse would round are left as they are', () => {
  const tools = [{ name: 'a', input_schema: { title: 'x', type: 'object', maximum: 0 } }]
  const text = JSON.stringify({ tools }).replace('"maximum":0', '"maximum":12345678901234567890')
  const call = callOf(text, 'anthropic-messages')
  const span = call.view.span('tools')!
  const bytes = Buffer.from(call.bytes).subarray(span.start, span.end)
  assert.deepEqual(rewordings(readTools(call, span)!, bytes, 'tidy'), [[]])
})

test('what MCP servers say to the client goes; a property of such a name, and what the provider runs, stay', () => {
  const schema = {
    type: 'object',
    properties: { annotations: { type: 'string' }, icons: { type: 'array' } },
  }
  const outputSchema = { type: 'object', properties: { text: { type: 'string' } } }
  const own = { outputSchema, annotations: { readOnlyHint: true }, icons: [{ src: 'a.png' }] }
  const tools: Readonly<Partial<Record<Dialect, readonly [object, object][]>>> = {
    'openai-chat': [
      [
        { type: 'function', function: { ...own, name: 'a', parameters: schema } },
        { type: 'function', function: { name: 'a', parameters: schema } },
      ],
      [
        { type: 'function', function: { name: 'b', parameters: schema, ...own }, _meta: {} },
        { type: 'function', function: { name: 'b', parameters: schema } },
      ],
    ],
    'openai-responses': [
      [
        { type: 'function', name: 'a', ...own, parameters: schema },
        { type: 'function', name: 'a', parameters: schema },
      ],
      [
        { type: 'mcp', server_label: 's', annotations: { a: 1 } },
        { type: 'mcp', server_label: 's', annotations: { a: 1 } },
      ],
    ],
    'anthropic-messages': [
      [
        { name: 'a', ...own, input_schema: schema, _meta: { x: 1 } },
        { name: 'a', input_schema: schema },
      ],
      [
        { type: 'web_search_20250305', name: 'web_search', icons: [] },
        { type: 'web_search_20250305', name: 'web_search', icons: [] },
      ],
    ],
  }
  for (const [client, pairs] of Object.entries(tools)) {
    for (const space of [undefined, 2]) {
      const body = { model: 'm', messages: [], tools: pairs.map(([given]) => given) }
      const call = callOf(JSON.stringify(body, undefined, space), client as Dialect)
      const span = call.view.span('tools')!
      const list = readTools(call, span)!
      const bytes = Buffer.from(call.bytes).subarray(span.start, span.end)
      const cuts = rewordings(list, bytes, 'tidy').flat()
      const sent = JSON.parse(Buffer.from(splice(call.bytes, placed(cuts, span.start))).toString())
      assert.deepEqual(
        sent.tools,
        pairs.map(([, left]) => left),
        client,
      )
    }
  }
})
