/**
 * Answers of the admin API: JSON, never cached, never framed.
 * @module
 */
import { dollars } from '../bill-headers.ts'
import type { HttpResponse } from '../../wire/http/listener.ts'

const common = [
  'cache-control',
  'no-store',
  'x-content-type-options',
  'nosniff',
  'cross-origin-resource-policy',
  'same-origin',
]

/** Answers JSON. Money (bigint) becomes exact decimal dollars as text: a JSON number would round it. */
export function json(response: HttpResponse, value: unknown, status = 200): void {
  const body = Buffer.from(encode(value))
  response.writeHead(status, [
    'content-type',
    'application/json',
    'content-length',
    String(body.byteLength),
    ...common,
  ])
  response.end(body)
}

/** Answers text of a type. */
export function text(response: HttpResponse, body: string, type: string): void {
  const bytes = Buffer.from(body)
  response.writeHead(200, [
    'content-type',
    type,
    'content-length',
    String(bytes.byteLength),
    ...common,
  ])
  response.end(bytes)
}

/** JSON of rows: money as dollars, bytes as text. */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'bigint') return dollars(item)
    if (item instanceof Uint8Array) return new TextDecoder().decode(item)
    return item
  })
}
