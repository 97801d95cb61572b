/**
 * What would be sent instead, as a user asks for it: over HTTP and by the command.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { run } from '../src/cli/run.ts'
import { startGateway } from '../src/gateway/gateway.ts'
import { wholeConfiguration } from './gateway/whole.ts'
import { memoryTerminal } from './memory-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'farthing-preview-'))
const configuration = wholeConfiguration(folder, 'http://127.0.0.1:9')
const gateway = await startGateway({
  configuration: { ...configuration, log: { ...configuration.log, level: 'error' } },
  environment: {},
})
after(async () => {
  await gateway.stop({ graceMs: 0 })
  rmSync(folder, { recursive: true, force: true })
})

const flights = JSON.stringify(
  Array.from({ length: 9 }, (_, at) => ({ number: `HAT${at}`, price: 100 + at, from: 'JFK' })),
  undefined,
  1,
)
const body = {
  model: 'claude-sonnet-4-5',
  max_tokens: 9,
  messages: [
    { role: 'user', content: 'Which is the cheapest?' },
    { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'search', input: {} }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: flights }] },
  ],
}

interface Answer {
  readonly texts: readonly {
    readonly toolName: string
    readonly resultNumber: number
    readonly before: string
    readonly after: string
  }[]
  readonly dialect: string
  readonly model: string
  readonly floor: number
  readonly saved: { readonly fresh: string; readonly cached: string }
  readonly sent: string
  readonly tokensBefore: number
  readonly tokensAfter: number
}

async function ask(text: string, query = '', method = 'POST') {
  const reply = await fetch(`${gateway.url}/farthing/preview${query}`, {
    method,
    ...(method === 'POST' ? { body: text } : {}),
  })
  return { status: reply.status, answer: (await reply.json()) as Answer }
}

test('a request body: each text before and after, tokens, dollars, and the body as sent', async () => {
  const { status, answer } = await ask(JSON.stringify(body))
  assert.equal(status, 200)
  const { texts, dialect, model, saved, sent, tokensBefore, tokensAfter } = answer
  assert.deepEqual([dialect, model], ['anthropic-messages', 'claude-sonnet-4-5'])
  const [one] = texts
  assert.deepEqual([one!.toolName, one!.resultNumber, one!.before], ['search', 1, flights])
  assert.match(one!.after, /\[9\]\{number,price,from=JFK\}:\n HAT0,100\n/)
  assert.ok(tokensAfter < tokensBefore)
  const { fresh, cached } = saved
  assert.ok(Number(fresh) > 0 && Math.abs(Number(fresh) / Number(cached) - 10) < 1e-6)
  const expected = structuredClone(body)
  ;(expected.messages[2]!.content[0] as { content: string }).content = one!.after
  assert.deepEqual(JSON.parse(sent), expected)
})

test('a text, an empty one, a floor, a wrong method, a body over the limit', async () => {
  const text = await ask(flights, '?model=gpt-5&floor=0.97')
  assert.equal(text.answer.floor, 0.97)
  assert.ok(text.answer.sent.includes('[9]{'))
  assert.deepEqual((await ask('')).answer.texts, [])
  assert.deepEqual((await ask('{"messages":[null,{"role":7,"content":[[]]}]}')).answer.texts, [])
  assert.equal((await ask('', '', 'GET')).status, 405)
  assert.equal((await ask('x'.repeat(5 << 20))).status, 413)
})

test('the command shows the same, as text, as JSON, and what would be sent', async () => {
  const file = join(folder, 'body.json')
  writeFileSync(file, JSON.stringify(body))
  const shown = async (...words: string[]) => {
    const terminal = memoryTerminal()
    const code = await run(['compress', file, '--data', folder, ...words], terminal)
    assert.equal(code, 0, terminal.err())
    return terminal.out()
  }
  const words = await shown()
  assert.match(words, /^tool result 1 \(search\) {2}[\d,]+ → [\d,]+ tokens\n- \[\n/)
  assert.match(words, /% fewer, in 1 of 2 texts\n.* saved a call with claude-sonnet-4-5/)
  const { tokensAfter } = JSON.parse(await shown('--json')) as { tokensAfter: number }
  assert.equal(tokensAfter, (await ask(JSON.stringify(body))).answer.tokensAfter)
  assert.equal((JSON.parse(await shown('--sent')) as typeof body).model, body.model)
  writeFileSync(
    file,
    'The cat sat on the mat and did not see the 3 dogs in the garden of the house',
  )
  assert.match(await shown('--words', '0.5'), /^5\d\.\d % of the words, 20 → \d+ tokens/)
  assert.match(await shown('--words', '0.5', '--sent'), /\bnot\b.*\b3\b/)
  const terminal = memoryTerminal()
  assert.equal(await run(['compress', join(folder, 'none')], terminal), 1)
  assert.match(terminal.err(), /cannot be read/)
})
