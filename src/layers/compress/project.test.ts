import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import type { Call } from '../../call.ts'
import { createView } from '../../dialects/view.ts'
import { splice } from '../../wire/splice.ts'
import { editOf } from './blocks.ts'
import { loadCounter } from './counter.ts'
import { createMemory } from './memory.ts'
import { project, type ProjectOptions } from './project.ts'
import type { CompressSettings } from './settings.ts'

const settings: CompressSettings = {
  enabled: true,
  encodings: true,
  references: true,
  logs: true,
  selection: true,
  floor: 1,
}
const count = await loadCounter()
const optionsOf = (over: Partial<ProjectOptions> = {}): ProjectOptions => ({
  count,
  memory: createMemory(),
  settings,
  floor: 1,
  since: 0,
  lossy: [],
  ...over,
})

function callOf(body: unknown): Call {
  const bytes = Buffer.from(JSON.stringify(body))
  const client = 'openai-chat'
  return { client, bytes, view: createView(bytes, client), edits: [] } as unknown as Call
}

async function sent(call: Call, options: ProjectOptions): Promise<string> {
  const changes = await project(call, options)
  const edits = changes.map(({ block, text }) => editOf(call, block, text)!)
  return Buffer.from(splice(call.bytes, edits)).toString()
}

const flights = (from: number, rows = 6) =>
  JSON.stringify(
    Array.from({ length: rows }, (_, at) => ({
      flight_number: `HAT${from + at}`,
      origin: 'JFK',
      seats: { economy: at * 3, business: at },
      price: 100 + at,
    })),
    undefined,
    1,
  )
const log = Array.from(
  { length: 12 },
  (_, at) => `npm info fetched package-${at * 7} in 12 ms`,
).join('\n')
const code = Array.from(
  { length: 20 },
  (_, at) => `  const value${at} = compute(${at * 3}, options)`,
).join('\n')

/** A conversation of `turns` turns: question, call, result; results come again. */
function conversation(turns: number): unknown {
  const messages: unknown[] = [{ role: 'system', content: 'You help.' }]
  for (let turn = 0; turn < turns; turn++) {
    messages.push({ role: 'user', content: `Question ${turn}` })
    const name = ['search', 'bash', 'grep', 'read'][turn % 4]!
    const id = `call_${turn}`
    messages.push({
      role: 'assistant',
      content: null,
      tool_calls: [{ id, type: 'function', function: { name, arguments: '{}' } }],
    })
    const content = [flights(turn), log, `before\n${code}\nafter ${turn}`, `${code}\n// ${turn}`][
      turn % 4
    ]
    messages.push({ role: 'tool', tool_call_id: id, content })
  }
  return { model: 'gpt-5', messages }
}

test('bytes of earlier turns are the same on every later turn, with and without memory', async () => {
  const shared = optionsOf()
  let before = ''
  for (let turns = 1; turns <= 14; turns++) {
    const body = conversation(turns)
    const now = await sent(callOf(body), shared)
    const anew = await sent(callOf(body), optionsOf())
    assert.equal(now, anew)
    const stem = before.slice(0, -2)
    assert.ok(now.startsWith(stem), `turn ${turns} rewrites what was sent`)
    before = now
  }
  assert.ok(before.length < JSON.stringify(conversation(14)).length * 0.6)
  assert.ok(before.includes('[same as tool result 2 (bash) above'))
})

test('a conversation that forks, and one told from its middle on, come out the same as anew', async () => {
  const shared = optionsOf()
  await sent(callOf(conversation(8)), shared)
  await sent(callOf(conversation(5)), shared)
  const fork = conversation(6) as { messages: { content?: unknown }[] }
  fork.messages[3]!.content = `${log}\nmore`
  assert.equal(await sent(callOf(fork), shared), await sent(callOf(fork), optionsOf()))
})

