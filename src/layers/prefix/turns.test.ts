import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { indexJson, memberOf } from '../../wire/json-index.ts'
import { skipValue } from '../../wire/json-scan.ts'
import { skipValueIn, wordsOf } from '../../wire/json-words.ts'
import { fields, readTurns } from './turns.ts'

/** Quotes and backslashes in every mixture, beside what takes two to four bytes. */
const text = fc.string({
  unit: fc.constantFrom('"', '\\', 'a', '{', ']', ',', '\n', 'é', '汉', '🙂'),
})
const part = fc.record({ type: fc.constant('text'), text })
const content = fc.oneof(text, fc.array(fc.oneof(part, fc.constant(null), text)), fc.constant(7))
const message = fc.oneof(
  fc.record({ role: text, content, more: fc.constant({ content: ['in', 'side'] }) }),
  fc.record({ role: text }),
  fc.constant(null),
)

test('messages and their parts lie where a full index finds them', () => {
  fc.assert(
    fc.property(fc.array(message), fc.constantFrom(0, 1), fc.nat(), (messages, indent, cut) => {
      const bytes = Buffer.from(JSON.stringify(messages, undefined, indent))
      const words = wordsOf(bytes)
      assert.equal(skipValueIn(bytes, words, 0), skipValue(bytes, 0))
      const turns = readTurns(bytes, words, 0)!
      const { elements } = indexJson(bytes, 4)!
      assert.equal(turns.end, bytes.length)
      assert.equal(turns.messages.length, elements!.length * fields)
      const found = elements!.flatMap((node) => {
        const inner = memberOf(node, 'content')
        return [node.start, node.end, inner?.start ?? -1, inner?.end ?? -1]
      })
      assert.deepEqual(
        turns.messages.filter((_, at) => at % fields < 4),
        found,
      )
      const parts = elements!.flatMap((node) => memberOf(node, 'content')?.elements ?? [])
      assert.deepEqual(
        turns.elements,
        parts.flatMap(({ start, end }) => [start, end]),
      )
      // Behind each message it goes on with the next.
      const skipped = messages.length > 0 ? cut % messages.length : 0
      if (messages.length > 0) {
        const rest = readTurns(bytes, words, 0, turns.messages[skipped * fields + 1]!)!
        assert.equal(rest.messages.length, (messages.length - skipped - 1) * fields)
        assert.equal(rest.end, turns.end)
      }
      const short = bytes.subarray(0, cut % bytes.length)
      assert.equal(readTurns(short, wordsOf(short), 0), undefined)
    }),
    { numRuns: 500 },
  )
})

test('of two contents the last counts', () => {
  const bytes = Buffer.from('[{"content":["a","b"],"content":"c"},{"content":"d","content":["e"]}]')
  const { messages, elements } = readTurns(bytes, wordsOf(bytes), 0)!
  assert.equal(bytes.subarray(messages[2], messages[3]).toString(), '"c"')
  assert.equal(messages[4], messages[fields + 4])
  assert.deepEqual(elements.length, 2)
})
