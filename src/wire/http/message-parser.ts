/**
 * Reads messages of HTTP/1.1 (RFC 9112) from the bytes of a connection, as they come: requests or replies.
 * @module
 */
import { HttpError } from './http-error.ts'

/** Bytes of the body, or how its end is told. */
export type Framing = number | 'chunked' | 'until close'

/** Told what comes, in order: `head`, `body`*, `end`. */
export interface MessageReader {
  /**
   * A head in latin1, each of its lines ended by CR LF, without the empty one. Answers how the body comes; undefined
   * where another head belongs to the same message. Throws `HttpError`.
   */
  head(text: string): Framing | undefined
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
export class MessageParser {
  readonly #mostHead: number
  #state: State = 'head'
  /** Bytes of the body, or of the chunk, that are still to come. */
  #left = 0
  /** The beginning of a head or line that is not whole yet. */
  #held: Buffer | undefined
  #trailed = 0

  constructor(headBytes = mostHead) {
    this.#mostHead = headBytes
  }

  /** Nothing of a message has come. */
  get idle(): boolean {
    return this.#state === 'head' && this.#held === undefined
  }

  /**
   * Takes in `bytes[0, end)`, up to the end of a message. With `borrowed` their memory is another's after this call:
   * what is handed on is copied. Throws `HttpError` for what is no HTTP; the connection is then of no more use.
   * @returns the bytes that follow the message, as a copy where they were borrowed
   */
  push(bytes: Buffer, end: number, borrowed: boolean, reader: MessageReader): Buffer | undefined {
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
      let ended = false
      switch (this.#state) {
        case 'head': {
          const stop = input.indexOf(emptyLine, from)
          if (stop < 0 || stop + 4 > end) {
            this.#hold(input, from, end, this.#mostHead, 'UND_ERR_HEADERS_OVERFLOW')
            // No end will come to lines that only end in a line feed.
            if (this.#held!.includes('\n\n')) throw new HttpError('HPE_CR_EXPECTED')
            return undefined
          }
          if (stop - from > this.#mostHead) throw new HttpError('UND_ERR_HEADERS_OVERFLOW')
          const framing = reader.head(input.toString('latin1', from, stop + 2))
          from = stop + 4
          if (framing !== undefined) ended = !this.#begin(framing)
          break
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
          else ended = true
          break
        }
        default: {
          const stop = input.indexOf(0x0a, from)
          if (stop < 0 || stop >= end) {
            this.#hold(input, from, end, mostSizeLine, 'HPE_INVALID_CHUNK_SIZE')
            return undefined
          }
          const line = input.toString('latin1', from, stop + 1)
          from = stop + 1
          ended = this.#line(line)
        }
      }
      if (!ended) continue
      this.#state = 'head'
      reader.end()
      if (from === end) return undefined
      const rest = input.subarray(from, end)
      return copies ? Buffer.from(rest) : rest
    }
    return undefined
  }

  /** The connection ended. Whether the message is whole with that. */
  closed(): boolean {
    return this.#state === 'until close'
  }

  #hold(input: Buffer, from: number, end: number, most: number, code: string): void {
    if (end - from > most) throw new HttpError(code)
    this.#held = Buffer.from(input.subarray(from, end))
  }

  /** False where the message has no body. */
  #begin(framing: Framing): boolean {
    if (framing === 0) return false
    if (framing === 'chunked') this.#state = 'size'
    else if (framing === 'until close') this.#state = 'until close'
    else {
      this.#left = framing
      this.#state = 'length'
    }
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
