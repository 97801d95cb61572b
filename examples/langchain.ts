// LangChain through the gateway:
//   FARTHING_URL=http://127.0.0.1:4114 node examples/langchain.ts
import { ChatOpenAI } from '@langchain/openai'

const gateway = process.env['FARTHING_URL'] ?? 'http://127.0.0.1:4114'
const model = new ChatOpenAI({
  model: 'gpt-5-mini',
  configuration: { baseURL: `${gateway}/v1` },
})
const answer = await model.invoke('Name three uses of a farthing.')
console.log(answer.text)
