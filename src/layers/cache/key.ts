/**
 * What makes two calls the same: everything that can change the answer, under a key that nobody else holds.
 * @module
 */
import { hash } from 'node:crypto'
import type { Call, Span } from '../../call.ts'
import { toBuffer } from '../../wire/bytes.ts'
import { skipSpace } from '../../wire/json-scan.ts'
import { membersOf, type Member } from '../../wire/json-span.ts'
import { createRoom, type Room } from './room.ts'

/** Changed whenever the layout below changes, so that old entries are never read as new ones. */
const layout = 1

const blockBytes = 64
const hashBytes = 32

/** Headers that trace or identify a connection; every other header that reaches the provider is part of the key. */
const tracing =
  /^(accept|accept-encoding|accept-language|user-agent|content-type|content-encoding|authorization|x-api-key|x-goog-api-key|api-key|cookie|origin|referer|x-stainless-.*|x-request-id|x-client-request-id|x-correlation-id|x-trace-id|x-amzn-trace-id|x-b3-.*|x-datadog-.*|x-forwarded-.*|x-real-ip|x-app|sec-.*|via|forwarded|traceparent|tracestate|baggage|sentry-trace|idempotency-key|cache-control|pragma|priority|dnt)$/

export interface KeySecret {
  readonly inner: Buffer
  /** Its last 32 bytes are for the inner hash. */
  readonly outer: Buffer
}

/** Prepares a secret of at least 16 bytes for HMAC (RFC 2104). */
export function prepareSecret(secret: Uint8Array): KeySecret {
  const key = secret.length > blockBytes ? hash('sha256', secret, 'buffer') : secret
  const inner = Buffer.alloc(blockBytes, 0x36)
  const outer = Buffer.alloc(blockBytes + hashBytes, 0x5c)
  for (const [at, byte] of key.entries()) {
    inner[at]! ^= byte
    outer[at]! ^= byte
  }
  return { inner, outer }
}

const room = createRoom()

/**
 * HMAC-SHA256 of a call, as text; with a `hole`, of everything but those bytes of the body: a key of another kind, which
 * agrees with none of whole calls. Only the order of the envelope's own keys is ignored: values are hashed as they
 * were sent, so 1.0 and 1, or two orders of a schema's keys, are two calls. Two one-shot hashes cost 2 µs where
 * `createHmac` costs 6 (Node 24).
 */
export function cacheKey({ inner, outer }: KeySecret, call: Call, hole?: Span): string {
  const { target } = call
  room.start(inner)
  room.text(hole === undefined ? whole : holed)
  room.text(call.tenant)
  room.text(call.mode)
  room.text(call.method)
  room.text(call.client)
  room.text(target.provider)
  room.text(target.model)
  room.text(target.dialect)
  room.text(target.path)
  room.text(headersOf(call))
  addBody(room, call, hole)
  hash('sha256', room.taken(), 'buffer').copy(outer, blockBytes)
  return hash('sha256', outer, 'base64url')
}

const whole = String(layout)
const holed = `${layout} without a part`

/** Names of headers that have been judged; clients choose them, so not for ever. */
const judged = new Map<string, boolean>()
const mostJudged = 1000

function isTracing(name: string): boolean {
  let is = judged.get(name)
  if (is === undefined) {
    if (judged.size >= mostJudged) judged.clear()
    judged.set(name, (is = tracing.test(name)))
  }
  return is
}

function headersOf({ headers }: Call): string {
  let names: string[] | undefined
  for (const name in headers) if (!isTracing(name)) (names ??= []).push(name)
  if (names === undefined) return ''
  return names
    .sort()
    .map((name) => `${name}:${headers[name]}`)
    .join('\n')
}

/** The envelope's members sorted by key; the body as it is where a key stands twice or it is no object. */
function addBody(into: Room, call: Call, hole: Span | undefined): void {
  const bytes = toBuffer(call.bytes)
  const members = call.view.json === undefined ? undefined : sortedMembers(bytes)
  if (members === undefined) {
    into.text('raw')
    addAround(into, bytes, 0, bytes.length, hole)
    return
  }
  into.text('members')
  for (const { key, start, end } of members) {
    into.text(key)
    addAround(into, bytes, start, end, hole)
  }
}

/** Of valid JSON, whose end need not be looked for; undefined where a key stands twice. */
function sortedMembers(bytes: Buffer): Member[] | undefined {
  const root = { start: skipSpace(bytes, 0), end: bytes.length }
  const members = membersOf(bytes, root).sort((a, b) => (a.key < b.key ? -1 : 1))
  for (let at = 1; at < members.length; at++) {
    if (members[at]!.key === members[at - 1]!.key) return undefined
  }
  return members
}

/** `bytes[start, end)`, in two where the hole lies in them. */
function addAround(
  into: Room,
  bytes: Buffer,
  start: number,
  end: number,
  hole: Span | undefined,
): void {
  if (hole === undefined || hole.start < start || hole.end > end) into.bytes(bytes, start, end)
  else {
    into.bytes(bytes, start, hole.start)
    into.bytes(bytes, hole.end, end)
  }
}
