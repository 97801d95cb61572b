/**
 * One flat pass over a stream's event: says what is in it, so that deltas need no JSON.parse
 * (0.25 µs against 0.85 for an event of 300 bytes).
 * @module
 */
import { skipSpace, skipString } from '../wire/json-scan.ts'
import { keyIs } from '../wire/json-span.ts'

/** What a pass found. One object is filled again and again. */
export interface Walk {
  /** Where the value of a `usage` that is not null begins, at the top or one level below; -1 for none. */
  usage: number
  /** A `finish_reason` that is not null. */
  finished: boolean
  /** An `error` at the top that is not null. */
  failed: boolean
  /** Bytes of answer inside `delta`. */
  text: number
  /** Where the value of a `sequence_number` begins; -1 for none. */
  sequence: number
}

export const createWalk = (): Walk => ({
  usage: -1,
  finished: false,
  failed: false,
  text: 0,
  sequence: -1,
})

const quote = 0x22
const colon = 0x3a
const letterN = 0x6e

/** Walks the JSON object in `bytes[start, end)`. On bytes that are no JSON the result means nothing. */
export const walkEvent = (bytes: Buffer, start: number, end: number, walk: Walk): void => {
  walk.usage = -1
  walk.finished = false
  walk.failed = false
  walk.text = 0
  walk.sequence = -1
  let depth = 0
  let i = start
  while (i < end) {
    const byte = bytes[i]
    if (byte === quote) {
      const from = i + 1
      const close = skipString(bytes, from)
      if (close < 0 || close > end) return
      const after = bytes[close] === colon ? close : skipSpace(bytes, close)
      if (bytes[after] !== colon) {
        i = close
        continue
      }
      i = skipSpace(bytes, after + 1)
      const length = close - 1 - from
      if (length === 5) {
        if (keyIs(bytes, from, close - 1, 'delta')) {
          const text = counted
          i = countText(bytes, i, end, text)
          if (i < 0) return
          walk.text += text.bytes
        } else if (bytes[i] === letterN) continue
        else if (depth <= 2 && keyIs(bytes, from, close - 1, 'usage')) walk.usage = i
        else if (depth === 1 && keyIs(bytes, from, close - 1, 'error')) walk.failed = true
      } else if (length === 13 && bytes[i] === quote) {
        if (keyIs(bytes, from, close - 1, 'finish_reason')) walk.finished = true
      } else if (length === 15 && depth === 1 && keyIs(bytes, from, close - 1, 'sequence_number')) {
        walk.sequence = i
      }
      continue
    }
    i++
    if (byte === 0x7b || byte === 0x5b) depth++
    else if (byte === 0x7d || byte === 0x5d) depth--
  }
}

const counted = { bytes: 0 }

/**
 * Adds up the bytes of the strings in the value at `at`: the text that the model wrote, in whichever field
 * (content, reasoning, refusal, arguments). Fields that only label it are left out.
 * @returns position after the value; -1 where it is cut off
 */
export const countText = (
  bytes: Buffer,
  at: number,
  end: number,
  count: { bytes: number },
): number => {
  count.bytes = 0
  let depth = 0
  let i = at
  let label = false
  while (i < end) {
    const byte = bytes[i]
    if (byte === quote) {
      const close = skipString(bytes, i + 1)
      if (close < 0 || close > end) return -1
      const after = bytes[close] === colon ? close : skipSpace(bytes, close)
      if (bytes[after] === colon) {
        label = isLabel(bytes, i + 1, close - 1)
        i = after + 1
        continue
      }
      if (!label) count.bytes += close - i - 2
      i = close
      if (depth === 0) return i
      continue
    }
    i++
    if (byte === 0x7b || byte === 0x5b) depth++
    else if (byte === 0x7d || byte === 0x5d) {
      depth--
      if (depth <= 0) return depth === 0 ? i : i - 1
    } else if (depth === 0 && byte === 0x2c) return i - 1
  }
  return -1
}

const labels: Readonly<Record<number, readonly string[]>> = {
  2: ['id'],
  4: ['role', 'type'],
  8: ['mimeType'],
  9: ['signature'],
  11: ['obfuscation'],
  12: ['finishReason'],
  16: ['thoughtSignature'],
  17: ['encrypted_content'],
}

const isLabel = (bytes: Buffer, start: number, end: number) => {
  const names = labels[end - start]
  if (names === undefined) return false
  for (const name of names) if (keyIs(bytes, start, end, name)) return true
  return false
}
