// The Vercel AI SDK through the gateway:
//   FARTHING_URL=http://127.0.0.1:4114 node examples/ai-sdk.ts
import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, streamText } from 'ai'

const gateway = process.env['FARTHING_URL'] ?? 'http://127.0.0.1:4114'
const openai = createOpenAI({ baseURL: `${gateway}/v1` })
const anthropic = createAnthropic({ baseURL: `${gateway}/v1` })
const prompt = 'Name three uses of a farthing.'

const { textStream } = streamText({ model: openai('gpt-5-mini'), prompt })
for await (const part of textStream) process.stdout.write(part)
const { text } = await generateText({ model: anthropic('claude-haiku-4-5'), prompt })
console.log(`\n${text}`)
