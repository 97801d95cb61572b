/**
 * npm `openai` against the gateway and against the provider itself.
 */
import assert from 'node:assert/strict'
import OpenAI from 'openai'
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { bothWays } from './both-ways.ts'
import { client, model, messages, weather, tool, shape, collect } from './openai-client.ts'

bothWays(
  'chat',
  'openai',
  (way) => client(way).chat.completions.create({ model, messages: [...messages] }),
  (reply) => {
    assert.ok(reply.choices[0]!.message.content!.length > 10)
    assert.ok(reply.usage!.total_tokens > 10)
  },
)

bothWays(
  'chat, streamed: every chunk, and no usage that was not asked for',
  'openai',
  async (way) =>
    collect(
      await client(way).chat.completions.create({ model, messages: [...messages], stream: true }),
    ),
  (chunks) => {
    assert.ok(chunks.length > 5)
    assert.ok(chunks.every((chunk) => !chunk.usage))
  },
)

bothWays(
  'chat, streamed with usage',
  'openai',
  (way) =>
    client(way)
      .chat.completions.stream({
        model,
        messages: [...messages],
        stream_options: { include_usage: true },
      })
      .finalChatCompletion(),
  (reply) => assert.ok(reply.usage!.completion_tokens > 0),
)

bothWays(
  'tools: a call, its result, the answer',
  'openai',
  async (way) => {
    const first = await client(way).chat.completions.create({
      model,
      messages: [...messages],
      tools: [tool],
      tool_choice: 'required',
    })
    const { message } = first.choices[0]!
    const second = await client(way).chat.completions.create({
      model,
      messages: [
        ...messages,
        message,
        { role: 'tool', tool_call_id: message.tool_calls![0]!.id, content: 'sunny' },
      ],
      tools: [tool],
    })
    return [first, second.choices[0]!.message.role]
  },
  ([first]) => {
    const call = (first as OpenAI.ChatCompletion).choices[0]!.message.tool_calls![0]!
    assert.equal(call.type, 'function')
    assert.deepEqual(
      Object.keys(JSON.parse(call.type === 'function' ? call.function.arguments : '')),
      ['place', 'days'],
    )
  },
)

bothWays(
  'tools, streamed',
  'openai',
  (way) =>
    client(way)
      .chat.completions.stream({
        model,
        messages: [...messages],
        tools: [tool],
        tool_choice: 'required',
      })
      .finalChatCompletion(),
  (reply) => assert.equal(reply.choices[0]!.message.tool_calls!.length, 1),
)

bothWays(
  'structured output: chat and responses, parsed',
  'openai',
  async (way) => {
    const chat = await client(way).chat.completions.parse({
      model,
      messages: [...messages],
      response_format: zodResponseFormat(shape, 'plant'),
    })
    const response = await client(way).responses.parse({
      model,
      input: 'A plant',
      text: { format: zodTextFormat(shape, 'plant') },
    })
    return [chat.choices[0]!.message.parsed, response.output_parsed]
  },
  (parsed) => parsed.forEach((one) => shape.parse(one)),
)

bothWays(
  'responses',
  'openai',
  (way) =>
    client(way).responses.create({
      model: 'gpt-5-mini',
      instructions: 'Be brief',
      input: 'What grows there?',
    }),
  (reply) => {
    assert.ok(reply.output_text.length > 10)
    assert.ok(reply.usage!.output_tokens_details.reasoning_tokens > 0)
  },
)

bothWays(
  'responses, streamed, with a tool',
  'openai',
  async (way) => {
    const stream = client(way).responses.stream({
      model,
      input: 'What is the weather?',
      tools: [{ type: 'function', ...weather }],
      tool_choice: 'required',
    })
    const events: string[] = []
    for await (const event of stream) events.push(event.type)
    return { events, final: await stream.finalResponse() }
  },
  ({ events, final }) => {
    assert.equal(events.at(-1), 'response.completed')
    assert.equal(final.output[0]!.type, 'function_call')
  },
)

bothWays(
  'embeddings: as base64, the default, and as numbers',
  'openai',
  async (way) => {
    const ask = { model: 'text-embedding-3-small', input: ['a tree', 'a stone'] }
    const encoded = await client(way).embeddings.create(ask)
    const numbers = await client(way).embeddings.create({ ...ask, encoding_format: 'float' })
    return [encoded, numbers]
  },
  ([encoded, numbers]) => {
    assert.equal(encoded!.data.length, 2)
    assert.equal(encoded!.data[0]!.embedding.length, numbers!.data[0]!.embedding.length)
  },
)

bothWays(
  'the raw response: status and headers of the provider',
  'openai',
  async (way) => {
    const { response } = await client(way)
      .chat.completions.create({ model, messages: [...messages] })
      .withResponse()
    return [
      response.status,
      response.headers.get('content-type'),
      response.headers.has('x-request-id'),
    ]
  },
  (head) => assert.deepEqual(head, [200, 'application/json', true]),
)
