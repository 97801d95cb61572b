/**
 * Reads a reply that is not streamed.
 * @module
 */
import type { Dialect } from '../call.ts'
import { toBuffer } from '../wire/bytes.ts'
import { skipSpace, skipValue } from '../wire/json-scan.ts'
import { eachElement } from '../wire/json-span.ts'
import { findMembers, mergeUsage, parseAt, readObject, readParsed } from './read-object.ts'
import { emptyDraft, finishReading, isJson } from './reading.ts'
import type { Draft, Reading } from './reading.ts'

/**
 * What a whole reply says about itself, in any dialect; also the JSON array that Gemini streams without `alt=sse`.
 * Never throws: what is no JSON, or cut off, gives what could be read, with `complete` false.
 */
export const readBody = (dialect: Dialect, bytes: Uint8Array): Reading => {
  const buffer = toBuffer(bytes)
  const draft = emptyDraft()
  const start = skipSpace(buffer, 0)
  if (buffer[start] === 0x5b && (dialect === 'gemini' || dialect === 'opaque')) {
    eachElement(buffer, start, (at) => {
      readObject(buffer, findMembers(buffer, at).found, draft)
      return true
    })
    const end = skipValue(buffer, start)
    draft.complete = end > 0 && skipSpace(buffer, end) === buffer.length
  } else if (dialect !== 'opaque' && readSmall(buffer, draft)) {
    draft.complete = true
  } else {
    const { found, whole } = findMembers(buffer, start)
    // A file or a batch has a status too, which is no reason to have stopped.
    if (dialect === 'opaque') delete found.status
    readObject(buffer, found, draft)
    draft.complete = whole
  }
  return finishReading(draft)
}

/** Longer bodies are stepped over: most of what they hold is not wanted. */
const smallBytes = 4096

/** False where the body is not small, or no JSON object: then it is read member by member, as far as it goes. */
const readSmall = (bytes: Buffer, draft: Draft): boolean => {
  if (bytes.length > smallBytes) return false
  let value: unknown
  try {
    value = JSON.parse(bytes.toString())
  } catch {
    return false
  }
  if (!isJson(value)) return false
  readParsed(value, draft)
  return true
}

/** Reads a reply that is passed on as it comes. */
export interface BodyReader {
  push(chunk: Uint8Array): void
  end(): Reading
}

/** Enough for every answer in text; embeddings and images grow past it. */
const defaultMaximum = 4 * 1024 * 1024
const tailBytes = 64 * 1024

/**
 * Gathers a body that flows by, to read it at its end. Over `maximumBytes` only its last 64 KB are kept: every
 * provider states the usage after the content.
 */
export const createBodyReader = (
  dialect: Dialect,
  maximumBytes: number = defaultMaximum,
): BodyReader => {
  let chunks: Uint8Array[] = []
  let size = 0
  let over = false

  const join = () => {
    if (chunks.length > 1) chunks = [Buffer.concat(chunks, size)]
    return toBuffer(chunks[0] ?? Buffer.alloc(0))
  }

  return {
    push(chunk) {
      chunks.push(chunk)
      size += chunk.length
      // Very small chunks must not pile up as objects.
      if (chunks.length >= 1024) join()
      if (size <= (over ? 4 * tailBytes : maximumBytes)) return
      over = true
      // A copy, so that the large chunk can go.
      chunks = [Buffer.from(join().subarray(-tailBytes))]
      size = chunks[0]!.length
    },
    end() {
      const bytes = join()
      return over ? readTail(bytes) : readBody(dialect, bytes)
    },
  }
}

/** Usage out of the end of a body: the last `"usage"` that is followed by an object. */
const readTail = (bytes: Buffer): Reading => {
  const draft: Draft = emptyDraft()
  for (const name of ['"usage"', '"usageMetadata"']) {
    const at = bytes.lastIndexOf(name)
    if (at < 0) continue
    const colon = skipSpace(bytes, at + name.length)
    const start = skipSpace(bytes, colon + 1)
    const end = bytes[colon] === 0x3a && bytes[start] === 0x7b ? skipValue(bytes, start) : -1
    const usage = end < 0 ? undefined : parseAt(bytes, { start, end })
    if (isJson(usage)) mergeUsage(draft, usage)
  }
  draft.complete = bytes.length > 0 && [0x7d, 0x5d].includes(lastByte(bytes))
  return finishReading(draft)
}

const lastByte = (bytes: Buffer) => {
  let i = bytes.length - 1
  while (i > 0 && bytes[i]! <= 0x20) i--
  return bytes[i]!
}
