/**
 * Steps over JSON four bytes at once, for whoever goes through a whole body: half the time of json-scan.ts where
 * strings are many and short or full of escaped quotes, as conversations of agents are.
 * The bytes are taken to be valid JSON; on anything else the answer is -1 or meaningless, never a throw and never an
 * endless loop.
 * @module
 */
import { skipValue } from './json-scan.ts'

const quote = 0x22
const backslash = 0x5c
const quotes = 0x22222222
const ones = 0x01010101
const tops = 0x80808080

/** The same memory, read by words; made once for a body. */
export const wordsOf = ({ buffer, byteOffset, length }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, length)

/**
 * Position after the closing quote of the string whose content starts at `at`; -1 where it never closes.
 * @param words of `bytes`
 */
export const skipStringIn = (bytes: Uint8Array, words: DataView, at: number): number => {
  const last = bytes.length - 4
  let i = at
  for (;;) {
    let found = 0
    for (; i <= last; i += 4) {
      const word = words.getInt32(i, true) ^ quotes
      // The lowest byte that is zero has its top bit set; the first quote is what counts.
      found = (word - ones) & ~word & tops
      if (found !== 0) break
    }
    if (found !== 0) i += (31 - Math.clz32(found & -found)) >> 3
    else {
      while (i < bytes.length && bytes[i] !== quote) i++
      if (i >= bytes.length) return -1
    }
    let slashes = i - 1
    while (slashes >= at && bytes[slashes] === backslash) slashes--
    i++
    if (((i - slashes) & 1) === 0) return i
  }
}

/** Position after the value that starts at `at`; -1 where it is cut off or where none starts. */
export const skipValueIn = (bytes: Buffer, words: DataView, at: number): number => {
  const first = bytes[at]
  if (first === quote) return skipStringIn(bytes, words, at + 1)
  if (first !== 0x7b && first !== 0x5b) return skipValue(bytes, at)
  const { length } = bytes
  let depth = 0
  let i = at
  while (i < length) {
    const byte = bytes[i]
    if (byte === quote) {
      i = skipStringIn(bytes, words, i + 1)
      if (i < 0) return -1
      continue
    }
    i++
    if (byte === 0x7b || byte === 0x5b) depth++
    else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) return i
  }
  return -1
}
