/**
 * Old results go in blocks; between two moves of the point the bytes stay, and nothing refers to what went.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as check, asyncProperty, constantFrom, integer, record } from 'fast-check'
import type { Call } from '../../call.ts'
import { createView } from '../../dialects/view.ts'
import { loadCounter } from './counter.ts'
import { createMemory, type Memory } from './memory.ts'
import { project, type Change } from './project.ts'

const count = await loadCounter()
const settings = {
  enabled: true,
  encodings: true,
  references: true,
  logs: false,
  selection: false,
  masking: true,
  floor: 0.9,
}
const mask = { read: 0.1, write: 1.25 }

interface Turn {
  readonly tool: string
  readonly text: string
}

function callOf(turns: readonly Turn[]): Call {
  const messages: object[] = [{ role: 'user', content: 'Mend the build.' }]
  for (const [at, { tool, text }] of turns.entries()) {
    const id = `c${at}`
    messages.push(
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id, type: 'function', function: { name: tool, arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: id, content: text },
    )
  }
  const bytes = Buffer.from(JSON.stringify({ model: 'm', messages }))
  const client = 'openai-chat'
  return { client, bytes, view: createView(bytes, client), edits: [] } as unknown as Call
}

const made = async (turns: readonly Turn[], memory: Memory): Promise<readonly Change[]> =>
  project(callOf(turns), {
    count,
    memory,
    settings,
    floor: 0.97,
    since: 0,
    lossy: [],
    mask,
  })

/** Of each result as sent. */
async function sent(turns: readonly Turn[], memory = createMemory()): Promise<string[]> {
  const texts = turns.map(({ text }) => text)
  for (const { block, text } of await made(turns, memory)) texts[block.resultNumber! - 1] = text
  return texts
}

const isGone = (text: string): boolean => text.startsWith('[result of ')
const page = (at: number): string =>
  Array.from({ length: 60 }, (_, line) => `${at} stands at line ${line} of what was found`).join(
    '\n',
  )

test('large old results go, the last turns stay, and files stay for who edits them', async () => {
  const turns = Array.from({ length: 60 }, (_, at) => ({
    tool: at % 10 === 3 ? 'read_file' : 'search',
    text: page(at),
  }))
  const texts = await sent(turns)
  const gone = texts.flatMap((text, at) => (isGone(text) ? [at] : []))
  assert.ok(gone.length > 30, String(gone.length))
  assert.ok(gone.every((at) => at < 50 && at % 10 !== 3))
  assert.match(texts[0]!, /^\[result of search from an earlier turn left out, about \d+ tokens\]$/)
})

test('a result that a later one refers to stays, and what comes after the move refers to nothing that went', async () => {
  const turns = Array.from({ length: 60 }, (_, at) => ({
    tool: 'search',
    text: page(at === 17 ? 2 : at === 50 ? 5 : at),
  }))
  const before = await sent(turns.slice(0, 18))
  assert.match(before[17]!, /same as tool result 3 /)
  const texts = await sent(turns)
  // Result 18 went with a later move; until then what it refers to stood.
  for (let upTo = 18; upTo <= 60; upTo++) {
    const now = await sent(turns.slice(0, upTo))
    if (!isGone(now[17]!)) assert.ok(!isGone(now[2]!), `turn ${upTo}`)
  }
  assert.ok(isGone(texts[5]!))
  assert.doesNotMatch(texts[50]!, /same as/)
})

test('without prices nothing goes', async () => {
  const turns = Array.from({ length: 60 }, (_, at) => ({ tool: 'search', text: page(at) }))
  const changes = await project(callOf(turns), {
    count,
    memory: createMemory(),
    settings,
    floor: 0.97,
    since: 0,
    lossy: [],
  })
  assert.ok(changes.every(({ text }) => !isGone(text)))
})

test('property: bytes change at moves alone, every process comes to the same, references lead to what stands', async () => {
  const one = record({
    tool: constantFrom('search', 'bash', 'read_file'),
    text: integer({ min: 0, max: 30 }).map(page),
  })
  await check(
    asyncProperty(array(one, { minLength: 20, maxLength: 45 }), async (turns) => {
      const memory = createMemory()
      let before: string[] = []
      for (let upTo = 1; upTo <= turns.length; upTo++) {
        const now = await sent(turns.slice(0, upTo), memory)
        if (upTo < 18 || (upTo - 18) % 8 !== 0) assert.deepEqual(now.slice(0, -1), before)
        for (const [at, text] of before.entries()) {
          // What went stays away; what stays is as it was.
          assert.ok(isGone(now[at]!) || now[at] === text)
          if (isGone(text)) assert.equal(now[at], text)
        }
        for (const text of now) {
          const target = /(?:same as|lines as in) tool result (\d+) /.exec(text)
          if (target) assert.ok(!isGone(now[Number(target[1]) - 1]!), text)
        }
        before = now
      }
      assert.deepEqual(await sent(turns), before)
    }),
    { numRuns: 25 },
  )
})
