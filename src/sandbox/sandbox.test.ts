import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { Listening } from './http.ts'
import { accountOf, createSandbox, type Sandbox } from './sandbox.ts'
import { words } from './words.ts'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'

let sandbox: Sandbox
let listening: Listening
let openai: OpenAI
let anthropic: Anthropic

before(async () => {
  sandbox = createSandbox()
  listening = await sandbox.listen()
  openai = new OpenAI({ apiKey: 'sk-test', baseURL: `${listening.url}/v1`, maxRetries: 0 })
  anthropic = new Anthropic({ apiKey: 'sk-ant', baseURL: listening.url, maxRetries: 0 })
})
after(async () => {
  await listening.close()
  sandbox.close()
})

const hello = [{ role: 'user' as const, content: 'hello' }]
const weather = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer', minimum: 1, maximum: 7 } },
  required: ['city', 'days'],
  additionalProperties: false,
}

test('each word of the texts is one token, at the start and behind a space', () => {
  for (const word of words) {
    assert.equal(encode(word).length, 1, word)
    assert.equal(encode(` ${word}`).length, 1, word)
  }
  assert.equal(new Set(words).size, words.length)
})

test('chat: the same question gets the same bytes, and a stream says what the whole says', async () => {
  const ask = { model: 'gpt-4o', messages: hello, n: 2 }
  const first = await openai.chat.completions.create(ask)
  assert.deepEqual(await openai.chat.completions.create(ask), first)
  const texts = ['', '']
  let usage: unknown
  const stream = await openai.chat.completions.create({
    ...ask,
    stream: true,
    stream_options: { include_usage: true },
  })
  for await (const chunk of stream) {
    for (const choice of chunk.choices) texts[choice.index] += choice.delta.content ?? ''
    usage = chunk.usage ?? usage
  }
  assert.deepEqual(
    texts,
    first.choices.map((choice) => choice.message.content),
  )
  assert.notEqual(texts[0], texts[1])
  assert.deepEqual(usage, first.usage)
  const tokens = texts.reduce((sum, text) => sum + encode(text).length, 0)
  assert.equal(first.usage?.completion_tokens, tokens)
})

test('chat: caps, stop sequences, forced tools, structured output', async () => {
  const cut = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: hello,
    max_tokens: 3,
  })
  assert.equal(cut.choices[0]!.finish_reason, 'length')
  assert.equal(cut.usage!.completion_tokens, 3)
  const reasoning = await openai.chat.completions.create({
    model: 'gpt-5',
    messages: hello,
    max_completion_tokens: 40,
  })
  assert.equal(reasoning.usage!.completion_tokens_details!.reasoning_tokens, 40)
  assert.equal(reasoning.choices[0]!.message.content, '')
  const stopped = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'sandbox:{"text":"one two STOP three"}' }],
    stop: 'STOP',
  })
  assert.equal(stopped.choices[0]!.message.content, 'one two ')
  assert.equal(stopped.choices[0]!.finish_reason, 'stop')
  const tool = { type: 'function' as const, function: { name: 'weather', parameters: weather } }
  const called = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: hello,
    tools: [tool],
    tool_choice: 'required',
  })
  const call = called.choices[0]!.message.tool_calls![0]!
  assert.ok(call.type === 'function' && call.function.name === 'weather')
  const given = JSON.parse(call.function.arguments) as { city: string; days: number }
  assert.ok(given.days >= 1 && given.days <= 7 && given.city.length > 0)
  const shaped = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: hello,
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'w', schema: weather, strict: true },
    },
  })
  assert.deepEqual(Object.keys(JSON.parse(shaped.choices[0]!.message.content!) as object), [
    'city',
    'days',
  ])
})

test('responses: stream and whole agree; sequence numbers have no gap', async () => {
  const whole = await openai.responses.create({ model: 'gpt-5', input: 'hello' })
  const numbers: number[] = []
  let text = ''
  for await (const event of await openai.responses.create({
    model: 'gpt-5',
    input: 'hello',
    stream: true,
  })) {
    numbers.push(event.sequence_number)
    if (event.type === 'response.output_text.delta') text += event.delta
    if (event.type === 'response.completed') assert.deepEqual(event.response.usage, whole.usage)
  }
  assert.equal(text, whole.output_text)
  assert.deepEqual(
    numbers,
    Array.from(numbers, (_, index) => index),
  )
  const cut = await openai.responses.create({
    model: 'gpt-4o',
    input: 'sandbox:{"outputTokens":50}',
    max_output_tokens: 16,
  })
  assert.equal(cut.incomplete_details?.reason, 'max_output_tokens')
})

test('messages: stream and whole agree, with thinking and tools', async () => {
  const ask = {
    model: 'claude-haiku-4-5',
    max_tokens: 4000,
    messages: hello,
    thinking: { type: 'enabled' as const, budget_tokens: 1024 },
  }
  const whole = await anthropic.messages.create(ask)
  const streamed = await anthropic.messages.stream(ask).finalMessage()
  assert.deepEqual(streamed.content, whole.content)
  assert.deepEqual(
    whole.content.map((block) => block.type),
    ['thinking', 'text'],
  )
  assert.equal(streamed.usage.output_tokens, whole.usage.output_tokens)
  const called = await anthropic.messages
    .stream({
      ...ask,
      thinking: { type: 'disabled' },
      tools: [{ name: 'weather', input_schema: weather as Anthropic.Tool.InputSchema }],
      tool_choice: { type: 'any' },
    })
    .finalMessage()
  const block = called.content[0]!
  assert.ok(block.type === 'tool_use' && (block.input as { days: number }).days >= 1)
  assert.equal(called.stop_reason, 'tool_use')
  const count = await anthropic.messages.countTokens({ model: ask.model, messages: hello })
  assert.equal(count.input_tokens, whole.usage.input_tokens)
})

