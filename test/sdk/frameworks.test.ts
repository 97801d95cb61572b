/**
 * `ai` with its OpenAI and Anthropic providers, and `@langchain/openai`, against the gateway and the provider itself.
 */
import assert from 'node:assert/strict'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai'
import {
  embedMany,
  generateText,
  jsonSchema,
  Output,
  streamText,
  tool,
  type LanguageModel,
} from 'ai'
import { anthropicKey, openaiKey } from '../wire/stand.ts'
import { bothWays, settled, thrown, type Way } from './both-ways.ts'

const schema = {
  type: 'object',
  properties: { place: { type: 'string' }, days: { type: 'integer' } },
  required: ['place', 'days'],
  additionalProperties: false,
} as const
const prompt = 'What grows above the tree line? 🌲'
const openai = ({ url }: Way) => createOpenAI({ apiKey: openaiKey, baseURL: `${url}/v1` })
const anthropic = ({ url }: Way) => createAnthropic({ apiKey: anthropicKey, baseURL: `${url}/v1` })

const models: readonly [string, 'openai' | 'anthropic', (way: Way) => LanguageModel][] = [
  ['OpenAI chat', 'openai', (way) => openai(way).chat('gpt-4.1')],
  ['OpenAI responses', 'openai', (way) => openai(way).responses('gpt-4.1')],
  ['Anthropic', 'anthropic', (way) => anthropic(way)('claude-haiku-4-5')],
]

for (const [name, prefix, model] of models) {
  bothWays(
    `ai, ${name}: text`,
    prefix,
    async (way) => {
      const { text, usage, finishReason } = await generateText({
        model: model(way),
        prompt,
        maxRetries: 0,
      })
      return { text, usage, finishReason }
    },
    ({ text, usage, finishReason }) => {
      assert.ok(text.length > 10 && usage.outputTokens! > 0)
      assert.equal(finishReason, 'stop')
    },
  )

  bothWays(
    `ai, ${name}: a stream`,
    prefix,
    async (way) => {
      const result = streamText({ model: model(way), prompt, maxRetries: 0 })
      const parts: string[] = []
      for await (const part of result.textStream) parts.push(part)
      return { parts, usage: await result.usage, finishReason: await result.finishReason }
    },
    ({ parts, usage }) => assert.ok(parts.length > 3 && usage.outputTokens! > 0),
  )

  bothWays(
    `ai, ${name}: a tool and its result, in steps`,
    prefix,
    async (way) => {
      const { toolCalls, toolResults } = await generateText({
        model: model(way),
        prompt,
        maxRetries: 0,
        tools: {
          weather: tool({
            inputSchema: jsonSchema<{ place: string }>(schema),
            execute: () => 'sunny',
          }),
        },
        toolChoice: 'required',
      })
      return {
        inputs: toolCalls.map(({ input }) => input as unknown),
        outputs: toolResults.map(({ output }) => output as unknown),
      }
    },
    ({ inputs, outputs }) => {
      assert.deepEqual(Object.keys(inputs[0] as object), ['place', 'days'])
      assert.deepEqual(outputs, ['sunny'])
    },
  )

  bothWays(
    `ai, ${name}: structured output`,
    prefix,
    async (way) =>
      (
        await generateText({
          model: model(way),
          prompt,
          maxRetries: 0,
          output: Output.object({ schema: jsonSchema(schema) }),
        })
      ).output as unknown,
    (output) => assert.deepEqual(Object.keys(output as object), ['place', 'days']),
  )

  bothWays(
    `ai, ${name}: an error, and an abort in the midst of a stream`,
    prefix,
    async (way) => {
      const headers = { 'x-sandbox': '{"fault":"rate-limit","retryAfterMs":1}' }
      const { status: _, ...error } = await thrown(() =>
        generateText({ model: model(way), prompt, maxRetries: 0, headers }),
      )
      const leaving = new AbortController()
      const result = streamText({
        model: model(way),
        prompt,
        maxRetries: 0,
        abortSignal: leaving.signal,
        headers: { 'x-sandbox': '{"eventMs":5,"outputTokens":400}' },
        onError: () => {},
      })
      let parts = 0
      for await (const _ of result.textStream) if (++parts === 3) leaving.abort()
      await settled(way.stand)
      return { error, left: parts < 200 }
    },
    ({ error, left }) => {
      assert.equal(error['name'], 'APICallError')
      assert.equal(left, true)
    },
  )
}

bothWays(
  'ai: embeddings',
  'openai',
  async (way) => {
    const { embeddings, usage } = await embedMany({
      model: openai(way).embedding('text-embedding-3-small'),
      values: ['a tree', 'a stone'],
    })
    return { embeddings, usage }
  },
  ({ embeddings }) => assert.equal(embeddings.length, 2),
)

const chain = ({ url }: Way, more = {}): ChatOpenAI =>
  new ChatOpenAI({
    model: 'gpt-4.1',
    apiKey: openaiKey,
    maxRetries: 0,
    configuration: { baseURL: `${url}/v1`, ...more },
  })

bothWays(
  'langchain: a call, a stream, a batch',
  'openai',
  async (way) => {
    const one = await chain(way).invoke(prompt)
    const parts: unknown[] = []
    for await (const part of await chain(way).stream(prompt)) parts.push(part.content)
    const many = await chain(way).batch(['a', 'b'])
    return {
      text: one.content,
      usage: one.usage_metadata,
      parts,
      many: many.map(({ content }) => content),
    }
  },
  ({ text, parts, usage }) => {
    assert.equal(parts.join(''), text)
    assert.ok((usage as { total_tokens: number } | undefined)!.total_tokens > 0)
  },
)

bothWays(
  'langchain: tools and structured output',
  'openai',
  async (way) => {
    const weather = { type: 'function' as const, function: { name: 'weather', parameters: schema } }
    const called = await chain(way).bindTools([weather], { tool_choice: 'required' }).invoke(prompt)
    const parsed = await chain(way)
      .withStructuredOutput<{ place: string }>({ title: 'trip', ...schema } as never, {
        method: 'jsonSchema',
      })
      .invoke(prompt)
    return {
      calls: called.tool_calls!.map(({ name, args }) => [name, args]),
      parsed: parsed as object,
    }
  },
  ({ calls, parsed }) => {
    assert.equal(calls[0]![0], 'weather')
    assert.deepEqual(Object.keys(parsed), ['place', 'days'])
  },
)

bothWays(
  'langchain: embeddings, an error, an abort',
  'openai',
  async (way) => {
    const vectors = await new OpenAIEmbeddings({
      model: 'text-embedding-3-small',
      apiKey: openaiKey,
      configuration: { baseURL: `${way.url}/v1` },
    }).embedDocuments(['a tree', 'a stone'])
    const failing = { defaultHeaders: { 'x-sandbox': '{"fault":"quota"}' } }
    const error = await thrown(() => chain(way, failing).invoke(prompt))
    const leaving = new AbortController()
    const slow = { defaultHeaders: { 'x-sandbox': '{"firstMs":20000}' } }
    setTimeout(() => leaving.abort(), 60)
    await thrown(() => chain(way, slow).invoke(prompt, { signal: leaving.signal }))
    await settled(way.stand)
    return { vectors, status: error['status'] }
  },
  ({ vectors, status }) => {
    assert.equal(vectors.length, 2)
    assert.equal(status, 429)
  },
)
