// The gateway inside a program, on a free port, with a ledger file.
//   node node_modules/farthing/examples/library-gateway.js
//   npm run build && node examples/library-gateway.js     (in a checkout)
import OpenAI from 'openai'
import { startGateway } from 'farthing'

const ledger = process.env['FARTHING_LEDGER'] ?? 'farthing.db'
const gateway = await startGateway({ port: 0, ledger })
const openai = new OpenAI({ baseURL: `${gateway.url}/v1` })
const { data, response } = await openai.chat.completions
  .create({
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: 'Name three uses of a farthing.' }],
  })
  .withResponse()
console.log(data.choices[0]?.message.content)
console.log(`cost $${response.headers.get('x-farthing-cost')}`)
await gateway.stop()
