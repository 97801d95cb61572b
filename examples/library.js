// Farthing inside a program: no server, no port, one line a client.
//   node node_modules/farthing/examples/library.js
//   npm run build && node examples/library.js     (in a checkout)
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { createFetch } from 'farthing'

const fetch = await createFetch()
const openai = new OpenAI({ fetch })
const anthropic = new Anthropic({ fetch })
const messages = [{ role: 'user', content: 'Name three uses of a farthing.' }]

const asked = { model: 'gpt-4o-mini', temperature: 0, messages }
const first = await openai.chat.completions.create(asked)
console.log(first.choices[0]?.message.content)
// Temperature 0: the same question again is answered from the cache, for nothing.
await openai.chat.completions.create(asked)
// Tags tell calls apart in reports; the last question is billed to one team.
await anthropic.messages.create(
  { model: 'claude-haiku-4-5', max_tokens: 200, messages },
  { headers: { 'x-farthing-tags': 'team:search' } },
)

const dollars = (picodollars) => `$${Number(picodollars) / 1e12}`
const { total } = await fetch.report()
console.log(`${total.calls} calls, ${total.cached} from the cache, paid ${dollars(total.cost)}`)
console.log(`without Farthing ${dollars(total.baseline)}`)
await fetch.close()
