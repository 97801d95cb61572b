// LangChain over Farthing inside the same program.
//   node node_modules/farthing/examples/library-langchain.js
//   npm run build && node examples/library-langchain.js     (in a checkout)
import { ChatOpenAI } from '@langchain/openai'
import { createFetch } from 'farthing'

const fetch = await createFetch()
const model = new ChatOpenAI({ model: 'gpt-5-mini', configuration: { fetch } })
const answer = await model.invoke('Name three uses of a farthing.')
console.log(answer.text)
const { total } = await fetch.report()
console.log(`${total.calls} call, $${Number(total.cost) / 1e12}`)
await fetch.close()
