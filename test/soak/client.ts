/**
 * The client's side of a soak, in a process of its own: `node client.ts send|abandon PORT CALLS CONNECTIONS FROM CONVERSATIONS`.
 */
import { abandonAll, sendAll } from './load.ts'

const [how, port, calls, connections, from, conversations] = process.argv.slice(2)
const padding = 'A question that is long enough to be one. '.repeat(4)
const body = (number: number): string =>
  JSON.stringify({
    model: 'gpt-4.1',
    // Deterministic calls are kept by the cache: each takes its way through it.
    temperature: 0,
    ...(how === 'abandon' && { stream: true }),
    messages: [
      // What a conversation is told by: its first question.
      { role: 'user', content: `${padding}${(Number(from) + number) % Number(conversations)}` },
      { role: 'assistant', content: 'One, two, three.' },
      { role: 'user', content: String(Number(from) + number) },
    ],
  })
const load = { port: Number(port), calls: Number(calls), connections: Number(connections), body }
if (how === 'abandon') await abandonAll(load)
else await sendAll(load)
