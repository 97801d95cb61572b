/**
 * Reads a reply on its way to the client, whole or flowing, and settles its attempt at the end.
 * @module
 */
import type { Call, Dialect, Flow, Outcome, Reply } from '../call.ts'
import type { Reading } from '../dialects/reading.ts'
import { FarthingError } from '../errors.ts'
import type { Tap } from '../providers/attempt.ts'
import type { ReplyHead } from '../providers/headers.ts'
import { toBuffer } from '../wire/bytes.ts'
import type { AttemptBook } from './attempt-book.ts'
import { createCopyDecoder, decodeCopy } from './decode-copy.ts'
import type { SendDialects, StreamReader, Stripper } from './parts.ts'
import { isTorn } from './torn-json.ts'

/**
 * A whole reply: read, settled, and handed on unchanged. An error where a reply that was promised is empty or ends in
 * the middle: handed on, it would look like an answer that says nothing, or would be one that nobody can read.
 */
export function readWhole<Row>(
  book: AttemptBook<Row>,
  head: ReplyHead,
  bytes: Uint8Array,
  dialects: SendDialects,
): Reply | FarthingError {
  const { status, headers, contentEncoding } = head
  const promised = status === 200 && promisesBody(book.call)
  if (promised && bytes.length === 0) return broken(book, 0, 'the reply is empty')
  const plain = contentEncoding === '' ? bytes : decodeCopy(bytes, contentEncoding)
  const reading =
    plain === undefined || plain.length === 0
      ? undefined
      : dialects.readBody(book.call.target.dialect, plain)
  if (
    promised &&
    plain !== undefined &&
    reading?.complete === false &&
    head.contentType === 'application/json' &&
    isTorn(toBuffer(plain).toString())
  ) {
    const told = { ...reading, deltaBytes: plain.length }
    const error = broken(book, bytes.length, 'the reply ended in the middle')
    book.settle('upstream-failed', status, told, bytes.length, error.code)
    return error
  }
  if (status < 400) book.remember(bytes)
  const error = status >= 400 ? `upstream ${status}` : undefined
  const outcome = book.settle('complete', status, reading, bytes.length, error)
  return {
    kind: 'reply',
    status,
    headers,
    body: bytes,
    from: 'upstream',
    streamed: false,
    model: outcome.model,
    outcome: () => outcome,
  }
}

function promisesBody({ method, target }: Call): boolean {
  return method === 'POST' && target.dialect !== 'opaque'
}

function broken<Row>({ candidate }: AttemptBook<Row>, bytes: number, detail: string) {
  return new FarthingError('upstream_broken', { provider: candidate.provider.name, bytes, detail })
}

/** The provider's word for an error, out of a body in either maker's form. */
export function errorCodeOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > 65_536) return undefined
  try {
    const body = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString())
    const error = body?.error
    for (const code of [error?.code, error?.type]) if (typeof code === 'string') return code
  } catch {
    // An HTML page of some proxy has no code.
  }
  return undefined
}

/** Sits on a flow: reads usage, takes out what only we asked for, and settles at the end. */
export class FlowReading<Row> implements Tap {
  readonly #book: AttemptBook<Row>
  readonly #head: ReplyHead
  readonly #streamed: boolean
  readonly #reader: StreamReader | undefined
  readonly #stripper: Stripper | undefined
  readonly #remembers: boolean
  #bytes = 0
  /** The stripper holds nothing back: what came so far ended with an event. */
  #aligned = true

  constructor(
    book: AttemptBook<Row>,
    head: ReplyHead,
    dialects: SendDialects,
    addedUsage: boolean,
  ) {
    this.#book = book
    this.#head = head
    this.#streamed = head.contentType === 'text/event-stream'
    const { dialect } = book.call.target
    this.#remembers = head.status < 400 && book.candidate.provider.credentials.length > 1
    const reader = this.#streamed
      ? dialects.createStreamReader(dialect)
      : (book.call.method === 'POST' || book.asksForAnswer) &&
          head.contentType === 'application/json'
        ? dialects.createBodyReader(dialect)
        : undefined
    const encoded = head.contentEncoding !== ''
    this.#reader = reader && encoded ? createCopyDecoder(head.contentEncoding, reader) : reader
    this.#stripper =
      addedUsage && this.#streamed && !encoded && head.status < 400
        ? dialects.createUsageStripper()
        : undefined
  }

  reply(body: Uint8Array | Flow): Reply {
    const book = this.#book
    return {
      kind: 'reply',
      status: this.#head.status,
      headers: this.#head.headers,
      body,
      from: 'upstream',
      streamed: this.#streamed,
      model: book.call.target.model,
      outcome: () => book.outcome,
    }
  }

  chunk(bytes: Uint8Array): Uint8Array | undefined {
    this.#bytes += bytes.length
    this.#reader?.push(bytes)
    if (this.#remembers) this.#book.remember(bytes)
    if (this.#stripper === undefined) return bytes
    const wholeEvents = endsEvent(bytes)
    // Most hosts put usage in one chunk only: whole events without the word need no second scan (1 µs each).
    if (this.#aligned && wholeEvents && !namesUsage(bytes)) return bytes
    this.#aligned = wholeEvents
    const passed = this.#stripper.push(bytes)
    return passed.length > 0 ? passed : undefined
  }

  rest(): Uint8Array | undefined {
    return this.#stripper?.end()
  }

  over(ended: Outcome['ended'], error?: FarthingError): Error | undefined {
    const { status } = this.#head
    const { dialect } = this.#book.call.target
    const reading = this.#read()
    const ran = this.#streamed && ended === 'complete' && reading !== undefined && status < 400
    // The provider said itself, in an event that passed, that it failed: a second error would hide the first.
    const said = ran && reading.error !== undefined
    // The bytes passed as they came; but a stream without its last event must not look like one that ended.
    const torn = this.#streamed
      ? ran && !said && !isWhole(reading, dialect)
      : ended === 'complete' && this.#isTorn(reading)
    const cut = torn ? this.#cut() : undefined
    const failure = error ?? cut
    const left = ended === 'client-left' ? 'client_left' : undefined
    this.#book.settle(
      said || cut !== undefined ? 'upstream-failed' : ended,
      status,
      reading,
      this.#bytes,
      failure?.code ?? (said ? 'error_event' : left),
    )
    return failure
  }

  #isTorn(reading: Reading | undefined): boolean {
    const { status, contentEncoding } = this.#head
    // Of a compressed body only so much is read as is worth it: there the reading tells nothing of the end.
    if (status !== 200 || contentEncoding !== '' || !promisesBody(this.#book.call)) return false
    return reading?.complete === false
  }

  /** Of a body that broke off, all that came is taken for an answer. */
  #read(): Reading | undefined {
    const reading = this.#reader?.end()
    if (this.#streamed || reading === undefined || reading.complete) return reading
    return { ...reading, deltaBytes: this.#bytes }
  }

  #cut(): FarthingError {
    const what = this.#streamed
      ? 'the stream ended before its last event'
      : 'the reply ended in the middle'
    return broken(this.#book, this.#bytes, what)
  }
}

/**
 * Whether a stream came to its end. Some hosts leave `[DONE]` out, and clients do not miss it: a reason to stop is
 * enough, except in Responses, where every event tells a status.
 */
function isWhole(reading: Reading, dialect: Dialect): boolean {
  return reading.complete || (reading.stop !== undefined && dialect !== 'openai-responses')
}

function endsEvent(bytes: Uint8Array): boolean {
  const { length } = bytes
  return length > 1 && bytes[length - 1] === 0x0a && bytes[length - 2] === 0x0a
}

function namesUsage(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('"usage"')
}
