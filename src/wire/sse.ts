/**
 * Finds the events of a server-sent event stream without changing a byte of it
 * (WHATWG HTML, "Interpreting an event stream").
 * @module
 */
import type { StreamEvent } from '../call.ts'
import { toBuffer } from './bytes.ts'
import type { Span } from './json-span.ts'

const lineFeed = 10
const carriageReturn = 13
const colon = 0x3a
const space = 0x20

const nothing: Buffer = Buffer.alloc(0)

/** An event, its fields read only when asked for: most listeners need no more than its bytes. */
export class ScannedEvent implements StreamEvent {
  readonly bytes: Buffer
  /** A piece of an event that was over the bound: it has bytes only. */
  readonly opaque: boolean
  #name: string | undefined
  #data: string | undefined

  constructor(bytes: Buffer, opaque: boolean) {
    this.bytes = bytes
    this.opaque = opaque
  }

  get name(): string {
    if (this.#name === undefined) this.#read()
    return this.#name!
  }

  get data(): string {
    if (this.#data === undefined) this.#read()
    return this.#data!
  }

  #read() {
    this.#name = ''
    this.#data = ''
    if (this.opaque) return
    const data: string[] = []
    eachLine(this.bytes, (start, end) => {
      const field = readField(this.bytes, start, end)
      if (field === undefined) return
      if (field.name === 'data') data.push(field.value)
      else if (field.name === 'event') this.#name = field.value
    })
    this.#data = data.join('\n')
  }
}

export interface ScannerOptions {
  /** Longest event that is held back whole; of a longer one the pieces are handed out as they come. */
  readonly maximumEventBytes?: number
}

export interface EventScanner {
  /** Calls back once for each event that the chunk completes. */
  push(chunk: Uint8Array): void
  /** What came after the last complete event: a client ignores it, a proxy passes it on. */
  end(): Uint8Array
}

/** Images travel as one event of some megabytes. */
const defaultMaximum = 16 * 1024 * 1024

/**
 * Scans a stream, cut anywhere, for events. Every byte comes out exactly once: all `bytes` of the events, then what
 * `end` returns, are the input. Events without data (comments, a byte order mark) come out too, with `data` ''.
 * Linear in all, memory at most twice `maximumEventBytes`.
 *
 * A CR that ends a chunk also ends its line at once, unless the stream's lines end in CR LF: then the event waits for
 * its LF, so that where chunks are cut makes no difference.
 */
export const createEventScanner = (
  onEvent: (event: ScannedEvent) => void,
  options: ScannerOptions = {},
): EventScanner => {
  const maximum = options.maximumEventBytes ?? defaultMaximum
  // The event's beginning from earlier chunks: `pending[0, held)`. Grown by doubling, so 1-byte chunks stay linear.
  let pending = nothing
  let held = 0
  let oversize = false
  // State at the end of what was read: is the current line still empty, and did a CR just end one?
  let lineEmpty = true
  let afterReturn = false
  // Until a line has ended, waiting costs nothing: there is no event yet.
  let pairs = true
  let eventOpen = false

  const hold = (chunk: Buffer, from: number) => {
    const more = chunk.length - from
    if (more === 0) return
    if (oversize || held + more > maximum) {
      release(chunk, from, chunk.length, true)
      oversize = true
      return
    }
    if (held + more > pending.length) {
      const larger = Buffer.allocUnsafe(Math.max(512, 2 * (held + more)))
      pending.copy(larger, 0, 0, held)
      pending = larger
    }
    chunk.copy(pending, held, from)
    held += more
  }

  const release = (chunk: Buffer, from: number, to: number, opaque: boolean) => {
    if (held === 0) {
      if (to > from) {
        onEvent(new ScannedEvent(whole(chunk, from, to), opaque))
      }
      return
    }
    const joined = Buffer.allocUnsafe(held + to - from)
    pending.copy(joined, 0, 0, held)
    chunk.copy(joined, held, from, to)
    pending = nothing
    held = 0
    onEvent(new ScannedEvent(joined, opaque))
  }

  const push = (bytes: Uint8Array) => {
    const chunk = toBuffer(bytes)
    const length = chunk.length
    if (length === 0) return
    let start = 0
    // Without CR, which is all of today's providers, only LF needs to be looked for.
    const plain = !afterReturn && chunk.indexOf(carriageReturn) < 0
    let i = 0
    while (i < length) {
      if (afterReturn) {
        afterReturn = false
        if (chunk[i] === lineFeed) {
          pairs = true
          i++
        } else pairs = false
        if (eventOpen) {
          eventOpen = false
          finish(chunk, start, i)
          start = i
          continue
        }
        if (i >= length) break
      }
      const end = plain ? chunk.indexOf(lineFeed, i) : lineEnd(chunk, i)
      if (end < 0) {
        lineEmpty = false
        break
      }
      const blank = lineEmpty && end === i
      lineEmpty = true
      i = end + 1
      if (chunk[end] === carriageReturn) {
        if (i < length) {
          if (chunk[i] === lineFeed) {
            pairs = true
            i++
          } else pairs = false
        } else {
          afterReturn = true
          if (blank && pairs) {
            eventOpen = true
            break
          }
        }
      } else pairs = false
      if (blank) {
        finish(chunk, start, i)
        start = i
      }
    }
    hold(chunk, start)
  }

  const finish = (chunk: Buffer, from: number, to: number) => {
    release(chunk, from, to, oversize)
    oversize = false
  }

  const end = () => {
    if (eventOpen) finish(nothing, 0, 0)
    eventOpen = false
    const rest = pending.subarray(0, held)
    pending = nothing
    held = 0
    return rest
  }

  return { push, end }
}

const whole = (chunk: Buffer, from: number, to: number) =>
  from === 0 && to === chunk.length ? chunk : chunk.subarray(from, to)

const lineEnd = (bytes: Buffer, from: number) => {
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte === lineFeed || byte === carriageReturn) return i
  }
  return -1
}

