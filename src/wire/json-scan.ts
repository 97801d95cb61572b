/**
 * Steps over JSON in bytes without parsing it. Linear, non-recursive, no allocation.
 * The bytes are taken to be valid JSON (RFC 8259); on anything else the answer is -1 or meaningless, never a throw
 * and never an endless loop.
 * @module
 */

const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d
const comma = 0x2c

/** Below this many bytes a loop is quicker than the 22 ns of a native search. */
const nearBytes = 32
/** JSON in JSON has an escaped quote every few bytes, each of which a native search would stop at. */
const denseBytes = 12

/** First position from `at` on that is no JSON white space. */
export const skipSpace = (bytes: Uint8Array, at: number): number => {
  let i = at
  for (;;) {
    const byte = bytes[i]
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return i
    i++
  }
}

/** Position after the closing quote of the string whose content starts at `at`; -1 where it never closes. */
export const skipString = (bytes: Buffer, at: number): number => {
  const length = bytes.length
  let i = at
  for (;;) {
    const near = i + nearBytes < length ? i + nearBytes : length
    for (; i < near; i++) {
      const byte = bytes[i]
      if (byte === quote) return i + 1
      if (byte === backslash) i++
    }
    if (i >= length) return -1
    for (let gap = denseBytes; gap >= denseBytes;) {
      const found = bytes.indexOf(quote, i)
      if (found < 0) return -1
      let slashes = 0
      while (found - slashes > i && bytes[found - slashes - 1] === backslash) slashes++
      if ((slashes & 1) === 0) return found + 1
      gap = found - i
      i = found + 1
    }
  }
}

/** Position after the value that starts at `at`; -1 where it is cut off or where none starts. */
export const skipValue = (bytes: Buffer, at: number): number => {
  const first = bytes[at]
  if (first === quote) return skipString(bytes, at + 1)
  if (first !== openBrace && first !== openBracket) return skipScalar(bytes, at)
  const length = bytes.length
  let depth = 0
  let i = at
  while (i < length) {
    const byte = bytes[i]
    if (byte === quote) {
      i = skipString(bytes, i + 1)
      if (i < 0) return -1
      continue
    }
    i++
    if (byte === openBrace || byte === openBracket) depth++
    else if ((byte === closeBrace || byte === closeBracket) && --depth === 0) return i
  }
  return -1
}

const skipScalar = (bytes: Buffer, at: number) => {
  let i = at
  for (; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte <= 0x20 || byte === comma || byte === closeBrace || byte === closeBracket) break
  }
  return i === at ? -1 : i
}
