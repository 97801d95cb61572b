/**
 * A provider for load, in a process of its own, so that the memory measured is the gateway's: whole replies at once,
 * streams that go on until they are left. Prints its port.
 */
import { createServer } from 'node:http'

const usage = '"usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25}'
const whole = `{"id":"chatcmpl-soak","object":"chat.completion","created":1,"model":"gpt-4.1","choices":[{"index":0,"message":{"role":"assistant","content":"One, two, three."},"finish_reason":"stop"}],${usage}}`
const event = `data: {"id":"chatcmpl-soak","object":"chat.completion.chunk","created":1,"model":"gpt-4.1","choices":[{"index":0,"delta":{"content":"one two three four five six"},"finish_reason":null}]}\n\n`
let open = 0

const server = createServer({ keepAliveTimeout: 120_000, noDelay: true }, (request, response) => {
  if (request.url === '/open') {
    response.end(String(open))
    return
  }
  let body = ''
  request.setEncoding('latin1')
  request.on('data', (chunk: string) => (body += chunk))
  request.on('error', () => {})
  response.on('error', () => {})
  request.on('end', () => {
    if (!body.includes('"stream":true')) {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': String(whole.length),
      })
      response.end(whole)
      return
    }
    open++
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(event)
    const timer = setInterval(() => response.write(event), 4)
    response.on('close', () => {
      open--
      clearInterval(timer)
    })
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
// The parent's end is this one's.
process.stdin.resume().on('end', () => process.exit())