test('files are referred to only where they stand above in one piece; nothing else of them changes', async () => {
  const ask = (id: string, name: string) => ({
    role: 'assistant',
    tool_calls: [{ id, type: 'function', function: { name, arguments: '{}' } }],
  })
  const body = (second: string) => ({
    messages: [
      ask('1', 'read'),
      { role: 'tool', tool_call_id: '1', content: flights(1) },
      ask('2', 'read'),
      { role: 'tool', tool_call_id: '2', content: second },
    ],
  })
  const changed = flights(1).replace('"price": 102', '"price": 999')
  assert.equal((await project(callOf(body(changed)), optionsOf())).length, 0)
  const [change] = await project(callOf(body(flights(1))), optionsOf())
  assert.match(change!.text, /^\[same as tool result 1 \(read\) above: "\["\]$|^\[same as/)
  const off = optionsOf({ settings: { ...settings, references: false } })
  assert.equal((await project(callOf(body(flights(1))), off)).length, 0)
})

test('what the user pastes keeps its notation; prose, code and system stay', async () => {
  const pasted = `Look at this:\n${flights(1, 90)}\nWhat is dearest?`
  const changes = await project(
    callOf({
      messages: [
        { role: 'system', content: flights(1, 90) },
        { role: 'user', content: pasted },
        { role: 'user', content: flights(1, 3) },
      ],
    }),
    optionsOf(),
  )
  assert.equal(changes.length, 1)
  const compact = JSON.stringify(JSON.parse(flights(1, 90)))
  assert.equal(changes[0]!.text, `Look at this:\n${compact}\nWhat is dearest?`)
})

test('a lossy transform runs below a floor of 1 only, once a turn, and is remembered', async () => {
  let asked = 0
  const options = optionsOf({
    floor: 0.97,
    lossy: [
      {
        name: 'cut',
        version: '1',
        enabled: ({ logs }) => logs,
        apply: ({ texts }) => {
          asked++
          return texts.map((text) => (text === log ? text.slice(0, 80) : undefined))
        },
      },
    ],
  })
  const call = callOf(conversation(2))
  const first = await sent(call, options)
  assert.ok(first.includes(JSON.stringify(log.slice(0, 80)).slice(1, -1)))
  const { length } = { length: asked }
  assert.equal(await sent(callOf(conversation(2)), options), first)
  assert.equal(asked, length)
  assert.equal((await sent(call, { ...options, floor: 1 })).includes('[×12]'), true)
  assert.equal(asked, length)
})

test('another process makes the same bytes', async () => {
  const here = await sent(callOf(conversation(9)), optionsOf())
  const there = spawnSync(process.execPath, ['--input-type=module', '-e', other(conversation(9))], {
    encoding: 'utf8',
    cwd: new URL('.', import.meta.url).pathname,
  })
  assert.equal(there.stdout, here, there.stderr)
})

function other(body: unknown): string {
  return `
    const { createView } = await import('../../dialects/view.ts')
    const { splice } = await import('../../wire/splice.ts')
    const { editOf } = await import('./blocks.ts')
    const { loadCounter } = await import('./counter.ts')
    const { createMemory } = await import('./memory.ts')
    const { project } = await import('./project.ts')
    const bytes = Buffer.from(${JSON.stringify(JSON.stringify(body))})
    const call = { client: 'openai-chat', bytes, view: createView(bytes, 'openai-chat'), edits: [] }
    const options = {
      count: await loadCounter(), memory: createMemory(), floor: 1, since: 0, lossy: [],
      settings: ${JSON.stringify(settings)},
    }
    const changes = await project(call, options)
    process.stdout.write(Buffer.from(splice(bytes, changes.map(({ block, text }) => editOf(call, block, text)))))
  `
}

test('what a transform leaves of a text too short to be encoded counts as saved', async () => {
  const question = `${'A page that the question has nothing to do with. '.repeat(90)}What is asked?`
  const half: ProjectOptions['lossy'][number] = {
    name: 'half',
    version: '1',
    enabled: () => true,
    apply: ({ texts }) => texts.map((text) => text.slice(-text.length / 20)),
  }
  const call = callOf({ model: 'm', messages: [{ role: 'user', content: question }] })
  const [change] = await project(call, optionsOf({ lossy: [half], floor: 0.99 }))
  assert.equal(change!.saved, count(question) - count(change!.text))
  assert.ok(change!.saved > 500)
})
