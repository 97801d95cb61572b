/**
 * One connection of a client: requests follow one another on it, each answered before the next is read.
 * @module
 */
import type { Socket } from 'node:net'
import { IncomingRequest } from './incoming-request.ts'
import type { HttpListener } from './listener.ts'
import { MessageParser, type Framing, type MessageReader } from './message-parser.ts'
import { Outbox } from './outbox.ts'
import { OutgoingResponse, type ResponseHost } from './outgoing-response.ts'
import { reasonOf, Refused, type Refusal } from './refusal.ts'
import { readRequestHead, requestFraming } from './request-line.ts'

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
/** An idle connection is kept longer than was told: a client may be slow to look at its clock, or its request on the way. */
const graceShare = 0.2

export class ServerConnection implements MessageReader, ResponseHost {
  readonly #socket: Socket
  readonly #out: Outbox
  readonly #host: ServerHost
  readonly #parser: MessageParser
  #request: IncomingRequest | undefined
  #response: OutgoingResponse | undefined
  /** What came after the request that is being answered. */
  #rest: Buffer | undefined
  /** When the head, the request or the wait began. */
  #since: number
  #reading = false
  /** What was read last held the end of an exchange too, whose listener may have kept its part. */
  #several = false
  /** The first half of an empty line has come. */
  #half = false
  /** Not even a first head has come. */
  #fresh = true
  /** The client's word on whether another request may follow. */
  #persistent = true
  /** Nothing is taken in any more. */
  #over = false

  constructor(socket: Socket, host: ServerHost) {
    this.#socket = socket
    this.#out = new Outbox(socket)
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
    return !this.#over && this.#request === undefined && this.#parser.idle
  }

  /** Ends what takes too long. */
  sweep(now: number): void {
    const { headMs, requestMs, keepAliveMs } = this.#host.rules
    const waited = now - this.#since
    if (this.#over) {
      if (waited > lingerMs) this.#out.direct().destroy()
    } else if (this.#request !== undefined) {
      if (!this.#request.complete) {
        if (waited > requestMs) this.#refuse('body too slow')
      } else if (this.#response!.ended && !this.#socket.timeout) {
        // Waits for the client to read: the socket itself tells whether it goes on.
        this.#socket.setTimeout(requestMs)
      }
    } else if (this.#fresh || !this.#parser.idle) {
      if (waited > headMs) this.#refuse('head too slow')
    } else if (waited > keepAliveMs * (1 + graceShare)) this.#out.direct().destroy()
  }

  destroy(): void {
    this.#out.direct().destroy()
  }

  head(text: string): Framing | undefined {
    const head = readRequestHead(text)
    const framing = requestFraming(head)
    const { fields, method } = head
    if (method === 'CONNECT') throw new Refused('connect')
    if (fields.upgrade.includes('websocket')) throw new Refused('websocket')
    const request = new IncomingRequest(head, this.#socket, framing === 0)
    const response = new OutgoingResponse(request, this.#out, this)
    this.#fresh = false
    this.#request = request
    this.#response = response
    this.#persistent = fields.persistent
    this.#host.listener(request, response)
    // HTTP/1.0 knows no such answer, and would take it for the response (RFC 9110 §10.1.1).
    if (
      fields.expect === '100-continue' &&
      head.minor === 1 &&
      !response.headersSent &&
      !response.destroyed
    ) {
      this.#out.direct().write('HTTP/1.1 100 Continue\r\n\r\n', 'latin1')
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
    // Who set it for this reply knows nothing of the next request.
    if (this.#socket.timeout) this.#socket.setTimeout(0)
    if (this.#socket.isPaused()) this.#socket.resume()
    this.#since = this.#host.now
    this.#several = true
    request.close()
    if (!reusable || this.last || !request.complete) this.#linger()
    else if (!this.#reading && this.#rest !== undefined) {
      const rest = this.#rest
      this.#rest = undefined
      this.#read(rest)
    }
  }

  #take(bytes: Buffer): void {
    if (this.#over) return
    if (this.#request?.complete === true) this.#hold(bytes)
    else {
      this.#several = false
      this.#read(bytes)
      if (this.#request?.gathers === true && !this.#several && this.#rest === undefined)
        release(bytes)
    }
  }

  /** A loop, and no calls one out of another: what is held may be thousands of requests that are answered at once. */
  #read(bytes: Buffer): void {
    let rest: Buffer | undefined = bytes
    this.#reading = true
    try {
      while (rest !== undefined && !this.#over) {
        if (this.#request?.complete === true) {
          this.#hold(rest)
          break
        }
        if (this.idle) rest = this.#begin(rest)
        if (rest !== undefined) rest = this.#parser.push(rest, rest.length, false, this)
      }
    } catch (error) {
      const reason = reasonOf(error)
      if (reason === undefined) {
        // A fault of the listener's: what follows cannot be told from a request any more.
        this.#over = true
        this.#out.direct().destroy()
        throw error
      }
      // After an early answer nobody cares what the rest of its request looks like.
      if (!this.#over) this.#refuse(reason)
    } finally {
      this.#reading = false
    }
  }

  /** A request from its first byte on, if it has come. Empty lines before it are nothing (RFC 9112 §2.2). */
  #begin(bytes: Buffer): Buffer | undefined {
    let from = 0
    if (this.#half) {
      if (bytes[0] !== 0x0a) throw new Refused('malformed')
      this.#half = false
      from = 1
    }
    while (bytes[from] === 0x0d && bytes[from + 1] === 0x0a) from += 2
    const first = bytes[from]
    if (first === undefined) return undefined
    if (first === 0x0d && from + 1 === bytes.length) {
      this.#half = true
      return undefined
    }
    // TLS and the like: no end of a head would come.
    if (first <= 0x20 || first >= 0x7f) throw new Refused('malformed')
    this.#since = this.#host.now
    return from === 0 ? bytes : bytes.subarray(from)
  }

  #hold(bytes: Buffer): void {
    this.#rest = this.#rest === undefined ? bytes : Buffer.concat([this.#rest, bytes])
    if (this.#rest.length > mostHeld) this.#socket.pause()
  }

  /** Nothing more is answered. What is still on its way is dropped, since a reset would take the answer with it. */
  #linger(): void {
    this.#over = true
    this.#rest = undefined
    this.#since = this.#host.now
    this.#out.direct().end()
    this.#socket.resume()
  }

  #refuse(reason: Refusal): void {
    const begun = this.#response?.headersSent === true
    this.#over = true
    this.#part()
    if (begun) {
      this.#out.direct().destroy()
      return
    }
    this.#out.direct().write(this.#host.refuse(reason))
    this.#linger()
  }

  /** A client that closes its side does not wait for an answer, as far as anyone can tell; one that is out goes on. */
  #left(): void {
    this.#persistent = false
    if (this.#request !== undefined && !this.#response!.ended) this.#out.direct().destroy()
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

/**
 * Gives memory back at once. V8 counts what lies outside its heap, and where that grows faster than the heap it collects
 * everything: 40 ms for every 400 calls of 100 KB, more than all else of them.
 */
function release({ buffer, length }: Buffer): void {
  if (length === buffer.byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0)
}
