/**
 * Writes a reply to a socket at its pace, spoils it where a fault says so, and settles the bill when it has ended.
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { StreamPart } from './ask.ts'
import type { SandboxReply } from './exchange.ts'

/** Smaller bodies are not worth compressing, and real hosts do not. */
const compressFrom = 256

export function deliver(
  reply: SandboxReply,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { directive } = reply
  const fault = reply.status === 200 ? directive.fault : undefined
  const first = directive.firstMs ?? 0
  const state = { generated: 0, timer: undefined as NodeJS.Timeout | undefined }
  response.on('error', () => {})
  response.on('close', () => {
    clearTimeout(state.timer)
    if (response.writableFinished) reply.settle()
    else reply.settle({ generated: state.generated, aborted: true })
  })
  if (fault === 'stall-headers') return
  const begin = () => {
    if (fault === 'reset-headers') request.socket.resetAndDestroy()
    else if (reply.body instanceof Uint8Array)
      writeWhole(reply, reply.body, request, response, state)
    else writeStream(reply, reply.body, request, response, state)
  }
  if (first > 0) state.timer = setTimeout(begin, first)
  else begin()
}

interface State {
  generated: number
  timer: NodeJS.Timeout | undefined
}

function writeWhole(
  reply: SandboxReply,
  plain: Uint8Array,
  request: IncomingMessage,
  response: ServerResponse,
  state: State,
): void {
  const fault = reply.status === 200 ? reply.directive.fault : undefined
  const { encoding, body } = compress(plain, request)
  // A whole body is sent when all of it has been generated.
  state.generated = Infinity
  const headers: Record<string, string> = {
    ...reply.headers,
    ...encoding,
    'content-length': String(body.length),
  }
  const half = Math.floor(body.length * (reply.directive.at ?? 0.5))
  if (fault === 'wrong-length') headers['content-length'] = String(body.length + 10)
  response.strictContentLength = false
  response.writeHead(reply.status, headers)
  if (fault === 'wrong-length') {
    response.write(body, () => request.socket.end())
  } else if (fault === 'reset-body' || fault === 'reset-event') {
    response.write(body.subarray(0, half), () => request.socket.resetAndDestroy())
  } else if (fault === 'stall-body') {
    response.write(body.subarray(0, half))
  } else if (fault === 'drip') {
    drip(body, reply.directive.eventMs ?? 0, response, state)
  } else if (fault === 'malformed-event') {
    response.end(Buffer.concat([Buffer.from('{'), body.subarray(0, body.length - 1)]))
  } else {
    response.end(body)
  }
}

/** One byte a write, a turn of the event loop or `eachMs` apart. */
function drip(
  body: Uint8Array,
  eachMs: number,
  response: ServerResponse,
  state: State,
  from = 0,
): void {
  if (response.destroyed) return
  if (from >= body.length) {
    response.end()
    return
  }
  response.write(body.subarray(from, from + 1))
  const next = () => drip(body, eachMs, response, state, from + 1)
  if (eachMs > 0) state.timer = setTimeout(next, eachMs)
  else setImmediate(next)
}

function compress(body: Uint8Array, request: IncomingMessage) {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  if (body.length < compressFrom) return { body, encoding: {} }
  if (/\bbr\b/.test(accepted))
    return { body: brotliCompressSync(body), encoding: { 'content-encoding': 'br' } }
  if (/\bgzip\b/.test(accepted))
    return { body: gzipSync(body), encoding: { 'content-encoding': 'gzip' } }
  return { body, encoding: {} }
}

function writeStream(
  reply: SandboxReply,
  parts: readonly StreamPart[],
  request: IncomingMessage,
  response: ServerResponse,
  state: State,
): void {
  const { directive } = reply
  const { fault, eventMs = 0 } = directive
  const strike = strikeAt(directive.at, parts.length)
  response.writeHead(reply.status, { ...reply.headers, 'cache-control': 'no-cache' })
  if (fault === 'drip') {
    state.generated = Infinity
    drip(Buffer.concat(parts.map((part) => part.bytes)), eventMs, response, state)
    return
  }
  let next = 0
  const step = () => {
    while (next < parts.length) {
      const part = parts[next]!
      if (fault !== undefined && next >= strike && spoil(fault, part, parts, request, response))
        return
      state.generated = part.generated
      const last = fault === 'no-terminal' ? parts.length - 2 : parts.length - 1
      if (next >= last) {
        response.end(part.bytes)
        return
      }
      next++
      const free = response.write(part.bytes)
      if (eventMs > 0) {
        state.timer = setTimeout(step, eventMs)
        return
      }
      if (directive.cut !== undefined) {
        // A turn of the event loop apart, so that the cuts reach the receiver as chunks of their own.
        setImmediate(step)
        return
      }
      if (!free) {
        response.once('drain', step)
        return
      }
    }
  }
  step()
}

/** `at` from 0 to 1 is a share of the events, above that their number. */
function strikeAt(at = 0.5, events = 0): number {
  return at > 1 ? at : Math.floor(events * at)
}

/** Does what the fault wants with the event at which it strikes; false: the event is to be written as usual. */
function spoil(
  fault: string,
  part: StreamPart,
  parts: readonly StreamPart[],
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const half = part.bytes.subarray(0, part.bytes.length >> 1)
  switch (fault) {
    case 'stall-body':
      return true
    case 'reset-body':
      // Behind a whole event; the write gives the bytes before it time to leave.
      response.write(': \n\n', () => request.socket.resetAndDestroy())
      return true
    case 'reset-event':
      response.write(half, () => request.socket.resetAndDestroy())
      return true
    case 'wrong-length':
      response.write(half, () => request.socket.end())
      return true
    case 'malformed-event':
      response.write(Buffer.concat([half, Buffer.from('\n\n')]))
      response.end(parts.at(-1)!.bytes)
      return true
    case 'error-event':
      response.end(errorEvent(parts))
      return true
    default:
      return false
  }
}

/** Anthropic and Responses name their events; chat sends a bare object with `error`. */
function errorEvent(parts: readonly StreamPart[]): string {
  const opening = Buffer.from(parts[0]!.bytes).toString()
  if (opening.startsWith('event: message_start')) {
    const error = { type: 'overloaded_error', message: 'Overloaded' }
    return `event: error\ndata: ${JSON.stringify({ type: 'error', error })}\n\n`
  }
  const message = 'The server had an error while processing your request.'
  if (opening.startsWith('event: response.')) {
    const error = { type: 'error', code: 'server_error', message, param: null, sequence_number: 1 }
    return `event: error\ndata: ${JSON.stringify(error)}\n\n`
  }
  return `data: ${JSON.stringify({ error: { message, type: 'server_error', param: null, code: null } })}\n\n`
}
