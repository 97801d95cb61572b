// The Anthropic SDK through the gateway. Only the environment differs:
//   ANTHROPIC_BASE_URL=http://127.0.0.1:4114 node examples/anthropic-sdk.ts
import Anthropic from '@anthropic-ai/sdk'

const anthropic = new Anthropic()
const { data, response } = await anthropic.messages
  .create({
    model: 'claude-haiku-4-5',
    max_tokens: 200,
    messages: [{ role: 'user', content: 'Name three uses of a farthing.' }],
  })
  .withResponse()
for (const block of data.content) if (block.type === 'text') console.log(block.text)
console.log(`cost $${response.headers.get('x-farthing-cost')}`)
