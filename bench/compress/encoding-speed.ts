/**
 * What encodings cost in CPU, on real results and on hostile ones.
 * @module
 */
import type { Call } from '../../src/call.ts'
import { defaultConfiguration } from '../../src/config/defaults.ts'
import { createView } from '../../src/dialects/view.ts'
import { loadCounter } from '../../src/layers/compress/counter.ts'
import { createMemory } from '../../src/layers/compress/memory.ts'
import { project } from '../../src/layers/compress/project.ts'
import type { Bar } from '../bars.ts'
import type { Results } from './decoding.ts'

const settings = { ...defaultConfiguration.layers.compress, floor: 1 }
const leastRounds = 5
/** While a bar is passed over: a slow spell of the machine is waited out, slow code is not. */
const mostRounds = 80
const mostFresh = 1
const mostKnown = 0.1

/** New blocks, the tokenizer warm: the fastest of some rounds, a fresh memory each. Then the same, remembered. */
export async function speed(conversations: readonly Results[]): Promise<Bar[]> {
  const calls = conversations.map(callOf)
  const characters = conversations.reduce(
    (sum, { results }) => sum + results.reduce((own, { text }) => own + text.length, 0),
    0,
  )
  if (characters === 0) return []
  let fresh = Infinity
  let known = Infinity
  const tenKilobytes = characters / 10_240
  let rounds = 0
  while (rounds < mostRounds) {
    if (
      rounds >= leastRounds &&
      fresh <= mostFresh * tenKilobytes &&
      known <= mostKnown * tenKilobytes
    )
      break
    rounds++
    const memory = createMemory(256 << 20)
    fresh = Math.min(fresh, await timed(calls, memory))
    known = Math.min(known, await timed(calls, memory))
  }
  return [
    {
      name: 'encodings, CPU for 10 KB of new tool results',
      value: fresh / tenKilobytes,
      bar: mostFresh,
      good: 'at most',
      unit: 'ms',
      note: `${Math.round(characters / 1024)} KB in ${calls.length} conversations, warm, fastest of ${rounds} rounds, reading of the body included`,
    },
    {
      name: 'encodings, CPU for 10 KB of known ones',
      value: known / tenKilobytes,
      bar: mostKnown,
      good: 'at most',
      unit: 'ms',
    },
  ]
}

async function timed(
  calls: readonly (() => Call)[],
  memory: ReturnType<typeof createMemory>,
): Promise<number> {
  const count = await loadCounter()
  const made = calls.map((make) => make())
  // Parsed by whoever comes first: not this layer's.
  for (const { view } of made) void view.json
  const before = process.cpuUsage()
  for (const call of made)
    await project(call, { count, memory, settings, floor: 1, since: 0, lossy: [] })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function callOf({ results }: Results): () => Call {
  const messages = results.flatMap(({ text, tool, input }, at) => [
    {
      role: 'assistant',
      tool_calls: [
        {
          id: `c${at}`,
          type: 'function',
          function: { name: tool, arguments: JSON.stringify(input ?? {}) },
        },
      ],
    },
    { role: 'tool', tool_call_id: `c${at}`, content: text },
  ])
  return chat(messages)
}

function chat(messages: unknown): () => Call {
  const bytes = Buffer.from(JSON.stringify({ messages }))
  return () =>
    ({
      client: 'openai-chat',
      bytes,
      view: createView(bytes, 'openai-chat'),
      edits: [],
    }) as unknown as Call
}

/** Texts made to hurt. Each must take 50 ms at most, the first meeting of the tokenizer with them included. */
export async function hostile(): Promise<Bar[]> {
  const texts: Readonly<Record<string, string>> = {
    '20,000 equal letters': 'a'.repeat(20_000),
    '20,000 spaces': ' '.repeat(20_000),
    '5 MB of base64': Buffer.alloc(3_900_000, 'farthing').toString('base64'),
    '200 KB of base64 in lines': Buffer.alloc(150_000, 'x1')
      .toString('base64')
      .replaceAll(/.{76}/g, '$&\n'),
    'JSON 100,000 deep': '['.repeat(100_000) + ']'.repeat(100_000),
    '200 KB of openings': '{"a":[\n'.repeat(30_000),
    '200 KB of dots and dashes': 'a.b-1-c/'.repeat(25_000),
    '100,000 equal lines': 'the same line\n'.repeat(15_000),
    '200 KB of short lines': 'a b c d e f\n'.repeat(16_000),
    'an array of 60,000 numbers': `[${Array.from({ length: 60_000 }, (_, at) => at % 7).join(', ')}]`,
    '200 columns of holes': JSON.stringify(
      Array.from({ length: 400 }, (_, row) => ({ [`k${row % 200}`]: row, all: 1 })),
    ),
    'emoji with modifiers': '👩🏽‍🚀'.repeat(8000),
  }
  const count = await loadCounter()
  let worst = { name: '', ms: 0 }
  const all: string[] = []
  for (const [name, text] of Object.entries(texts)) {
    const call = chat([
      { role: 'tool', tool_call_id: 'a', content: text },
      { role: 'tool', tool_call_id: 'b', content: `${text} ` },
    ])()
    void call.view.json
    const before = process.cpuUsage()
    await project(call, { count, memory: createMemory(), settings, floor: 1, since: 0, lossy: [] })
    const { user, system } = process.cpuUsage(before)
    // Two blocks of it.
    const ms = (user + system) / 2000
    all.push(`${name} ${ms.toFixed(1)}`)
    if (ms > worst.ms) worst = { name, ms }
  }
  return [
    {
      name: `encodings, hostile text (worst: ${worst.name})`,
      value: worst.ms,
      bar: 50,
      good: 'at most',
      unit: 'ms of CPU',
      note: all.join('; '),
    },
  ]
}