/** A byte order mark opens the stream, so it lies at the beginning of the first event. */
const afterMark = (bytes: Buffer) =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0

const nextLine = (bytes: Buffer, end: number) =>
  bytes[end] === carriageReturn && bytes[end + 1] === lineFeed ? end + 2 : end + 1

const eachLine = (bytes: Buffer, visit: (start: number, end: number) => void) => {
  let start = afterMark(bytes)
  while (start < bytes.length) {
    const end = lineEnd(bytes, start)
    if (end < 0) {
      visit(start, bytes.length)
      return
    }
    visit(start, end)
    start = nextLine(bytes, end)
  }
}

const readField = (bytes: Buffer, start: number, end: number) => {
  if (start === end || bytes[start] === colon) return undefined
  let at = bytes.indexOf(colon, start)
  if (at < 0 || at > end) at = end
  const from = at + 1 < end && bytes[at + 1] === space ? at + 2 : at + 1
  return {
    name: bytes.toString('utf8', start, at),
    value: from < end ? bytes.toString('utf8', from, end) : '',
  }
}

/**
 * Where the data of an event lies in its bytes, if it is one `data:` line, as it is with every provider;
 * undefined for none and for several (their `data` is no range of the bytes).
 */
export const dataSpan = (bytes: Buffer): Span | undefined => {
  const plain = bytes.indexOf(carriageReturn) < 0
  let from = -1
  let to = -1
  let start = afterMark(bytes)
  while (start < bytes.length) {
    let end = plain ? bytes.indexOf(lineFeed, start) : lineEnd(bytes, start)
    if (end < 0) end = bytes.length
    if (isData(bytes, start, end)) {
      if (from >= 0) return undefined
      from = Math.min(bytes[start + 5] === space ? start + 6 : start + 5, end)
      to = end
    }
    start = nextLine(bytes, end)
  }
  return from < 0 ? undefined : { start: from, end: to }
}

const isData = (bytes: Buffer, start: number, end: number) =>
  bytes[start] === 0x64 &&
  bytes[start + 1] === 0x61 &&
  bytes[start + 2] === 0x74 &&
  bytes[start + 3] === 0x61 &&
  (bytes[start + 4] === colon || start + 4 === end)
