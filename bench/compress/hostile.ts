/**
 * Texts made to hurt, as a turn of the user and as a tool's result, with all that loses something switched on: CPU of
 * the call, and the longest the event loop was kept at a stretch, in CPU as well, since a busy machine stalls anybody.
 * @module
 */
import type { Call } from '../../src/call.ts'
import { defaultConfiguration } from '../../src/config/defaults.ts'
import { createView } from '../../src/dialects/view.ts'
import { loadCounter } from '../../src/layers/compress/counter.ts'
import { createMemory } from '../../src/layers/compress/memory.ts'
import { project } from '../../src/layers/compress/project.ts'
import { openSelector } from '../../src/layers/compress/select/load.ts'
import { selectIn, selectTransform } from '../../src/layers/compress/select/transform.ts'
import { logTransform } from '../../src/layers/compress/logs/transform.ts'
import type { Transform } from '../../src/layers/compress/transforms.ts'
import type { Bar } from '../bars.ts'
import { threadCpuMs } from '../thread-cpu.ts'
import { generateLog } from './generated-logs.ts'

const settings = { ...defaultConfiguration.layers.compress, floor: 0.9 }
const asks = '\n\nQuestion: What did the author say about the harvest of 1911 in Norway?'
const prose =
  'The harvest of that year was poor in the north. Farmers sold cattle to pay their rents. '

const tags = (count: number, text: string): string =>
  Array.from({ length: count }, (_, at) => `<document title="d${at}">${text}</document>`).join('\n')

const texts: Readonly<Record<string, () => string>> = {
  '20,000 equal characters': () => 'a'.repeat(20_000),
  '5 MB of base64': () => Buffer.alloc(3_900_000, 'farthing').toString('base64'),
  '150 KB of base64': () => Buffer.alloc(112_000, 'farthing').toString('base64'),
  'JSON 100,000 deep': () => '['.repeat(100_000) + ']'.repeat(90_000),
  'a million short lines': () => 'a\n'.repeat(1_000_000),
  '93,000 lines like headings': () => 'A\n'.repeat(93_000),
  '62,000 lines like headings': () => 'Ab\n'.repeat(62_000),
  'one line of 5 MB': () => 'Word and word. '.repeat(340_000),
  'one line of 190 KB': () => 'Word and word. '.repeat(12_600),
  'lists 130 deep': () =>
    Array.from({ length: 1400 }, (_, at) => `${' '.repeat(at % 130)}- item ${at}`).join('\n'),
  '47,000 items': () => '- a\n'.repeat(47_000),
  '38,000 speakers': () => 'A: b\n'.repeat(38_000),
  '31,000 rows': () => '|a|b|\n'.repeat(31_000),
  '390 documents of short sentences': () => tags(390, 'The harvest was good. '.repeat(20)),
  '5,000 documents': () => tags(5000, 'The.'),
  '19,000 tags that never end': () => '<document>'.repeat(19_000),
  '13,000 labels': () => 'Passage 1: a\n\n'.repeat(13_000),
  '30,000 rules': () => '\n---\na'.repeat(30_000),
  '27,000 questions': () => 'Is it? '.repeat(27_000),
  'combining accents': () => `a${'\u0301'.repeat(189_000)}`,
  'ideographs without a stop': () => '字'.repeat(190_000),
  'a question of 1 MB': () =>
    `${tags(20, prose.repeat(10))}\n\nQuestion: ${'what is the harvest '.repeat(50_000)}?`,
}

/** Large and ordinary: they may take their time, but not the others'. */
const large: Readonly<Record<string, () => string>> = {
  'a log of 1 MB': () =>
    Array.from({ length: 20 }, (_, at) => generateLog(5000 + at).text)
      .join('')
      .slice(0, 1_000_000),
  'a page of 1 MB': () =>
    `<html><body>${'<div class="x"><p>Hello <b>world</b></p></div>\n'.repeat(22_000)}</body></html>`,
  '190 KB of prose and a question': () => prose.repeat(2150),
}

/** Milliseconds. */
const limit = 50
const leastRounds = 3
const mostRounds = 8

