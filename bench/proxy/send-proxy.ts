/**
 * The bare proxy with send in the place of its dispatch, and a ledger that keeps nothing: send's share of the gateway.
 * `node bench/proxy/send-proxy.ts PORT UPSTREAM_PORT`
 */
import http from 'node:http'
import type { Flow } from '../../src/call.ts'
import { fakeCall, fakeParts } from '../../src/send/fake-parts.ts'
import { createSend } from '../../src/send/send.ts'

const [port, upstream] = process.argv.slice(2)
const row = { opening: {} as never, settlements: [] }
const send = createSend(
  fakeParts(
    { openai: { base: `http://127.0.0.1:${upstream}` } },
    {
      ledger: { openAttempt: () => row, settleAttempt() {}, afterCommit: (run) => run() },
      settled() {},
    },
  ),
)

http
  .createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (chunk: Buffer) => parts.push(chunk))
    request.on('end', async () => {
      const controller = new AbortController()
      let flow: Flow | undefined
      response.on('close', () => {
        if (response.writableFinished) return
        controller.abort(new Error('left'))
        flow?.cancel(new Error('left'))
      })
      const headers = {
        'content-type': 'application/json',
        authorization: request.headers.authorization ?? 'Bearer sk-bench',
      }
      const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
      const call = fakeCall(bytes, { headers, signal: controller.signal })
      try {
        const reply = await send(call, 'serve')
        response.writeHead(reply.status, reply.headers as string[])
        if (reply.body instanceof Uint8Array) {
          response.end(reply.body)
          return
        }
        flow = reply.body
        response.on('drain', () => flow!.resume())
        flow.pipe({
          data: (chunk) => response.write(chunk),
          end: () => response.end(),
          fail: () => response.destroy(),
        })
      } catch {
        if (!response.headersSent) response.writeHead(502)
        response.end()
      }
    })
  })
  .listen(Number(port), '127.0.0.1')
