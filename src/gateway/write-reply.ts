/**
 * Writes a `Reply` to the client's connection: one head, then bytes with back-pressure, then an honest end.
 * @module
 */
import type { Dialect, Flow, Mode, Reply } from '../call.ts'
import { errorEvent } from '../dialects/error.ts'
import { FarthingError } from '../errors.ts'
import type { HttpResponse } from '../wire/http/listener.ts'
import { billHeaders } from './bill-headers.ts'
import type { Bill } from './parts.ts'
import { writeError } from './write-error.ts'

/** What the writer must know of the call. */
export interface Answering {
  readonly id: string
  readonly client: Dialect
  readonly mode: Mode
  readonly bill: Bill | undefined
  /** How long the client may leave what it is sent unread, in milliseconds. */
  readonly unreadMs: number
  /** Headers that an allowed browser origin needs; empty for everyone else. */
  readonly extra: readonly string[]
  /** Takes charge of a flow: it is cancelled when the client leaves. Called before the flow starts. */
  holds(flow: Flow): void
  /** Called once, when nothing more will be written; undefined: the reply ended well. */
  done(failure: Error | undefined): void
}

/** Whole replies up to here carry their price in headers. */
export const billLimit = 1 << 20

/** Up to here the body joins the head in one string and one write; beyond it, copying costs more. */
const joinLimit = 16_384

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Writes the reply. Returns at once; `answering.done` says when it is over. */
export function writeReply(response: HttpResponse, reply: Reply, answering: Answering): void {
  const { body } = reply
  if (!('pipe' in body)) writeWhole(response, reply, body, answering)
  else writeFlow(response, reply, body, answering)
}

function writeWhole(
  response: HttpResponse,
  reply: Reply,
  body: Uint8Array,
  answering: Answering,
): void {
  const bodiless = response.req.method === 'HEAD' || reply.status === 204 || reply.status === 304
  const headers = ownHeaders(reply, answering, !bodiless)
  if (body.byteLength <= billLimit) billHeaders(headers, reply, answering.bill)
  if (!bodiless) headers.push('content-length', String(body.byteLength))
  if (!writeHead(response, reply.status, headers, answering)) return
  if (body.byteLength <= joinLimit) response.end(latin1(body), 'latin1')
  else {
    response.end(body)
    // What is shorter fits the kernel's buffer, and a timer set for every reply costs 3 µs.
    if ((response.socket?.writableLength ?? 0) > 0) awaitReader(response, answering.unreadMs)
  }
  answering.done(undefined)
}

/**
 * Node closes a socket whose timeout passes without a byte taken from what waits in it; progress on a large write
 * counts. It resets the timeout itself once the reply is out.
 */
function awaitReader({ socket }: HttpResponse, unreadMs: number): void {
  socket?.setTimeout(unreadMs)
}

interface Through {
  data(chunk: Uint8Array): boolean
  end(): void
  fail(error: Error): void
}

function writeFlow(response: HttpResponse, reply: Reply, flow: Flow, answering: Answering): void {
  answering.holds(flow)
  const through = start(response, reply, flow, answering)
  if (through !== undefined) flow.pipe(through)
}

/** Writes the head and gives the sink that passes bytes on; undefined where the head was refused. */
function start(
  response: HttpResponse,
  reply: Reply,
  flow: Flow,
  answering: Answering,
): Through | undefined {
  const headers = ownHeaders(reply, answering, false)
  if (reply.streamed) headers.push('x-accel-buffering', 'no')
  if (!writeHead(response, reply.status, headers, answering)) {
    flow.cancel(new FarthingError('internal'))
    return undefined
  }
  // The first event may be seconds away; the client's SDK waits for the head.
  if (reply.streamed) response.flushHeaders()
  let listening = false
  return {
    data(chunk) {
      if (response.destroyed) return false
      if (response.write(chunk)) return true
      awaitReader(response, answering.unreadMs)
      if (!listening) {
        listening = true
        response.on('drain', () => {
          response.socket?.setTimeout(0)
          flow.resume()
        })
      }
      return false
    },
    end() {
      if (!response.destroyed) response.end()
      answering.done(undefined)
    },
    fail(error) {
      if (!response.destroyed) breakOff(response, reply, answering.client, error)
      answering.done(error)
    },
  }
}

/** An event where the client reads events; else a connection that visibly did not end. */
export function breakOff(
  response: HttpResponse,
  reply: Reply,
  client: Dialect,
  error: Error,
): void {
  if (!response.headersSent) {
    writeError(response, client, error)
    return
  }
  if (reply.streamed) {
    const shown = error instanceof FarthingError ? error : new FarthingError('internal')
    response.end(errorEvent(client, shown))
    return
  }
  // A body that only the close delimits looks complete after a FIN: only a reset tells.
  if (response.req.httpVersionMinor === 0) response.socket?.resetAndDestroy()
  else response.socket?.destroySoon()
}

/** The upstream's headers and ours, as a flat list; its `content-length` only where the body is the same. */
export function ownHeaders(
  reply: Reply,
  answering: Pick<Answering, 'id' | 'mode' | 'extra'>,
  dropLength: boolean,
): string[] {
  const headers: string[] = []
  const upstream = reply.headers
  for (let index = 0; index + 1 < upstream.length; index += 2) {
    const name = upstream[index]!
    if (dropLength && name.length === 14 && name.toLowerCase() === 'content-length') continue
    headers.push(name, upstream[index + 1]!)
  }
  headers.push('x-farthing-call', answering.id, 'x-farthing-mode', answering.mode)
  if (reply.model !== '') headers.push('x-farthing-model', printable(reply.model))
  for (const part of answering.extra) headers.push(part)
  return headers
}

function writeHead(
  response: HttpResponse,
  status: number,
  headers: string[],
  answering: Answering,
): boolean {
  if (response.headersSent || response.destroyed) return false
  try {
    response.writeHead(status, headers)
    return true
  } catch (cause) {
    // Line breaks and the like in a header value: node refuses them before a byte is written.
    const error = new FarthingError(
      'upstream_broken',
      { provider: 'The provider', bytes: 0, detail: 'a header of its reply is malformed' },
      cause,
    )
    writeError(response, answering.client, error, answering)
    answering.done(error)
    return false
  }
}

/** Model names come from anywhere; a header takes printable ASCII only. */
function printable(text: string): string {
  return /^[\x21-\x7e]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed())
}
