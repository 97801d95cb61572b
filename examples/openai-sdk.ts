// The OpenAI SDK through the gateway. Only the environment differs:
//   OPENAI_BASE_URL=http://127.0.0.1:4114/v1 node examples/openai-sdk.ts
import OpenAI from 'openai'

const openai = new OpenAI()
const stream = await openai.chat.completions.create({
  model: 'gpt-5-mini',
  messages: [{ role: 'user', content: 'Name three uses of a farthing.' }],
  stream: true,
})
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '')
process.stdout.write('\n')
