import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Call, Dialect } from '../../../call.ts'
import { loadPriceList } from '../../../pricing/price-list.ts'
import { callOf, kitOf, sentBody } from '../fake-call.ts'
import { createLayoutStep } from './step.ts'

const prices = loadPriceList()
const now = Date.UTC(2026, 10, 23, 9)
const clock = (at: number) => `Current time: ${new Date(at).toISOString()}`
const rules = 'Answer from the manual, in one sentence, and name the page.\n'.repeat(90)
const dialects: readonly Dialect[] = ['openai-chat', 'openai-responses', 'anthropic-messages']

function bodyWith(client: Dialect, system: string, question = 'How do I descale it?'): object {
  const asked = { role: 'user', content: question }
  if (client === 'anthropic-messages')
    return { model: 'm', max_tokens: 9, system, messages: [asked] }
  if (client === 'openai-responses') return { model: 'm', instructions: system, input: [asked] }
  return { model: 'm', messages: [{ role: 'system', content: system }, asked] }
}

function settle(
  step: ReturnType<typeof createLayoutStep>,
  body: object,
  client: Dialect = 'openai-chat',
  at = now,
  arm: 'live' | 'off' = 'live',
): Call {
  const call = callOf(body, client)
  const kit = kitOf(1, arm)
  kit.now = at
  const after = step.settle(call, kit, {})
  step.seen(after)
  return after
}

const sent = (call: Call): string => JSON.stringify(sentBody(call))
const question = 'How do I descale it?'
const moved = (line: string) => `${question}\n\n<system-context>\n${line}\n</system-context>`

test('a line that shows the time of the call goes behind the question, at first sight', () => {
  for (const client of dialects) {
    const line = clock(now - 800)
    const after = settle(createLayoutStep(prices), bodyWith(client, `${line}\n${rules}`), client)
    assert.deepEqual(sentBody(after), bodyWith(client, rules, moved(line)))
  }
})

test('beginnings of calls that differ in the time alone are equal from the first on', () => {
  const step = createLayoutStep(prices)
  const heads = [0, 30_000, 60_000].map((later) => {
    const system = `You help.\n${clock(now + later)}\n${rules}`
    const text = sent(settle(step, bodyWith('openai-chat', system), 'openai-chat', now + later))
    return text.slice(0, text.indexOf(question))
  })
  assert.equal(new Set(heads).size, 1)
  assert.ok(heads[0]!.length > 5000)
})

test('an id is known by its change, and then moved, also where it comes twice; one that stays, stays', () => {
  const step = createLayoutStep(prices)
  const id = (n: number) => `Request id: 0f8fad5b-d9cb-469f-a165-70867728950${n}`
  const fixed = 'Account: acct_1Q2w3E4r5T6y7U8i'
  const at = (n: number) => bodyWith('openai-chat', `${fixed}\n${id(n)}\n${rules}`)
  assert.equal(sent(settle(step, at(1))), JSON.stringify(at(1)))
  for (const n of [2, 3, 3])
    assert.deepEqual(
      sentBody(settle(step, at(n))),
      bodyWith('openai-chat', `${fixed}\n${rules}`, moved(id(n))),
    )
})

test('a name that changed in one prompt is known in the next of the tenant', () => {
  const step = createLayoutStep(prices)
  const id = (n: number) => `Trace: 0f8fad5b-d9cb-469f-a165-70867728950${n}`
  for (const n of [1, 2, 3]) settle(step, bodyWith('openai-chat', `${id(n)}\n${rules}`))
  const other = bodyWith('openai-chat', `${id(4)}\nAnother job. ${rules}`)
  assert.ok(sent(settle(step, other)).endsWith(`${id(4)}\\n</system-context>"}]}`))
})

test('a time that is the same for a conversation is never moved', () => {
  const step = createLayoutStep(prices)
  const started = (n: number) => `Started: ${new Date(now + n * 600_000).toISOString()}`
  for (let conversation = 0; conversation < 4; conversation++) {
    for (let turn = 0; turn < 4; turn++) {
      const at = now + conversation * 600_000 + turn * 20_000
      const body = bodyWith('openai-chat', `${started(conversation)}\n${rules}`)
      const after = settle(step, body, 'openai-chat', at)
      assert.equal(sent(after), JSON.stringify(body), `${conversation} ${turn}`)
    }
  }
})

test('what stays as it came', () => {
  const line = clock(now)
  const cases: readonly (readonly [string, object])[] = [
    ['a date, which is the same all day', bodyWith('openai-chat', `Today: 2026-11-23\n${rules}`)],
    ['an old time', bodyWith('openai-chat', `Built: 2026-01-02T03:04:05Z\n${rules}`)],
    ['an instruction', bodyWith('openai-chat', `Never use ${line}\n${rules}`)],
    [
      'a sentence',
      bodyWith('openai-chat', `You are the help desk of a maker of kettles. ${line}\n${rules}`),
    ],
    ['a short prompt', bodyWith('openai-chat', `${line}\nBe brief.`)],
    ['a prompt that is all time', bodyWith('openai-chat', line)],
    ['no question', { model: 'm', messages: [{ role: 'system', content: `${line}\n${rules}` }] }],
    [
      'marks of the client',
      {
        ...bodyWith('anthropic-messages', ''),
        system: [{ type: 'text', text: `${line}\n${rules}`, cache_control: { type: 'ephemeral' } }],
      },
    ],
  ]
  for (const [what, body] of cases) {
    const client = 'system' in body ? 'anthropic-messages' : 'openai-chat'
    const after = settle(createLayoutStep(prices), body, client)
    assert.equal(sent(after), JSON.stringify(body), what)
    assert.equal(after.edits.length, 0, what)
  }
  const body = bodyWith('openai-chat', `${line}\n${rules}`)
  const off = settle(createLayoutStep(prices), body, 'openai-chat', now, 'off')
  assert.equal(off.edits.length, 0, 'no permit')
})

test('documents full of dates are no clocks: another document moves nothing', () => {
  const step = createLayoutStep(prices)
  const page = (n: number) => `Published: 2026-0${n}-01T10:0${n}:00Z\nPage ${n} of the news.\n`
  for (const n of [1, 2, 3, 4]) {
    const body = bodyWith('openai-chat', `${rules}${page(n)}`)
    assert.equal(sent(settle(step, body)), JSON.stringify(body))
  }
})

test('nothing is lost or spelled anew, whatever stands around the line', () => {
  const words = fc.array(fc.constantFrom('kettle', '\\', '\n', '"', 'é', '\\n', '😀', '\t', ' '))
  fc.assert(
    fc.property(words, words, fc.boolean(), (before, after, crlf) => {
      const system = `${before.join('')}\n${clock(now)}${crlf ? '\r' : ''}\n${after.join('')}${rules}`
      const body = bodyWith('openai-chat', system)
      const { messages } = sentBody(settle(createLayoutStep(prices), body)) as {
        messages: { content: string }[]
      }
      const whole = messages.map(({ content }) => content).join('\n')
      for (const line of system.split('\n')) assert.ok(whole.includes(line))
      const extra = messages[0]!.content === system ? 0 : clock(now).length + 1
      assert.equal(messages[0]!.content.length, system.length - extra)
    }),
    { numRuns: 200 },
  )
})
