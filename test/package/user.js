// A user's program, as simple as it gets: two equal calls, and what they cost. Run by install.ts.
import { createServer } from 'node:http'
import { createFetch } from 'farthing'

const answer = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1750000000,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1000, completion_tokens: 10, total_tokens: 1010 },
}
let calls = 0
const provider = createServer((request, response) => {
  calls++
  request.resume()
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answer))
})
await new Promise((resolve) => provider.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${provider.address().port}`

const fetch = await createFetch({
  // One call in fifty is held out from every layer: here it would fail the check one time in fifty.
  configuration: { providers: { openai: { base } }, proof: { holdout: 0 } },
  environment: { OPENAI_API_KEY: 'sk-user-0123456789abcdef' },
})
const ask = () =>
  fetch(`${base}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer sk-user-0123456789abcdef',
    },
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      temperature: 0,
      messages: [{ role: 'user', content: 'Is this cheap?' }],
    }),
  })
const first = await ask()
if (first.status !== 200) throw new Error(await first.text())
await first.text()
const second = await ask()
await second.text()
console.log(
  `cost ${first.headers.get('x-farthing-cost')}, then from ${calls === 1 ? 'the cache' : 'the provider again'}`,
)
await fetch.close()
provider.close()
