/**
 * The yardstick: node:http in, undici Pool dispatch out, request and reply parsed as JSON, nothing else.
 * `node bench/proxy/bare-proxy.ts undici-dispatch-parse PORT UPSTREAM_PORT`
 */
import http from 'node:http'
import { Pool } from 'undici'
import type { Dispatcher } from 'undici'

const [mode = 'undici-dispatch-parse', port, upstream] = process.argv.slice(2)
const pool = new Pool(`http://127.0.0.1:${upstream}`, { connections: 128, pipelining: 1 })
const parse = mode.endsWith('parse')

http
  .createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (chunk: Buffer) => parts.push(chunk))
    request.on('end', () => {
      const body = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
      if (parse) {
        const json = JSON.parse(body as unknown as string)
        if (!json.model || !Array.isArray(json.messages)) {
          response.writeHead(400)
          response.end()
          return
        }
      }
      let controller: Dispatcher.DispatchController | undefined
      const out: Buffer[] = []
      let sse = false
      response.on('close', () => {
        if (!response.writableFinished) controller?.abort(new Error('client left'))
      })
      pool.dispatch(
        {
          path: request.url!,
          method: 'POST',
          body,
          headers: {
            'content-type': 'application/json',
            authorization: request.headers.authorization ?? '',
          },
        },
        {
          onRequestStart(c) {
            controller = c
          },
          onResponseError() {
            if (!response.headersSent) response.writeHead(502)
            response.end()
          },
          onResponseStart(c, status, headers) {
            const kept: Record<string, string> = {}
            for (const key in headers) {
              if (key === 'connection' || key === 'transfer-encoding' || key === 'keep-alive')
                continue
              const value = String(headers[key])
              kept[key] = value
              if (key === 'content-type' && value.includes('event-stream')) sse = true
            }
            response.writeHead(status, kept)
            response.on('drain', () => c.resume())
          },
          onResponseData(c, chunk) {
            if (parse) {
              if (sse) {
                for (const line of chunk.toString().split('\n'))
                  if (line.startsWith('data: {')) JSON.parse(line.slice(6))
              } else out.push(chunk)
            }
            if (!response.write(chunk)) c.pause()
          },
          onResponseEnd() {
            if (parse && !sse) JSON.parse(Buffer.concat(out) as unknown as string)
            response.end()
          },
        },
      )
    })
  })
  .listen(Number(port), '127.0.0.1')
