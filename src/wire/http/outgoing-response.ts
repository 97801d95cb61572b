/**
 * The response to a request: one head, then a body that is framed by its length, in chunks, or by the connection's end.
 * @module
 */
import type { Socket } from 'node:net'
import { HttpError } from './http-error.ts'
import type { HttpRequest, HttpResponse } from './listener.ts'
import { Listeners } from './listeners.ts'
import type { Outbox } from './outbox.ts'
import { responseHead } from './response-head.ts'
import { writeTogether } from './write-together.ts'

/** What the response tells the connection that it goes over. */
export interface ResponseHost {
  /** The connection takes no request after this one. */
  readonly last: boolean
  /** Seconds for which an idle connection is kept. */
  readonly keptSeconds: number
  /** All is written. `reusable`: another exchange may follow on the connection. */
  finished(reusable: boolean): void
}

const crlf = Buffer.from('\r\n')
const lastChunk = '0\r\n\r\n'

export class OutgoingResponse extends Listeners<'close' | 'drain'> implements HttpResponse {
  readonly req: HttpRequest
  readonly #out: Outbox
  readonly #host: ResponseHost
  #head = ''
  headersSent = false
  writableFinished = false
  #gone = false
  #ended = false
  /** A write was told that the client reads too slowly. */
  #full = false
  #chunked = false
  #bodiless = false
  #closes = false
  /** Bytes that the head promises and that are still to be written; -1: it promises none. */
  #left = -1

  constructor(req: HttpRequest, out: Outbox, host: ResponseHost) {
    super()
    this.req = req
    this.#out = out
    this.#host = host
  }

  get socket(): Socket | null {
    return this.#gone ? null : this.#out.direct()
  }

  get destroyed(): boolean {
    return this.#gone || this.#out.destroyed
  }

  /** All is written, though the client may not have read it. */
  get ended(): boolean {
    return this.#ended
  }

  get writableLength(): number {
    return this.#out.unread
  }

  writeHead(status: number, headers: readonly string[]): this {
    if (this.headersSent) throw new HttpError('ERR_HTTP_HEADERS_SENT')
    const head = responseHead(status, headers)
    const { req } = this
    this.#bodiless = req.method === 'HEAD' || status === 204 || status === 304
    // An unread body would be taken for the next request.
    this.#closes = head.closes || this.#host.last || !req.complete
    this.#left = this.#bodiless ? -1 : head.length
    let text = head.text
    if (!this.#bodiless && head.length < 0) {
      if (req.httpVersionMinor === 0) this.#closes = true
      else {
        this.#chunked = true
        text += 'transfer-encoding: chunked\r\n'
      }
    }
    this.#head = this.#closes
      ? `${text}connection: close\r\n\r\n`
      : `${text}connection: keep-alive\r\nkeep-alive: timeout=${this.#host.keptSeconds}\r\n\r\n`
    this.headersSent = true
    return this
  }

  flushHeaders(): void {
    if (this.#head === '' || this.destroyed) return
    this.#out.direct().write(this.#head, 'latin1')
    this.#head = ''
  }

  write(piece: Uint8Array | string): boolean {
    if (this.#ended || this.destroyed) return false
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    if (!this.headersSent) this.writeHead(200, [])
    if (bytes.byteLength === 0 || this.#bodiless) return true
    if (!this.#keeps(bytes.byteLength)) return false
    const head = this.#takeHead()
    const open = this.#chunked
      ? writeTogether(this.#out.direct(), `${head}${bytes.byteLength.toString(16)}\r\n`, [
          bytes,
          crlf,
        ])
      : writeTogether(this.#out.direct(), head, [bytes])
    if (!open) this.#full = true
    return open
  }

  end(piece?: Uint8Array | string, encoding?: 'latin1'): this {
    if (this.#ended) return this
    if (!this.headersSent) this.writeHead(200, [])
    if (this.destroyed) return this
    if (typeof piece === 'string' && encoding === 'latin1' && !this.#chunked && this.#left >= 0) {
      if (!this.#keeps(piece.length)) return this
      this.#ended = true
      this.#out.post(this.#takeHead() + piece)
    } else {
      if (piece !== undefined && piece.length > 0) {
        this.write(typeof piece === 'string' ? Buffer.from(piece, encoding) : piece)
      }
      this.#ended = true
      const rest = this.#takeHead() + (this.#chunked ? lastChunk : '')
      if (rest !== '' && !this.destroyed) this.#out.direct().write(rest, 'latin1')
    }
    if (this.destroyed) return this
    if (this.#out.unread === 0) this.#finish()
    else {
      this.#out.direct().write(nothing, (error) => {
        if (error == null) this.#finish()
      })
    }
    return this
  }

  /** The client reads again. */
  drained(): void {
    if (this.#ended || !this.#full) return
    this.#full = false
    this.tell('drain')
  }

  /** The connection is gone. */
  close(): void {
    if (this.#gone) return
    this.#gone = true
    this.tell('close')
  }

  #finish(): void {
    if (this.#gone) return
    this.writableFinished = true
    this.close()
    // Fewer bytes than were promised: the client would take the next head for them.
    this.#host.finished(!this.#closes && this.#left <= 0)
  }

  /** Whether the body stays within what its head promised; the connection ends where it does not. */
  #keeps(bytes: number): boolean {
    if (this.#left < 0) return true
    this.#left -= bytes
    if (this.#left >= 0) return true
    this.#out.direct().destroy()
    return false
  }

  #takeHead(): string {
    const head = this.#head
    this.#head = ''
    return head
  }
}

const nothing = Buffer.alloc(0)