test('embeddings are unit vectors, the same for the same text, in floats as in base64', async () => {
  const ask = { model: 'text-embedding-3-small', input: ['a', 'b', 'a'] }
  const base64 = await openai.embeddings.create(ask)
  const floats = await openai.embeddings.create({ ...ask, encoding_format: 'float' })
  const [a, b, again] = base64.data.map((row) => row.embedding)
  assert.deepEqual(a, again)
  assert.notDeepEqual(a, b)
  assert.ok(Math.abs(a!.reduce((sum, value) => sum + value * value, 0) - 1) < 1e-5)
  assert.ok(Math.abs(floats.data[0]!.embedding[7]! - a![7]!) < 1e-7)
})

test('models are listed and found in both dialects', async () => {
  assert.ok((await openai.models.list()).data.length > 3)
  assert.equal((await openai.models.retrieve('gpt-5')).id, 'gpt-5')
  assert.ok((await anthropic.models.list()).data.length > 1)
  await assert.rejects(openai.models.retrieve('nothing'), { status: 404 })
})

test('refusals have the provider’s own shape', async () => {
  const create = (body: object) =>
    openai.chat.completions.create({ model: 'gpt-4o', messages: hello, ...body } as never)
  await assert.rejects(create({ foo: 1 }), { status: 400, param: 'foo', code: 'unknown_parameter' })
  await assert.rejects(create({ messages: [] }), { status: 400, param: 'messages' })
  await assert.rejects(create({ messages: [{ role: 'user', content: 5 }] }), {
    status: 400,
    param: 'messages[0].content',
    code: 'invalid_type',
  })
  await assert.rejects(create({ temperature: 3 }), { status: 400, param: 'temperature' })
  await assert.rejects(create({ reasoning_effort: 'huge' }), {
    status: 400,
    param: 'reasoning_effort',
  })
  await assert.rejects(create({ model: 'nothing' }), { status: 404, code: 'model_not_found' })
  await assert.rejects(create({ model: 'o3', max_tokens: 5 }), { code: 'unsupported_parameter' })
  await assert.rejects(
    anthropic.messages.create({ model: 'claude-haiku-4-5', max_tokens: 5 } as never),
    {
      status: 400,
      message: /messages: Field required/,
    },
  )
  const keyless = await fetch(`${listening.url}/v1/messages`, { method: 'POST', body: '{}' })
  assert.equal(keyless.status, 401)
  const error = (await keyless.json()) as { error: { type: string } }
  assert.equal(error.error.type, 'authentication_error')
})

test('gemini: whole and streamed', async () => {
  const url = `${listening.url}/v1beta/models/gemini-2.5-flash`
  const init = {
    method: 'POST',
    headers: { 'x-goog-api-key': 'g' },
    body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'hello' }] }] }),
  }
  const whole = (await (await fetch(`${url}:generateContent`, init)).json()) as {
    candidates: { content: { parts: { text: string }[] } }[]
  }
  const events = (await (await fetch(`${url}:streamGenerateContent?alt=sse`, init)).text())
    .trim()
    .split('\n\n')
  const text = events
    .map(
      (event) =>
        (JSON.parse(event.slice(6)) as typeof whole).candidates[0]!.content.parts[0]?.text ?? '',
    )
    .join('')
  assert.equal(text, whole.candidates[0]!.content.parts[0]!.text)
})

test('compressed only when asked; compressed requests are read', async () => {
  const { gzipSync } = await import('node:zlib')
  const body = JSON.stringify({ model: 'gpt-4o', messages: hello })
  const init = {
    method: 'POST',
    headers: { authorization: 'Bearer k', 'accept-encoding': 'identity' },
    body,
  }
  const url = `${listening.url}/v1/chat/completions`
  const plain = await fetch(url, init)
  assert.equal(plain.headers.get('content-encoding'), null)
  const zipped = await fetch(url, {
    ...init,
    headers: { ...init.headers, 'accept-encoding': 'gzip', 'content-encoding': 'gzip' },
    body: gzipSync(body),
  })
  assert.equal(zipped.headers.get('content-encoding'), 'gzip')
  assert.deepEqual(await zipped.json(), await plain.json())
})

test('a long prompt is cached by the rules of its model, and the bill knows', async () => {
  const system = `${words.join(' ')} `.repeat(20)
  const ask = (question: string) =>
    anthropic.messages.create({
      model: 'claude-sonnet-4-5',
      max_tokens: 5,
      system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: question }],
    })
  const [first, second] = [await ask('one'), await ask('two')]
  assert.ok(first.usage.cache_creation_input_tokens! > 4000)
  assert.equal(second.usage.cache_read_input_tokens, first.usage.cache_creation_input_tokens)
  const row = sandbox.bill().accounts.get(accountOf('sk-ant'))!
  assert.equal(row.cacheRead, second.usage.cache_read_input_tokens)
  assert.ok(row.cost > 0n && row.unpriced === 0)
})
