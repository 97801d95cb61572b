/**
 * Providers of this process, and readers of replies, for the tests of send.
 * @module
 */
import assert from 'node:assert/strict'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterEach } from 'node:test'
import type { Flow, Reply } from '../call.ts'
import type { ProviderSettings } from '../providers/provider.ts'
import { type FakeParts, fakeParts } from './fake-parts.ts'

type Handler = (request: http.IncomingMessage, body: Buffer, response: http.ServerResponse) => void

/** What a test opened, closed after it in reverse order. */
export const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A provider of this process; answers its base URL. */
export async function upstream(handler: Handler): Promise<string> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => handler(request, Buffer.concat(chunks), response))
  })
  return listen(server)
}

export async function listen(server: net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    if (server instanceof http.Server) server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export function parts(
  settings: ProviderSettings,
  changed: Parameters<typeof fakeParts>[1] = {},
): FakeParts {
  const made = fakeParts({ openai: settings, anthropic: settings }, changed)
  closing.push(() => made.close())
  return made
}

/** Every attempt that was opened is settled, once, and no place is kept. */
export function assertBalanced({ rows, limits, wheel }: FakeParts): void {
  for (const { settlements } of rows) assert.equal(settlements.length, 1)
  for (const limit of limits.values()) assert.equal(limit.open, 0)
  assert.equal(wheel.size, 0)
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate)
}

/** Reads a flow to its end. */
export function collect(body: Reply['body']): Promise<{ bytes: Buffer; error: Error | undefined }> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve) => {
    const done = (error?: Error) => resolve({ bytes: Buffer.concat(chunks), error })
    ;(body as Flow).pipe({
      data: (chunk) => chunks.push(chunk) > 0,
      end: () => done(),
      fail: done,
    })
  })
}

export const question = { model: 'gpt-5', messages: [{ role: 'user', content: 'hello' }] }
export const answer = Buffer.from(
  '{"id":"chatcmpl-1","model":"gpt-5-2026","choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10},"n":1.0}',
)
export const json = { 'content-type': 'application/json' }
export const sse = { 'content-type': 'text/event-stream; charset=utf-8' }
export const delta = (text: string, rest = '') =>
  `data: {"id":"c","model":"gpt-5-2026","choices":[{"index":0,"delta":{"content":"${text}"}}]${rest}}\n\n`
export const usageChunk =
  'data: {"id":"c","model":"gpt-5-2026","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}\n\n'
export const done = 'data: [DONE]\n\n'
