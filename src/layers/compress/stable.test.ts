/**
 * What was sent in a turn is sent again, byte for byte, in every later one, whatever the conversation holds.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  array,
  assert as check,
  asyncProperty,
  boolean,
  constantFrom,
  integer,
  nat,
  record,
} from 'fast-check'
import type { Call } from '../../call.ts'
import { createView } from '../../dialects/view.ts'
import { splice } from '../../wire/splice.ts'
import { editOf } from './blocks.ts'
import { loadCounter } from './counter.ts'
import { createMemory, type Memory } from './memory.ts'
import { project } from './project.ts'

const count = await loadCounter()
const settings = {
  enabled: true,
  encodings: true,
  references: true,
  logs: false,
  selection: false,
  floor: 1,
}

const texts: readonly string[] = [
  JSON.stringify(
    Array.from({ length: 9 }, (_, id) => ({ id, name: `n${id}`, on: true })),
    undefined,
    2,
  ),
  JSON.stringify({ total: 1.0, rows: Array.from({ length: 9 }, (_, id) => ({ id })) }),
  Array.from({ length: 9 }, (_, at) => `npm info fetched pack-${at} in 9 ms`).join('\n'),
  Array.from(
    { length: 9 },
    (_, at) => `packages/core/src/file.ts:${at * 3}:  const value = ${at}`,
  ).join('\n'),
  Array.from({ length: 20 }, (_, at) => `  const number${at} = compute(${at * 3}, options)`).join(
    '\n',
  ),
  'Waiting for the server to come up\n'.repeat(9),
  'A short answer.',
]
const result = record({
  tool: constantFrom('search', 'bash', 'read', 'grep'),
  text: constantFrom(...texts),
  head: constantFrom('', 'Result:\n', 'v1 '),
  tail: constantFrom('', '\nDone.', '\n'),
  parts: boolean(),
})
const turn = record({
  say: constantFrom('Go on.', texts[0]!, ''),
  results: array(result, { maxLength: 3 }),
})
type Turn = {
  say: string
  results: { tool: string; text: string; head: string; tail: string; parts: boolean }[]
}

/** As Anthropic's clients send it: system marked, and a mark that moves with the newest block. */
function bodyOf(turns: readonly Turn[], marked: boolean): object {
  const messages: { role: string; content: object[] }[] = []
  for (const [at, { say, results }] of turns.entries()) {
    const uses = results.map(({ tool }, of) => ({
      type: 'tool_use',
      id: `t${at}-${of}`,
      name: tool,
      input: {},
    }))
    const given = results.map(({ text, head, tail, parts }, of) => ({
      type: 'tool_result',
      tool_use_id: `t${at}-${of}`,
      content: parts ? [{ type: 'text', text: head + text + tail }] : head + text + tail,
    }))
    messages.push({ role: 'user', content: [{ type: 'text', text: `${say} ${at}` }] })
    messages.push({ role: 'assistant', content: [{ type: 'text', text: 'Well.' }, ...uses] })
    if (given.length > 0) messages.push({ role: 'user', content: given })
    else messages.push({ role: 'user', content: [{ type: 'text', text: 'Yes.' }] })
  }
  const last = messages.at(-1)?.content.at(-1)
  if (marked && last) Object.assign(last, { cache_control: { type: 'ephemeral' } })
  return {
    model: 'claude-sonnet-4-5',
    system: [{ type: 'text', text: texts[0], cache_control: { type: 'ephemeral' } }],
    messages,
  }
}

async function sent(body: object, memory: Memory): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(body))
  const client = 'anthropic-messages'
  const call = { client, bytes, view: createView(bytes, client), edits: [] } as unknown as Call
  const changes = await project(call, { count, memory, settings, floor: 1, since: 0, lossy: [] })
  const edits = changes.map(({ block, text }) => editOf(call, block, text)!)
  return Buffer.from(splice(bytes, edits)).toString()
}

const unmarked = (text: string): string =>
  text.replaceAll(',"cache_control":{"type":"ephemeral"}', '')

test('property: bytes before a marker are those of the turn before, with a memory, half of one and none', async () => {
  await check(
    asyncProperty(
      array(turn, { minLength: 2, maxLength: 6 }),
      boolean(),
      nat(3),
      async (turns, marked, lost) => {
        let memory = createMemory()
        let before = ''
        for (let upTo = 1; upTo <= turns.length; upTo++) {
          if (upTo === lost) memory = createMemory()
          const now = unmarked(await sent(bodyOf(turns.slice(0, upTo), marked), memory))
          // All of the turn before, without the brackets that close its list and its body.
          assert.ok(now.startsWith(before), `turn ${upTo}`)
          before = now.slice(0, -2)
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('property: a small memory forgets and changes nothing', async () => {
  await check(
    asyncProperty(
      array(turn, { minLength: 1, maxLength: 4 }),
      integer({ min: 0, max: 4000 }),
      async (turns, bytes) => {
        const body = bodyOf(turns, false)
        const small = createMemory(bytes)
        const first = await sent(body, small)
        assert.equal(await sent(body, small), first)
        assert.equal(await sent(body, createMemory()), first)
      },
    ),
    { numRuns: 80 },
  )
})
