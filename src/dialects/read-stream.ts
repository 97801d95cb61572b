/**
 * Reads a streamed reply as it flows by.
 * @module
 */
import type { Dialect } from '../call.ts'
import { toBuffer } from '../wire/bytes.ts'
import { createEventScanner, dataSpan, ScannedEvent } from '../wire/sse.ts'
import type { ScannerOptions } from '../wire/sse.ts'
import { readAnthropicEvent, readGeminiEvent, readResponsesEvent } from './read-events.ts'
import { createChatReader } from './read-chat-events.ts'
import { readOpaqueEvent } from './read-opaque-event.ts'
import { emptyDraft, finishReading } from './reading.ts'
import type { DataReader, Draft, Reading } from './reading.ts'

/** Reads events that someone else has scanned. */
export interface EventReader {
  read(event: ScannedEvent): void
  /** @param rest what came after the last whole event */
  end(rest?: Uint8Array): Reading
}

export interface StreamReader {
  push(chunk: Uint8Array): void
  /** What the stream has said so far about itself: also right after an abort. */
  end(): Reading
}

/**
 * Reads usage, stop reason and the rest from a server-sent event stream cut anywhere. Deltas are not parsed, only
 * measured. Memory: one event.
 */
export const createStreamReader = (
  dialect: Dialect,
  options: ScannerOptions = {},
): StreamReader => {
  const reader = createEventReader(dialect)
  const scanner = createEventScanner(reader.read, options)
  return {
    push: scanner.push,
    end: () => reader.end(scanner.end()),
  }
}

/** The part of the reader that takes events: for streams that are scanned anyway. */
export const createEventReader = (dialect: Dialect): EventReader => {
  const draft = emptyDraft()
  const readJson = toReader(dialect, draft)

  const read = (event: ScannedEvent) => {
    if (event.opaque) {
      // Too long to hold back: some of the answer certainly.
      draft.deltas++
      draft.deltaBytes += event.bytes.length
      return
    }
    const data = dataSpan(event.bytes)
    if (data !== undefined) {
      if (data.end > data.start) readJson.read(event.bytes, data.start, data.end)
      return
    }
    // None, or several lines, which only joined make the JSON.
    const joined = Buffer.from(event.data)
    if (joined.length > 0) readJson.read(joined, 0, joined.length)
  }

  return {
    read,
    end(rest) {
      // The last event of a stream that forgot its blank line still tells what was used.
      if (rest !== undefined && rest.length > 0) read(new ScannedEvent(toBuffer(rest), false))
      readJson.end()
      if (dialect === 'opaque' && (rest === undefined || rest.length === 0)) draft.complete = true
      return finishReading(draft)
    },
  }
}

const toReader = (dialect: Dialect, draft: Draft): DataReader => {
  switch (dialect) {
    case 'openai-chat':
    case 'openai-embeddings':
      return createChatReader(draft)
    case 'openai-responses':
      return stateless(readResponsesEvent, draft)
    case 'anthropic-messages':
    case 'anthropic-count':
      return stateless(readAnthropicEvent, draft)
    case 'gemini':
      return stateless(readGeminiEvent, draft)
    case 'opaque':
      return stateless(readOpaqueEvent, draft)
  }
}

const stateless = (
  read: (bytes: Buffer, start: number, end: number, draft: Draft) => void,
  draft: Draft,
): DataReader => ({
  read: (bytes, start, end) => read(bytes, start, end, draft),
  end: () => undefined,
})
