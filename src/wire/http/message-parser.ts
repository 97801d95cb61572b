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
// Strict, also in what is dropped (RFC 9112 §7.1): another reader may see an end of line in it.
const sizeLine =
  /^([\da-f]{1,12})(?:;[\w!#$%&'*+\-.^`|~]+(?:=(?:[\w!#$%&'*+\-.^`|~]+|"(?:[\t\x20!\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t\x20-\x7e\x80-\xff])*"))?)*\r\n$/i
const trailerLine =
  /^(?!content-length:|transfer-encoding:|connection:)[\w!#$%&'*+\-.^`|~]+:[\t\x20-\x7e\x80-\xff]*\r\n$/i
const nothing = Buffer.alloc(0)

type State = 'head' | 'length' | 'until close' | 'size' | 'chunk' | 'after chunk' | 'trailers'

/** One a connection. */
export class MessageParser {
  readonly #mostHead: number
  #state: State = 'head'
  /** Bytes of the body, or of the chunk, that are still to come. */
  #left = 0
  /** The beginning of a head or line that is not whole yet, and room for more of it. */
  #held: Buffer = nothing
  #size = 0
  /** Bytes of chunked bodies that are none of the body: extensions and trailers. */
  #beside = 0

  constructor(headBytes = mostHead) {
    this.#mostHead = headBytes
  }

  /** Nothing of a message has come. */
  get idle(): boolean {
    return this.#state === 'head' && this.#size === 0
  }

  /**
   * Takes in `bytes[0, end)`, up to the end of a message; may move bytes within it. With `borrowed` their memory is
   * another's after this call: what is handed on is copied. Throws `HttpError` for what is no HTTP; the connection is
   * then of no more use.
   * @returns the bytes that follow the message, as a copy where they were borrowed
   */
  push(bytes: Buffer, end: number, borrowed: boolean, reader: MessageReader): Buffer | undefined {
    let from = 0
    let input = bytes
    let copies = borrowed
    let room: Buffer | undefined
    const seen = this.#size
    if (seen > 0) {
      room = this.#joined(bytes, end)
      end += seen
      input = room.subarray(0, end)
      copies = false
    }
    // Chunks that came together are moved together and told as one: a body in chunks of a byte each would otherwise
    // take a hundred times its size.
    let start = 0
    let gathered = 0
    while (from < end) {
      let ended = false
      switch (this.#state) {
        case 'head': {
          const stop = input.indexOf(emptyLine, from === 0 && seen > 3 ? seen - 3 : from)
          if (stop < 0 || stop + 4 > end) {
            if (end - from > this.#mostHead + 3) throw new HttpError('UND_ERR_HEADERS_OVERFLOW')
            // No end will come to lines that only end in a line feed.
            const feeds = input.indexOf('\n\n', from === 0 && seen > 1 ? seen - 1 : from)
            if (feeds >= 0 && feeds + 2 <= end) throw new HttpError('HPE_CR_EXPECTED')
            this.#hold(input, from, end, room)
            return undefined
          }
          if (stop - from > this.#mostHead) throw new HttpError('UND_ERR_HEADERS_OVERFLOW')
          const framing = reader.head(input.toString('latin1', from, stop + 2))
          from = stop + 4
          if (framing !== undefined) ended = !this.#begin(framing)
          break
        }
        case 'length':
        case 'until close': {
          const stop = this.#state === 'until close' ? end : Math.min(end, from + this.#left)
          const piece = input.subarray(from, stop)
          this.#left -= stop - from
          from = stop
          reader.body(copies ? Buffer.from(piece) : piece)
          ended = this.#state === 'length' && this.#left === 0
          break
        }
        case 'chunk': {
          const stop = Math.min(end, from + this.#left)
          if (gathered === 0) start = from
          else input.copyWithin(start + gathered, from, stop)
          gathered += stop - from
          this.#left -= stop - from
          from = stop
          if (this.#left === 0) this.#state = 'after chunk'
          break
        }
        default: {
          const stop = input.indexOf(0x0a, from)
          if (stop < 0 || stop >= end) {
            if (end - from > mostSizeLine) throw new HttpError('HPE_INVALID_CHUNK_SIZE')
            this.#hold(input, from, end, room)
            from = end
            break
          }
          const line = input.toString('latin1', from, stop + 1)
          from = stop + 1
          ended = this.#line(line)
        }
      }
      if (!ended) continue
      this.#state = 'head'
      if (gathered > 0) tellChunks(reader, input, start, gathered, copies)
      reader.end()
      if (from === end) return undefined
      const rest = input.subarray(from, end)
      return copies ? Buffer.from(rest) : rest
    }
    if (gathered > 0) tellChunks(reader, input, start, gathered, copies)
    return undefined
  }

  /** The connection ended. Whether the message is whole with that. */
  closed(): boolean {
    return this.#state === 'until close'
  }

  /** What is held and `bytes[0, end)` after it, with room for more. */
  #joined(bytes: Buffer, end: number): Buffer {
    let room = this.#held
    if (room.length < this.#size + end) {
      // For as much again: a head that comes byte by byte is copied twice, and not once for each of them.
      room = Buffer.allocUnsafeSlow(Math.max(this.#size + end, 2 * this.#size))
      this.#held.copy(room, 0, 0, this.#size)
    }
    bytes.copy(room, this.#size, 0, end)
    this.#held = nothing
    this.#size = 0
    return room
  }

  /** Keeps `input[from, end)`, where nothing of it was handed on in the `room` that it lies in. */
  #hold(input: Buffer, from: number, end: number, room: Buffer | undefined): void {
    this.#size = end - from
    this.#held = from === 0 && room !== undefined ? room : Buffer.from(input.subarray(from, end))
  }

  /** False where the message has no body. */
  #begin(framing: Framing): boolean {
    if (framing === 0) return false
    if (framing === 'chunked') {
      this.#state = 'size'
      this.#beside = 0
    } else if (framing === 'until close') this.#state = 'until close'
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
      return false
    }
    if (this.#state === 'size') {
      const digits = sizeLine.exec(line)?.[1]
      if (digits === undefined) throw new HttpError('HPE_INVALID_CHUNK_SIZE')
      this.#left = Number.parseInt(digits, 16)
      this.#state = this.#left === 0 ? 'trailers' : 'chunk'
      this.#count(line.length - digits.length - 2)
      return false
    }
    if (line.length === 2) return true
    if (!trailerLine.test(line)) throw new HttpError('HPE_INVALID_HEADER_TOKEN')
    this.#count(line.length)
    return false
  }

  #count(bytes: number): void {
    if ((this.#beside += bytes) > mostHead) throw new HttpError('UND_ERR_HEADERS_OVERFLOW')
  }
}

/** A piece of the body out of `input[start, start + size)`, which may hold little else than what lies between chunks. */
function tellChunks(
  reader: MessageReader,
  input: Buffer,
  start: number,
  size: number,
  copies: boolean,
): void {
  const piece = input.subarray(start, start + size)
  reader.body(copies || 2 * size < input.length ? Buffer.from(piece) : piece)
}