export async function hostileToLossy(): Promise<Bar[]> {
  // One of its own for each round: a selector remembers the documents that it has read.
  const opened: Transform[] = []
  const select: Selecting = async (round) => (opened[round] ??= await warmSelection())
  const bad = await worstOf(texts, select)
  const long = await worstOf(large, select)
  if (bad.stretch.ms > long.stretch.ms) Object.assign(long.stretch, bad.stretch)
  return [
    {
      name: `selection and logs, hostile text (worst: ${bad.cpu.name})`,
      value: bad.cpu.ms,
      bar: limit,
      good: 'at most',
      unit: 'ms of CPU',
      note: `the fastest of ${leastRounds} rounds, of ${mostRounds} where that is near the bar; ${bad.all.join('; ')}`,
    },
    {
      name: `selection and logs, hostile or large text at a stretch (worst: ${long.stretch.name})`,
      value: long.stretch.ms,
      bar: limit,
      good: 'at most',
      unit: 'ms of CPU',
      note: long.all.join('; '),
    },
  ]
}

/** The selection of a round. */
type Selecting = (round: number) => Promise<Transform>

/** Warm code: what is measured is the text, not the compiler. */
async function warmSelection(): Promise<Transform> {
  const select = await freshSelection()
  await pass(`${prose.repeat(100)}${asks}`, 'user', select)
  await pass(large['a log of 1 MB']!().slice(0, 200_000), 'tool', select)
  return select
}

async function freshSelection(): Promise<Transform> {
  const selector = (await openSelector())!
  return {
    ...selectTransform,
    async apply(turn, { floor }) {
      const pieces = turn.blocks.map(({ text, kind }) => ({
        text,
        document: kind === 'document',
        title: '',
        open: kind === 'user',
      }))
      return (await selectIn(pieces, '', floor, selector))?.texts
    },
  }
}

interface Worst {
  readonly cpu: { name: string; ms: number }
  readonly stretch: { name: string; ms: number }
  readonly all: readonly string[]
}

async function worstOf(
  made: Readonly<Record<string, () => string>>,
  select: Selecting,
): Promise<Worst> {
  const cpu = { name: '', ms: 0 }
  const stretch = { name: '', ms: 0 }
  const all: string[] = []
  for (const [name, make] of Object.entries(made)) {
    for (const role of ['user', 'tool'] as const) {
      const text = role === 'user' ? `${make()}${asks}` : make()
      const found = await leastOf(text, role, select)
      all.push(`${name} (${role}) ${found.cpu.toFixed(1)}, ${found.stretch.toFixed(1)}`)
      if (found.cpu > cpu.ms) Object.assign(cpu, { name, ms: found.cpu })
      if (found.stretch > stretch.ms) Object.assign(stretch, { name, ms: found.stretch })
    }
  }
  return { cpu, stretch, all }
}

/** A busy machine doubles any one round: what comes near the bar is read again, and the fastest counts. */
async function leastOf(
  text: string,
  role: 'user' | 'tool',
  select: Selecting,
): Promise<{ cpu: number; stretch: number }> {
  const least = { cpu: Infinity, stretch: Infinity }
  for (let round = 0; round < mostRounds; round++) {
    if (round >= leastRounds && Math.max(least.cpu, least.stretch) < 0.6 * limit) break
    const found = await pass(text, role, await select(round))
    least.cpu = Math.min(least.cpu, found.cpu)
    least.stretch = Math.min(least.stretch, found.stretch)
  }
  return least
}

async function pass(
  text: string,
  role: 'user' | 'tool',
  select: Transform,
): Promise<{ cpu: number; stretch: number }> {
  const messages =
    role === 'user'
      ? [{ role, content: text }]
      : [
          { role: 'user', content: 'x' },
          { role: 'assistant', content: 'y' },
          { role, tool_call_id: 'a', content: text },
        ]
  const bytes = Buffer.from(JSON.stringify({ messages }))
  const view = createView(bytes, 'openai-chat')
  void view.json
  const call = { client: 'openai-chat', bytes, view, edits: [] } as unknown as Call
  const count = await loadCounter()
  let longest = 0
  let last = threadCpuMs()
  let going = true
  const tick = (): void => {
    const now = threadCpuMs()
    longest = Math.max(longest, now - last)
    last = now
    if (going) setImmediate(tick)
  }
  setImmediate(tick)
  const before = used()
  const lossy = [select, logTransform]
  await project(call, { count, memory: createMemory(), settings, floor: 0.9, since: 0, lossy })
  const cpu = used() - before
  await new Promise((resolve) => setImmediate(resolve))
  going = false
  return { cpu, stretch: longest }
}

/** Milliseconds of CPU, all threads. */
function used(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
