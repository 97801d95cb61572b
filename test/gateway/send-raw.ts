/**
 * Requests with any header.
 * @module
 */
import { request as httpRequest } from 'node:http'
import type { Gateway } from '../../src/gateway/gateway.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: NodeJS.Dict<string | string[]>
}

export const chatText = JSON.stringify({
  model: 'gpt-5-mini',
  messages: [{ role: 'user', content: 'hi' }],
})

/** node:http, because fetch will not send the headers that browsers own. */
export function send(
  gateway: Gateway,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest(
      { host: '127.0.0.1', port: gateway.port, method, path, headers },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
        )
      },
    )
    asking.on('error', reject)
    asking.end(body)
  })
}

export const chat = (gateway: Gateway, headers: Record<string, string> = {}, body = chatText) =>
  send(
    gateway,
    'POST',
    '/v1/chat/completions',
    { 'content-type': 'application/json', ...headers },
    body,
  )
