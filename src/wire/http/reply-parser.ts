/**
 * Reads replies of HTTP/1.1 (RFC 9112) from the bytes of a connection, as they come.
 * @module
 */
import { headOf, HttpError, type Head } from './reply-head.ts'

/** Told what comes, in order: `head`, `body`*, `end`. */
export interface ReplyReader {
  /** The request was one whose reply has no body, whatever its head says. */
  readonly bodiless: boolean
  head(head: Head): void
  body(bytes: Buffer): void
  end(): void
}

const emptyLine = Buffer.from('\r\n\r\n')
/** As node's own limit on the headers of a message. */
const mostHead = 16_384
/** Size of a chunk and its extensions, which nobody sends. */
const mostSizeLine = 1024

type State = 'head' | 'length' | 'until close' | 'size' | 'chunk' | 'after chunk' | 'trailers'

/** One a connection. */
export class ReplyParser {
  #state: State = 'head'
  /** Bytes of the body, or of the chunk, that are still to come. */
  #left = 0
  /** The beginning of a head or line that is not whole yet. */
  #held: Buffer | undefined
  #trailed = 0

  /** Nothing of a reply has come. */
  get idle(): boolean {
    return this.#state === 'head' && this.#held === undefined
  }

  /**
   * Takes in `bytes[0, end)`. With `borrowed` their memory is another's after this call: what is handed on is copied.
   * Throws `HttpError` for what is no HTTP; the connection is then of no more use.
   * @returns false where bytes follow the end of the reply
   */
  push(bytes: Buffer, end: number, borrowed: boolean, reader: ReplyReader): boolean {
    let from = 0
    let input = bytes
    let copies = borrowed
    if (this.#held !== undefined) {
      input = Buffer.concat([this.#held, bytes.subarray(0, end)])
      end = input.length
      copies = false
      this.#held = undefined
    }
    while (from < end) {
      switch (this.#state) {
        case 'head': {
          const stop = input.indexOf(emptyLine, from)
          if (stop < 0 || stop + 4 > end) {
            this.#hold(input, from, end, mostHead, 'UND_ERR_HEADERS_OVERFLOW')
            return true
          }
          if (stop - from > mostHead) throw new HttpError('UND_ERR_HEADERS_OVERFLOW')
          const head = headOf(input.toString('latin1', from, stop + 2))
          from = stop + 4
          if (head.status < 200) break
          reader.head(head)
          if (this.#begin(head, reader.bodiless)) break
          reader.end()
          return from === end
        }
        case 'length':
        case 'until close':
        case 'chunk': {
          const stop = this.#state === 'until close' ? end : Math.min(end, from + this.#left)
          const piece = input.subarray(from, stop)
          this.#left -= stop - from
          from = stop
          reader.body(copies ? Buffer.from(piece) : piece)
          if (this.#state === 'until close' || this.#left > 0) break
          if (this.#state === 'chunk') this.#state = 'after chunk'
          else {
            this.#state = 'head'
            reader.end()
            return from === end
          }
          break
        }
        default: {
          const stop = input.indexOf(0x0a, from)
          if (stop < 0 || stop >= end) {
            this.#hold(input, from, end, mostSizeLine, 'HPE_INVALID_CHUNK_SIZE')
            return true
          }
          const line = input.toString('latin1', from, stop + 1)
          from = stop + 1
          if (!this.#line(line)) break
          this.#state = 'head'
          reader.end()
          return from === end
        }
      }
    }
    return true
  }

  /** The connection ended. Whether the reply is whole with that. */
  closed(): boolean {
    return this.#state === 'until close'
  }

  #hold(input: Buffer, from: number, end: number, most: number, code: string): void {
    if (end - from > most) throw new HttpError(code)
    this.#held = Buffer.from(input.subarray(from, end))
  }

  /** False where the reply has no body. */
  #begin({ status, length, chunked }: Head, bodiless: boolean): boolean {
    if (bodiless || status === 204 || status === 304 || length === 0) return false
    this.#left = length
    this.#state = chunked ? 'size' : length < 0 ? 'until close' : 'length'
    return true
  }

  /** A line between chunks. True where it ends the body. */
  #line(line: string): boolean {
    if (!line.endsWith('\r\n')) throw new HttpError('HPE_LF_EXPECTED')
    if (this.#state === 'after chunk') {
      if (line.length !== 2) throw new HttpError('HPE_STRICT')
      this.#state = 'size'
    } else if (this.#state === 'size') {
      const digits = /^([\da-f]{1,12})[ \t]*(?:;.*)?\r\n$/i.exec(line)?.[1]
      if (digits === undefined) throw new HttpError('HPE_INVALID_CHUNK_SIZE')
      this.#left = Number.parseInt(digits, 16)
      this.#trailed = 0
      this.#state = this.#left === 0 ? 'trailers' : 'chunk'
    } else {
      if (line.length === 2) return true
      if ((this.#trailed += line.length) > mostHead) throw new HttpError('UND_ERR_HEADERS_OVERFLOW')
    }
    return false
  }
}
