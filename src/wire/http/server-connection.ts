/**
 * One connection of a client: requests follow one another on it, each answered before the next is read.
 * @module
 */
import type { Socket } from 'node:net'
import { HttpError } from './http-error.ts'
import { IncomingRequest } from './incoming-request.ts'
import type { HttpListener } from './listener.ts'
import { MessageParser, type Framing, type MessageReader } from './message-parser.ts'
import { OutgoingResponse, type ResponseHost } from './outgoing-response.ts'
import { readRequestHead, requestFraming } from './request-line.ts'

/** Why a connection is ended by the server itself. */
export type Refusal = 'malformed' | 'head too large' | 'too slow' | 'websocket' | 'connect'

export interface ConnectionRules {
  readonly headBytes: number
  readonly headMs: number
  /** Longest that a request may take to arrive. */
  readonly requestMs: number
  readonly keepAliveMs: number
}

export interface ServerHost {
  readonly rules: ConnectionRules
  readonly listener: HttpListener
  /** Milliseconds on a clock that ticks with each sweep: looking at a real one takes longer than it tells. */
  readonly now: number
  readonly stopping: boolean
  /** The whole response to a request that no listener sees. */
  refuse(reason: Refusal): Buffer
  gone(connection: ServerConnection): void
}

/** How much of later requests is held while one is answered. */
const mostHeld = 65_536
/** What a client still sends after it was refused is read and dropped, so that it gets to read why. */
const lingerMs = 2000

export class ServerConnection implements MessageReader, ResponseHost {
  readonly #socket: Socket
  readonly #host: ServerHost
  readonly #parser: MessageParser
  #request: IncomingRequest | undefined
  #response: OutgoingResponse | undefined
  /** What came after the request that is being answered. */
  #rest: Buffer | undefined
  /** When the head, the request or the wait began. */
  #since: number
  #reading = false
  /** Not even a first head has come. */
  #fresh = true
  /** The client's word on whether another request may follow. */
  #persistent = true
  /** Nothing is taken in any more. */
  #over = false

  constructor(socket: Socket, host: ServerHost) {
    this.#socket = socket
    this.#host = host
    this.#parser = new MessageParser(host.rules.headBytes)
    this.#since = host.now
    socket.on('data', (bytes: Buffer) => this.#take(bytes))
    socket.on('drain', () => this.#response?.drained())
    socket.on('timeout', () => socket.destroy())
    socket.on('end', () => this.#left())
    socket.on('error', () => {})
    socket.on('close', () => this.#closed())
  }

  get last(): boolean {
    return this.#host.stopping || !this.#persistent
  }

  get keptSeconds(): number {
    return Math.floor(this.#host.rules.keepAliveMs / 1000)
  }

  /** No request has begun. */
  get idle(): boolean {
    return this.#request === undefined && this.#parser.idle
  }

  /** Ends what takes too long. */
  sweep(now: number): void {
    const { headMs, requestMs, keepAliveMs } = this.#host.rules
    const waited = now - this.#since
    if (this.#over) {
      if (waited > lingerMs) this.#socket.destroy()
    } else if (this.#request !== undefined) {
      if (!this.#request.complete && waited > requestMs) this.#refuse('too slow')
    } else if (this.#fresh || !this.#parser.idle) {
      if (waited > headMs) this.#refuse('too slow')
    } else if (waited > keepAliveMs) this.#socket.destroy()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  head(text: string): Framing | undefined {
    const head = readRequestHead(text)
    const framing = requestFraming(head)
    const { fields, method } = head
    if (method === 'CONNECT') throw new Refused('connect')
    if (fields.upgrade.includes('websocket')) throw new Refused('websocket')
    const request = new IncomingRequest(head, this.#socket, framing === 0)
    const response = new OutgoingResponse(request, this.#socket, this)
    this.#fresh = false
    this.#request = request
    this.#response = response
    this.#persistent = fields.persistent
    this.#host.listener(request, response)
    if (fields.expect === '100-continue' && !response.headersSent && !response.destroyed) {
      this.#socket.write('HTTP/1.1 100 Continue\r\n\r\n', 'latin1')
    }
    return framing
  }

  body(bytes: Buffer): void {
    if (this.#request?.body(bytes) === false) this.#socket.pause()
  }

  end(): void {
    this.#request?.end()
  }

  finished(reusable: boolean): void {
    const request = this.#request!
    this.#request = undefined
    this.#response = undefined
    request.close()
    if (!reusable || this.last || !request.complete) this.#linger()
    else if (!this.#reading) this.#next()
  }

  #take(bytes: Buffer): void {
    if (this.#over) return
    if (this.#request?.complete === true) this.#hold(bytes)
    else if (this.idle) this.#begin(bytes)
    else this.#read(bytes)
  }

  /** The first bytes of a request. Empty lines before it are nothing (RFC 9112 §2.2). */
  #begin(bytes: Buffer): void {
    let from = 0
    while (bytes[from] === 0x0d && bytes[from + 1] === 0x0a) from += 2
    this.#since = this.#host.now
    if (from < bytes.length) this.#read(from === 0 ? bytes : bytes.subarray(from))
  }

  #read(bytes: Buffer): void {
    this.#reading = true
    let rest: Buffer | undefined
    try {
      rest = this.#parser.push(bytes, bytes.length, false, this)
    } catch (error) {
      const reason = reasonOf(error)
      if (reason === undefined) throw error
      this.#refuse(reason)
    } finally {
      this.#reading = false
    }
    if (this.#over) return
    if (rest !== undefined) this.#hold(rest)
    if (this.#request === undefined && this.#parser.idle) this.#next()
  }

  #hold(bytes: Buffer): void {
    this.#rest = this.#rest === undefined ? bytes : Buffer.concat([this.#rest, bytes])
    if (this.#rest.length > mostHeld) this.#socket.pause()
  }

  /** The next request, if it has come, or a wait for it. */
  #next(): void {
    this.#since = this.#host.now
    const rest = this.#rest
    this.#rest = undefined
    if (this.#socket.isPaused()) this.#socket.resume()
    if (rest !== undefined) this.#begin(rest)
  }

  /** Nothing more is answered. What is still on its way is dropped, since a reset would take the answer with it. */
  #linger(): void {
    this.#over = true
    this.#rest = undefined
    this.#since = this.#host.now
    this.#socket.end()
    this.#socket.resume()
  }

  #refuse(reason: Refusal): void {
    const begun = this.#response?.headersSent === true
    this.#over = true
    this.#part()
    if (begun) {
      this.#socket.destroy()
      return
    }
    this.#socket.write(this.#host.refuse(reason))
    this.#linger()
  }

  /** A client that closes its side does not wait for an answer, as far as anyone can tell. */
  #left(): void {
    if (this.#request !== undefined) this.#socket.destroy()
  }

  #closed(): void {
    this.#over = true
    this.#part()
    this.#host.gone(this)
  }

  #part(): void {
    const request = this.#request
    const response = this.#response
    this.#request = undefined
    this.#response = undefined
    response?.close()
    request?.close()
  }
}

class Refused extends Error {
  readonly reason: Refusal

  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}

function reasonOf(error: unknown): Refusal | undefined {
  if (error instanceof Refused) return error.reason
  if (!(error instanceof HttpError)) return undefined
  return error.code === 'UND_ERR_HEADERS_OVERFLOW' ? 'head too large' : 'malformed'
}
