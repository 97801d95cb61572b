/**
 * The upstream of `bench:proxy` where gcc is missing: one chat reply, one 54-event stream, as the C one sends.
 * `node bench/proxy/upstream.ts PORT DELAY_MS PACE_MS`
 * @module
 */
import { createServer } from 'node:http'

const [port, delay, pace] = process.argv.slice(2).map(Number) as [number, number, number]
const text = 'The gateway forwards requests to the provider and records what they cost. '.repeat(4)
const usage = { prompt_tokens: 312, completion_tokens: 50, total_tokens: 362 }
const head = { id: 'chatcmpl-AbCdEf0123456789', created: 1750000000, model: 'gpt-4o-mini' }
const whole = Buffer.from(
  JSON.stringify({
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage,
  }),
)
const chunk = (choices: object[], more = {}): string =>
  `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices, ...more })}\n\n`
const delta = (content: object, stop: string | null): object[] => [
  { index: 0, delta: content, logprobs: null, finish_reason: stop },
]
const events = [
  chunk(delta({ role: 'assistant', content: '' }, null)),
  ...Array.from({ length: 50 }, (_, at) => chunk(delta({ content: ` token${at}` }, null))),
  chunk(delta({}, 'stop')),
  chunk([], { usage }),
  'data: [DONE]\n\n',
]

createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    if (!/"stream": ?true/.test(Buffer.concat(parts).toString('latin1'))) {
      const reply = (): void => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': whole.length,
        })
        response.end(whole)
      }
      if (delay > 0) setTimeout(reply, delay)
      else reply()
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    let at = 0
    const next = (): void => {
      if (at === events.length) response.end()
      else {
        response.write(events[at++])
        if (pace > 0) setTimeout(next, pace)
        else next()
      }
    }
    next()
  })
}).listen(port, '127.0.0.1')
