/**
 * Sends the demo's calls as a client would: over HTTP, kept-alive, a few at a time.
 * @module
 */
import { Agent, request } from 'node:http'
import type { DemoCall } from './call.ts'

export interface ReplayOptions {
  /** Address of the gateway. */
  readonly url: string
  /** Calls at the same time. */
  readonly concurrency: number
  readonly onDone: (done: number, total: number) => void
  readonly signal: AbortSignal
}

export interface ReplayResult {
  readonly sent: number
  /** Status 400 and above, and replies that broke off. */
  readonly failed: number
}

/** Resolves when all replies are whole. Calls of one conversation keep their order. */
export async function replay(
  calls: readonly DemoCall[],
  options: ReplayOptions,
): Promise<ReplayResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.concurrency })
  /** When the last call so far of a conversation is over. */
  const turns = new Map<string, Promise<void>>()
  let next = 0
  let sent = 0
  let failed = 0

  async function lane(): Promise<void> {
    while (next < calls.length && !options.signal.aborted) {
      const call = calls[next++]!
      const before = turns.get(call.conversation)
      let over = () => {}
      turns.set(call.conversation, new Promise((resolve) => (over = resolve)))
      await before
      const status = await send(call, options, agent).catch(() => 0)
      over()
      sent++
      if (status === 0 || status >= 400) failed++
      options.onDone(sent, calls.length)
    }
  }

  await Promise.all(Array.from({ length: options.concurrency }, lane))
  agent.destroy()
  return { sent, failed }
}

/** The status of the reply, once all of it has come. */
function send(call: DemoCall, { url, signal }: ReplayOptions, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const body = Buffer.from(JSON.stringify(call.body))
    const sending = request(
      new URL(call.path, url),
      {
        method: 'POST',
        agent,
        signal,
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          'x-farthing-tags': call.route,
          'x-sandbox': asciiJson(call.answer),
          ...(call.client === 'anthropic'
            ? { 'x-api-key': 'demo', 'anthropic-version': '2023-06-01' }
            : { authorization: 'Bearer demo' }),
        },
      },
      (reply) => {
        reply.on('error', reject)
        reply.on('end', () => resolve(reply.complete ? (reply.statusCode ?? 0) : 0))
        reply.resume()
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

/** JSON that may stand in a header. */
function asciiJson(value: unknown): string {
  const escape = (character: string) =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, escape)
}
