/**
 * Clients of a gateway: they ask, mark each call with a word of its own, and tell what they saw.
 * @module
 */
import { Agent, request } from 'node:http'
import type { Witnessed } from './oracle.ts'

export interface Clients {
  /** Ends the calls that are open. */
  stop(): void
}

const question = 'What did the ledger know, and when did it know it?'
const paths = [
  { path: '/v1/chat/completions', body: { model: 'gpt-5-mini', max_completion_tokens: 64 } },
  {
    path: '/v1/chat/completions',
    body: { model: 'gpt-5-mini', max_completion_tokens: 64, stream: true },
  },
  { path: '/v1/messages', body: { model: 'claude-haiku-4-5', max_tokens: 64 } },
  { path: '/v1/messages', body: { model: 'claude-haiku-4-5', max_tokens: 64, stream: true } },
]

/** `many` clients that ask without a pause; what they see goes into `calls`, by mark. */
export function startClients(
  url: string,
  many: number,
  round: number,
  random: () => number,
  calls: Map<string, Witnessed>,
): Clients {
  const agent = new Agent({ keepAlive: true })
  let stopped = false
  let asked = 0
  const ask = (): void => {
    if (stopped) return
    const mark = `r${round}-${asked++}`
    const seen: Witnessed = { answered: false, billed: 0n }
    calls.set(mark, seen)
    const { path, body } = paths[Math.floor(random() * paths.length)]!
    const bytes = JSON.stringify({
      ...body,
      messages: [{ role: 'user', content: `${question} ${mark}` }],
    })
    const pace =
      random() < 0.5 ? '{}' : JSON.stringify({ firstMs: Math.floor(random() * 30), eventMs: 1 })
    const call = request(`${url}${path}`, {
      agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(bytes),
        'x-farthing-tags': mark,
        'x-sandbox-tag': mark,
        'x-sandbox': pace,
        ...(path === '/v1/messages' ? { 'anthropic-version': '2023-06-01' } : {}),
      },
    })
    call.on('response', (response) => {
      response.resume()
      response.on('end', () => {
        seen.answered = response.complete && response.statusCode === 200
        setImmediate(ask)
      })
      response.on('error', () => {})
    })
    call.on('error', () => {})
    call.end(bytes)
  }
  for (let i = 0; i < many; i++) ask()
  return {
    stop() {
      stopped = true
      agent.destroy()
    },
  }
}
