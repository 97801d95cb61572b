import assert from 'node:assert/strict'
import { test } from 'node:test'
import { questionCalls, sessionCalls } from './recorded.ts'
import { sampleTraffic } from './traffic.ts'

const calls = sampleTraffic()
const routeOf = (route: string) => calls.filter((call) => call.route === route)

test('the sample is always the same, and of the size that the help promises', () => {
  assert.deepEqual(sampleTraffic(), calls)
  assert.ok(calls.length >= 250 && calls.length <= 400, String(calls.length))
})

test('both kinds of client, streams and whole replies are in it', () => {
  for (const client of ['openai', 'anthropic'])
    for (const stream of [true, false])
      assert.ok(
        calls.some((call) => call.client === client && (call.body['stream'] === true) === stream),
        `${client} ${stream}`,
      )
})

test('support questions come again word for word', () => {
  const bodies = routeOf('support').map((call) => JSON.stringify(call.body))
  const repeated = bodies.length - new Set(bodies).size
  assert.ok(repeated / bodies.length > 0.2, `${repeated} of ${bodies.length}`)
})

test('each turn of the agent begins with all that was said before', () => {
  for (const conversation of ['agent-1', 'agent-2']) {
    const turns = calls.filter((call) => call.conversation === conversation)
    assert.ok(turns.length > 10)
    for (const [index, turn] of turns.slice(1).entries()) {
      const before = turns[index]!.body['messages'] as unknown[]
      assert.deepEqual((turn.body['messages'] as unknown[]).slice(0, before.length), before)
    }
  }
})

test('a recorded session becomes calls that grow', () => {
  const line = (role: string, text: string) =>
    JSON.stringify({ type: 'message', message: { role, content: [{ type: 'text', text }] } })
  const text = [
    '{"type":"session"}',
    line('user', 'a'),
    line('assistant', ''),
    line('assistant', 'b'),
    line('toolResult', 'c'),
    line('assistant', 'd'),
    '',
  ].join('\n')
  assert.deepEqual(
    sessionCalls(text).map((call) => [
      (call.body['messages'] as unknown[]).length,
      call.answer.text,
    ]),
    [
      [1, 'b'],
      [3, 'd'],
    ],
  )
})

test('questions are read from CSV, quotes and all', () => {
  const [first, second] = questionCalls('text,category\nWhere?,card\n"So, ""here""?",cash\n')
  const asked = (call: typeof first) =>
    (call!.body['messages'] as { content: string }[])[1]?.content
  assert.deepEqual([asked(first), first?.answer.text], ['Where?', 'card'])
  assert.deepEqual([asked(second), second?.answer.text], ['So, "here"?', 'cash'])
})
