import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Call, Dialect, Edit } from '../../call.ts'
import { createView } from '../../dialects/view.ts'
import { indexJson, memberOf } from '../../wire/json-index.ts'
import { leastGrowing } from './growing.ts'
import { createGrowing } from './grown.ts'
import { keepReading, readBlocks } from './places.ts'
import type { Reading } from './reading.ts'

const dialects: readonly Dialect[] = ['anthropic-messages', 'openai-chat', 'openai-responses']

function call(text: string, dialect: Dialect): Call {
  const bytes = Buffer.from(text)
  const target = { provider: 'p', model: 'm', dialect, path: '/' }
  const view = createView(bytes, dialect)
  return { bytes, edits: [], target, view, tenant: 't', conversation: 'c' } as unknown as Call
}

function bodyOf(
  dialect: Dialect,
  messages: readonly unknown[],
  head: object,
  tail: object,
): object {
  const name = dialect === 'openai-responses' ? 'input' : 'messages'
  return { model: 'm', ...head, [name]: messages, ...tail }
}

const plain = ({ stable: _stable, ...rest }: Reading): unknown => rest

const long = { role: 'user', content: 'as long as it takes '.repeat(leastGrowing / 16) }
const content = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('text'), text: fc.string() }),
      fc.record({ type: fc.constant('tool_result'), tool_use_id: fc.string() }),
      fc.record({ type: fc.constant('tool_use'), id: fc.string(), input: fc.constant({ a: [1] }) }),
      fc.record({
        type: fc.constant('text'),
        text: fc.string(),
        cache_control: fc.constant({ type: 'ephemeral' }),
        prompt_cache_breakpoint: fc.constant({ mode: 'explicit' }),
      }),
    ),
    { maxLength: 3 },
  ),
)
const message = fc.oneof(
  { weight: 9, arbitrary: fc.record({ role: fc.constantFrom('user', 'assistant'), content }) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const head = fc.constantFrom({}, {}, {}, { system: 'be brief' }, { instructions: 'be brief' })
const tail = fc.constantFrom({}, {}, { tools: [{ name: 'a' }] }, { thinking: { budget: 1 } })
const step = fc.record({
  keep: fc.nat(20),
  more: fc.array(message, { maxLength: 4 }),
  head,
  tail,
  indent: fc.constantFrom(0, 0, 0, 1),
})

test('what is remembered of earlier turns changes nothing that is read', () => {
  let resumed = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...dialects),
      fc.array(step, { minLength: 2, maxLength: 8 }),
      (dialect, steps) => {
        const growing = createGrowing()
        let messages: unknown[] = [long]
        for (const { keep, more, head: before, tail: after, indent } of steps) {
          // Mostly it grows; sometimes it parts from an earlier turn.
          messages = [...messages.slice(0, Math.max(1, keep)), ...more]
          const text = JSON.stringify(bodyOf(dialect, messages, before, after), undefined, indent)
          const own = call(text, dialect)
          const reading = readBlocks(own, growing)!
          if (reading.stable && reading.stable.hashed > reading.stable.start) resumed++
          assert.deepEqual(plain(reading), plain(readBlocks(call(text, dialect))!))
          keepReading(own, reading, growing)
          // A call that is sent twice is kept twice.
          keepReading(own, reading, growing)
        }
      },
    ),
    { numRuns: 300 },
  )
  assert.ok(resumed > 100, `${resumed} resumed`)
})

test('one changed byte, a second list of messages, a list cut off: read anew', () => {
  const messages = [long, { role: 'assistant', content: 'yes' }, { role: 'user', content: 'more' }]
  const text = JSON.stringify({ model: 'm', messages })
  for (const dialect of ['anthropic-messages', 'openai-chat'] as const) {
    const growing = createGrowing()
    const first = call(text, dialect)
    keepReading(first, readBlocks(first)!, growing)
    for (const [other, grown] of [
      [text.replace('yes', 'yet'), false],
      [`${text.slice(0, -1)},"messages":[{"role":"user","content":"only this"}]}`, false],
      [`${text.slice(0, -2)},{"role":"user","content":"go on"}]}`, true],
      [text, true],
    ] as const) {
      const reading = readBlocks(call(other, dialect), growing)!
      assert.equal(reading.stable!.hashed > reading.stable!.start, grown, other.slice(-60))
      assert.deepEqual(plain(reading), plain(readBlocks(call(other, dialect))!))
    }
    assert.doesNotThrow(() => readBlocks(call(text.slice(0, -1), dialect), growing))
  }
})

/** Shortens contents that are strings, as a compressor does: the same text becomes the same each turn. */
function shortened(bytes: Buffer, by: (length: number) => string | undefined): Edit[] {
  const messages = memberOf(indexJson(bytes, 4), 'messages')?.elements ?? []
  return messages.flatMap((node) => {
    const content = memberOf(node, 'content')
    const text = content?.kind === 'string' ? by(content.end - content.start) : undefined
    if (!content || text === undefined) return []
    const { start, end } = content
    return [{ start, end, bytes: Buffer.from(text), by: 'compress' as const }]
  })
}

test('edits that are replayed are remembered, and others found out', () => {
  let resumed = 0
  let anew = 0
  fc.assert(
    fc.property(
      fc.array(fc.record({ more: fc.array(message, { maxLength: 4 }), changed: fc.nat(3) }), {
        minLength: 2,
        maxLength: 6,
      }),
      (steps) => {
        const growing = createGrowing()
        let messages: unknown[] = [long]
        for (const { more, changed } of steps) {
          messages = [...messages, ...more]
          const received = call(JSON.stringify({ model: 'm', messages }), 'anthropic-messages')
          const said = changed === 0 ? '"another"' : '"short"'
          const edits = shortened(received.bytes as Buffer, (length) =>
            length % 2 === 0 || length > 1000 ? said : undefined,
          )
          for (const own of [received, { ...received, edits }]) {
            const reading = readBlocks(own, growing)!
            const { hashed = 0, start = 0 } = reading.stable ?? {}
            if (own.edits.length > 0 && hashed > start) resumed++
            else if (own.edits.length > 0) anew++
            assert.deepEqual(plain(reading), plain(readBlocks(own)!))
            keepReading(own, reading, growing)
          }
        }
      },
    ),
    { numRuns: 200 },
  )
  assert.ok(resumed > 100 && anew > 100, `${resumed} resumed, ${anew} anew`)
})
