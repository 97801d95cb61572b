/**
 * Server-sent events as providers write them.
 * @module
 */
import type { StreamPart } from './ask.ts'

const encoder = new TextEncoder()

/** A `data:` event; with `name` also an `event:` line (Responses and Anthropic have it, chat has not). */
export function part(data: unknown, generated: number, name?: string): StreamPart {
  const json = typeof data === 'string' ? data : JSON.stringify(data)
  return {
    bytes: encoder.encode(`${name === undefined ? '' : `event: ${name}\n`}data: ${json}\n\n`),
    generated,
  }
}
