// The Vercel AI SDK over Farthing inside the same program.
//   node node_modules/farthing/examples/library-ai-sdk.js
//   npm run build && node examples/library-ai-sdk.js     (in a checkout)
import { createOpenAI } from '@ai-sdk/openai'
import { streamText } from 'ai'
import { createFetch } from 'farthing'

const fetch = await createFetch()
const openai = createOpenAI({ fetch })
const { textStream } = streamText({
  model: openai('gpt-5-mini'),
  prompt: 'Name three uses of a farthing.',
})
for await (const part of textStream) process.stdout.write(part)
const { total } = await fetch.report()
console.log(`\n${total.calls} call, $${Number(total.cost) / 1e12}`)
await fetch.close()
