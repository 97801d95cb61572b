/**
 * Answers are read alike, whole and streamed, in every dialect, from what the sandbox says; anything else is no answer.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Dialect } from '../../src/call.ts'
import { createView } from '../../src/dialects/view.ts'
import { questionOf } from '../../src/proof/labels/question.ts'
import { readAnswer } from '../../src/proof/labels/read-answer.ts'
import { createSandbox } from '../../src/sandbox/sandbox.ts'

const said = 'Grüße: "42" — {"a": [1, 2]}'
const ask = `filler sandbox:${JSON.stringify({ text: said })}`
const parameters = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] }

const dialects: Readonly<
  Record<
    string,
    { dialect: Dialect; path: (stream: boolean) => string; body: object; tools: object }
  >
> = {
  chat: {
    dialect: 'openai-chat',
    path: () => '/v1/chat/completions',
    body: { model: 'gpt-5-mini', messages: [{ role: 'user', content: ask }] },
    tools: {
      tools: [{ type: 'function', function: { name: 'look', parameters } }],
      tool_choice: 'required',
    },
  },
  responses: {
    dialect: 'openai-responses',
    path: () => '/v1/responses',
    body: { model: 'gpt-5-mini', input: ask },
    tools: { tools: [{ type: 'function', name: 'look', parameters }], tool_choice: 'required' },
  },
  messages: {
    dialect: 'anthropic-messages',
    path: () => '/v1/messages',
    body: {
      model: 'claude-sonnet-4-5',
      max_tokens: 500,
      messages: [{ role: 'user', content: ask }],
    },
    tools: { tools: [{ name: 'look', input_schema: parameters }], tool_choice: { type: 'any' } },
  },
  gemini: {
    dialect: 'gemini',
    path: (stream) =>
      `/v1beta/models/gemini-2.5-flash:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    body: { contents: [{ role: 'user', parts: [{ text: ask }] }] },
    tools: {
      tools: [{ functionDeclarations: [{ name: 'look', parameters }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
    },
  },
}

test('text and tool calls, whole and streamed', async () => {
  const sandbox = createSandbox({ tokens: 'bytes' })
  const { url, close } = await sandbox.listen()
  const read = async (name: string, more: object, stream: boolean) => {
    const { dialect, path, body } = dialects[name]!
    const flag = stream && dialect !== 'gemini' ? { stream } : {}
    const reply = await fetch(`${url}${path(stream)}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer k',
        'x-api-key': 'k',
        'anthropic-version': '2023-06-01',
      },
      body: JSON.stringify({ ...body, ...more, ...flag }),
    })
    const bytes = new Uint8Array(await reply.arrayBuffer())
    return { status: reply.status, answer: readAnswer(dialect, bytes), bytes, dialect }
  }
  try {
    for (const name of Object.keys(dialects)) {
      const whole = await read(name, {}, false)
      const streamed = await read(name, {}, true)
      assert.equal(whole.status, 200, `${name}: ${Buffer.from(whole.bytes).toString()}`)
      assert.equal(whole.answer?.text, said, name)
      assert.ok(whole.answer?.stop)
      assert.deepEqual(streamed.answer, whole.answer, `${name} streamed`)
      const cutOff = streamed.bytes.subarray(0, streamed.bytes.length / 2)
      assert.equal(readAnswer(streamed.dialect, cutOff), undefined, `${name} cut off`)
      const { dialect, body, tools } = dialects[name]!
      const bytes = Buffer.from(JSON.stringify(body))
      assert.match(questionOf(createView(bytes, dialect), dialect), /^user: filler/)
      const other = JSON.parse(JSON.stringify(body).replaceAll('sandbox:', '')) as object
      const called = await read(name, { ...other, ...tools }, false)
      const calledStreamed = await read(name, { ...other, ...tools }, true)
      assert.equal(called.answer?.toolCalls[0]?.name, 'look', name)
      assert.ok('id' in JSON.parse(called.answer!.toolCalls[0]!.arguments))
      assert.equal(calledStreamed.answer?.toolCalls[0]?.name, 'look', `${name} streamed`)
      assert.ok('id' in JSON.parse(calledStreamed.answer!.toolCalls[0]!.arguments))
    }
  } finally {
    await close()
    sandbox.close()
  }
})

test('errors, other dialects and any bytes are no answer, and nothing throws', () => {
  const error = Buffer.from('{"error":{"message":"no"}}')
  for (const { dialect } of Object.values(dialects)) {
    assert.equal(readAnswer(dialect, error), undefined)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          const answer = readAnswer(dialect, bytes)
          assert.ok(answer === undefined || typeof answer.text === 'string')
          questionOf(createView(bytes, dialect), dialect)
        },
      ),
    )
  }
  assert.equal(readAnswer('opaque', Buffer.from('{}')), undefined)
})
