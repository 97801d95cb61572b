/**
 * What makes two calls the same: everything that can change the answer, under a key that nobody else holds.
 * @module
 */
import { hash } from 'node:crypto'
import type { Call, Span } from '../../call.ts'
import { toBuffer } from '../../wire/bytes.ts'
import { skipSpace } from '../../wire/json-scan.ts'
import { membersOf } from '../../wire/json-span.ts'

/** Changed whenever the layout below changes, so that old entries are never read as new ones. */
const layout = 1

const blockBytes = 64

/** Headers that trace or identify a connection; every other header that reaches the provider is part of the key. */
const tracing =
  /^(accept|accept-encoding|accept-language|user-agent|content-type|content-encoding|authorization|x-api-key|x-goog-api-key|api-key|cookie|origin|referer|x-stainless-.*|x-request-id|x-client-request-id|x-correlation-id|x-trace-id|x-amzn-trace-id|x-b3-.*|x-datadog-.*|x-forwarded-.*|x-real-ip|x-app|sec-.*|via|forwarded|traceparent|tracestate|baggage|sentry-trace|idempotency-key|cache-control|pragma|priority|dnt)$/

export interface KeySecret {
  readonly inner: Buffer
  readonly outer: Buffer
}

/** Prepares a secret of at least 16 bytes for HMAC (RFC 2104). */
export function prepareSecret(secret: Uint8Array): KeySecret {
  const key = secret.length > blockBytes ? hash('sha256', secret, 'buffer') : secret
  const inner = Buffer.alloc(blockBytes, 0x36)
  const outer = Buffer.alloc(blockBytes, 0x5c)
  for (const [at, byte] of key.entries()) {
    inner[at]! ^= byte
    outer[at]! ^= byte
  }
  return { inner, outer }
}

/**
 * HMAC-SHA256 of a call, as text; with a `hole`, of everything but those bytes of the body: a key of another kind, which
 * agrees with none of whole calls. Only the order of the envelope's own keys is ignored: values are hashed as they
 * were sent, so 1.0 and 1, or two orders of a schema's keys, are two calls. Two one-shot hashes cost 2 µs where
 * `createHmac` costs 6 (Node 24).
 */
export function cacheKey(secret: KeySecret, call: Call, hole?: Span): string {
  const parts: (string | Uint8Array)[] = [
    hole === undefined ? String(layout) : `${layout} without a part`,
    call.tenant,
    call.mode,
    call.method,
    call.client,
    call.target.provider,
    call.target.model,
    call.target.dialect,
    call.target.path,
    headersOf(call),
    ...bodyOf(call, hole),
  ]
  const inner = hash('sha256', join(secret.inner, parts), 'buffer')
  return hash('sha256', Buffer.concat([secret.outer, inner]), 'base64url')
}

function headersOf(call: Call): string {
  const names = Object.keys(call.headers).filter((name) => !tracing.test(name))
  return names
    .sort()
    .map((name) => `${name}:${call.headers[name]}`)
    .join('\n')
}

/** The envelope's members sorted by key; the body as it is where a key stands twice or it is no object. */
function bodyOf(call: Call, hole: Span | undefined): (string | Uint8Array)[] {
  const whole = ['raw', ...around(call.bytes, 0, call.bytes.length, hole)]
  if (call.view.json === undefined) return whole
  // Valid JSON, since it was parsed: its end need not be looked for.
  const root = { start: skipSpace(call.bytes, 0), end: call.bytes.length }
  const members = membersOf(call.bytes, root).sort((a, b) => (a.key < b.key ? -1 : 1))
  const parts: (string | Uint8Array)[] = ['members']
  for (const [at, member] of members.entries()) {
    if (member.key === members[at + 1]?.key) return whole
    parts.push(member.key, ...around(call.bytes, member.start, member.end, hole))
  }
  return parts
}

/** `bytes[start, end)`, in two where the hole lies in them. */
function around(
  bytes: Uint8Array,
  start: number,
  end: number,
  hole: Span | undefined,
): Uint8Array[] {
  if (hole === undefined || hole.start < start || hole.end > end)
    return [bytes.subarray(start, end)]
  return [bytes.subarray(start, hole.start), bytes.subarray(hole.end, end)]
}

/** Each part behind its length, so that no two lists of parts give the same bytes. */
function join(start: Buffer, parts: readonly (string | Uint8Array)[]): Buffer {
  let size = start.length
  for (const part of parts) {
    size += 4 + (typeof part === 'string' ? Buffer.byteLength(part) : part.length)
  }
  const joined = Buffer.allocUnsafe(size)
  let at = start.copy(joined)
  for (const part of parts) {
    const length =
      typeof part === 'string' ? joined.write(part, at + 4) : toBuffer(part).copy(joined, at + 4)
    joined.writeUInt32LE(length, at)
    at += 4 + length
  }
  return joined
}
