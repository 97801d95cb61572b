/**
 * One connection to a host: requests follow one another on it, each after the reply to the one before.
 * @module
 */
import type { Socket } from 'node:net'
import type { Fields } from './fields.ts'
import { HttpError } from './http-error.ts'
import { MessageParser, type Framing, type MessageReader } from './message-parser.ts'
import { readReplyHead, replyFraming } from './reply-head.ts'
import { writeTogether } from './write-together.ts'

/** What undici calls a handler, as far as it is used here: behind a proxy undici itself sends. */
export interface Handler {
  onRequestStart(controller: Controller): void
  onResponseStart(controller: Controller, status: number): void
  onResponseData(controller: Controller, bytes: Buffer): void
  onResponseEnd(controller: Controller): void
  onResponseError(controller: Controller | undefined, error: Error): void
}

export interface Controller {
  /** Flat list of name and value. */
  readonly rawHeaders: readonly (string | Buffer)[]
  readonly paused: boolean
  abort(reason: Error): void
  pause(): void
  resume(): void
}

export interface ConnectionHost {
  /** It takes another request. */
  idle(connection: Connection): void
  /** It takes none any more. Called once. */
  gone(connection: Connection): void
}

export class Connection {
  /** When it last became idle, in milliseconds of `performance.now()`, and how long it may then wait. */
  idleSince = 0
  keptMs: number
  readonly #socket: Socket
  readonly #host: ConnectionHost
  readonly #parser = new MessageParser()
  #exchange: Exchange | undefined
  #error: Error | undefined
  #reusable = true

  constructor(socket: Socket, host: ConnectionHost, keptMs: number) {
    this.#socket = socket
    this.#host = host
    this.keptMs = keptMs
    socket.on('error', (error) => (this.#error ??= error))
    socket.on('end', () => (this.#reusable = false))
    socket.on('close', () => this.#closed())
  }

  get usable(): boolean {
    return this.#reusable && !this.#socket.destroyed
  }

  /** Bytes came; `borrowed` as in `MessageParser.push`. */
  read(bytes: Buffer, end: number, borrowed: boolean): void {
    const exchange = this.#exchange
    // Nobody asked: a farewell of a server that grew tired of waiting, or worse.
    if (exchange === undefined) {
      this.destroy()
      return
    }
    try {
      if (this.#parser.push(bytes, end, borrowed, exchange) !== undefined) this.#reusable = false
    } catch (error) {
      this.#fail(error as Error)
    }
    if (exchange.over) this.#next(exchange)
  }

  /** Sends a request, head and body. */
  send(head: string, body: readonly Uint8Array[], bodiless: boolean, handler: Handler): void {
    const exchange = new Exchange(this, handler, bodiless)
    this.#exchange = exchange
    const socket = this.#socket
    socket.ref()
    handler.onRequestStart(exchange)
    if (exchange.over) {
      this.#next(exchange)
      return
    }
    exchange.sent = true
    writeTogether(socket, head, body)
  }

  began({ persistent, keptSeconds }: Fields): void {
    if (!persistent) this.#reusable = false
    // Two seconds for what is on its way when the other side's time is over.
    if (keptSeconds >= 0) this.keptMs = Math.min(this.keptMs, keptSeconds * 1000 - 2000)
  }

  resume(): void {
    this.#socket.resume()
  }

  pause(): void {
    this.#socket.pause()
  }

  /** The exchange is broken off. */
  leave(exchange: Exchange, reason: Error): void {
    if (this.#exchange !== exchange) return
    this.#fail(reason)
  }

  /** With what is told to an exchange that is open. */
  destroy(reason?: Error): void {
    this.#reusable = false
    this.#error ??= reason
    this.#socket.destroy()
  }

  #fail(error: Error): void {
    this.#reusable = false
    this.#error ??= error
    const exchange = this.#exchange
    this.#exchange = undefined
    this.#socket.destroy()
    exchange?.fail(error)
  }

  #next(exchange: Exchange): void {
    if (this.#exchange !== exchange) return
    this.#exchange = undefined
    if (exchange.paused) this.#socket.resume()
    // A reply that came before its request had gone out leaves the rest of that on the way.
    if (this.usable && this.#parser.idle && this.#socket.writableLength === 0 && this.keptMs > 0)
      this.rest()
    else this.destroy()
  }

  /** Waits for a request, and keeps no process alive for it. */
  rest(): void {
    this.#socket.unref()
    this.idleSince = performance.now()
    this.#host.idle(this)
  }

  #closed(): void {
    this.#reusable = false
    const exchange = this.#exchange
    this.#exchange = undefined
    if (exchange !== undefined && !exchange.over) {
      if (this.#error === undefined && this.#parser.closed()) exchange.end()
      else exchange.fail(this.#error ?? new HttpError('UND_ERR_SOCKET'))
    }
    this.#host.gone(this)
  }
}

/** One request and its reply. Apart from the connection: who holds it must not reach the exchanges that follow. */
class Exchange implements Controller, MessageReader {
  readonly #bodiless: boolean
  rawHeaders: readonly string[] = none
  paused = false
  over = false
  /** A byte of it may have left. */
  sent = false
  readonly #connection: Connection
  readonly #handler: Handler

  constructor(connection: Connection, handler: Handler, bodiless: boolean) {
    this.#connection = connection
    this.#handler = handler
    this.#bodiless = bodiless
  }

  head(text: string): Framing | undefined {
    const head = readReplyHead(text)
    // What comes before the reply itself: early hints and the like.
    if (head.status < 200) return undefined
    this.#connection.began(head.fields)
    this.rawHeaders = head.fields.list
    this.#handler.onResponseStart(this, head.status)
    return replyFraming(head, this.#bodiless)
  }

  body(bytes: Buffer): void {
    if (!this.over) this.#handler.onResponseData(this, bytes)
  }

  end(): void {
    if (this.over) return
    this.over = true
    this.#handler.onResponseEnd(this)
  }

  fail(error: Error): void {
    if (this.over) return
    this.over = true
    this.#handler.onResponseError(this, error)
  }

  abort(reason: Error): void {
    if (this.over) return
    if (this.sent) this.#connection.leave(this, reason)
    else this.fail(reason)
  }

  pause(): void {
    if (this.over || this.paused) return
    this.paused = true
    this.#connection.pause()
  }

  resume(): void {
    if (this.over || !this.paused) return
    this.paused = false
    this.#connection.resume()
  }
}

const none: readonly string[] = []
