/**
 * Calls in each dialect, and a client that tells how their replies end: node:http, so that a broken body is seen.
 * @module
 */
import http from 'node:http'
import type { Directive } from '../../src/sandbox/directive.ts'
import { anthropicKey, openaiKey } from './stand.ts'

export type Spoken = 'chat' | 'responses' | 'messages'

export interface Got {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
  /** `broken`: the connection ended before the body did. */
  readonly ended: 'whole' | 'broken' | 'left'
}

export interface Asking {
  readonly speaks: Spoken
  readonly stream?: boolean
  readonly directive?: Directive
  readonly tag?: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** Leaves at the first byte of the body that brings it to this length; 0: once the head is there. */
  readonly leaveAfter?: number
  readonly agent?: http.Agent
}

const paths = { chat: '/v1/chat/completions', responses: '/v1/responses', messages: '/v1/messages' }

export function bodyOf(speaks: Spoken, stream = false, more = {}): Record<string, unknown> {
  const content = 'Tell me about the weather in the mountains, and what to take with me.'
  const messages = [{ role: 'user', content }]
  const streamed = stream && { stream: true }
  if (speaks === 'chat') return { model: 'gpt-4.1', messages, ...streamed, ...more }
  if (speaks === 'responses') return { model: 'gpt-4.1', input: content, ...streamed, ...more }
  return { model: 'claude-haiku-4-5', max_tokens: 400, messages, ...streamed, ...more }
}

/** Sends a call and waits for its end. Never rejects. */
export function ask(base: string, asking: Asking): Promise<Got> {
  const { speaks, stream, directive, tag, leaveAfter } = asking
  return new Promise((resolve) => {
    let text = ''
    let head: http.IncomingMessage | undefined
    const finish = (ended: Got['ended']): void =>
      resolve({ status: head?.statusCode ?? 0, headers: head?.headers ?? {}, text, ended })
    const request = http.request(
      base + paths[speaks],
      {
        method: 'POST',
        agent: asking.agent ?? false,
        maxHeaderSize: 131_072,
        headers: {
          'content-type': 'application/json',
          ...(speaks === 'messages'
            ? { 'anthropic-version': '2023-06-01', 'x-api-key': anthropicKey }
            : { authorization: `Bearer ${openaiKey}` }),
          ...(directive !== undefined && { 'x-sandbox': JSON.stringify(directive) }),
          ...(tag !== undefined && { 'x-sandbox-tag': tag }),
          ...asking.headers,
        },
      },
      (response) => {
        head = response
        const leave = (): void => {
          finish('left')
          request.destroy()
        }
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          if (leaveAfter !== undefined && text.length >= leaveAfter) leave()
        })
        response.on('end', () => finish('whole'))
        response.on('error', () => finish('broken'))
        if (leaveAfter === 0) leave()
      },
    )
    request.on('error', () => finish('broken'))
    request.end(JSON.stringify(asking.body ?? bodyOf(speaks, stream)))
  })
}
