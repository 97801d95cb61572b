/**
 * What a log line looks like without its changing values: lines of one template say the same of other things.
 * @module
 */

const zero = 0x30
const nine = 0x39

/**
 * A 32-bit name of the line's template: tokens that start with a digit, and long hexadecimal ones, count as equal.
 * Names such as `test_a1` stay apart: which of them failed is what a reader looks for.
 */
export function templateOf(line: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < line.length;) {
    const code = line.charCodeAt(at)
    if (!isWord(code)) {
      hash = Math.imul(hash ^ code, 0x01000193)
      at++
      continue
    }
    const before = hash
    const start = at
    let hexadecimal = true
    let digits = 0
    for (; at < line.length; at++) {
      const next = line.charCodeAt(at)
      if (!isWord(next)) break
      const digit = next >= zero && next <= nine
      if (digit) digits++
      else if (!((next >= 0x61 && next <= 0x66) || (next >= 0x41 && next <= 0x46))) {
        hexadecimal = false
      }
      hash = Math.imul(hash ^ next, 0x01000193)
    }
    const first = line.charCodeAt(start)
    const value = (first >= zero && first <= nine) || (hexadecimal && digits > 0 && at - start >= 7)
    if (value) hash = Math.imul(before ^ zero, 0x01000193)
  }
  return hash >>> 0
}

function isWord(code: number): boolean {
  return (
    (code >= zero && code <= nine) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    code >= 0x80
  )
}

/**
 * A coarser name, for lines that tell of failures: of a line's tokens only plain words count, so that the same message
 * about a hundred files or tests is one.
 */
export function messageOf(line: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < line.length; at++) {
    let plain = true
    const before = hash
    let letters = 0
    for (; at < line.length; at++) {
      const code = line.charCodeAt(at)
      if (code === 0x20 || code === 0x09) break
      const small = code | 0x20
      if (small >= 0x61 && small <= 0x7a) {
        letters++
        hash = Math.imul(hash ^ code, 0x01000193)
      } else if (!endsWord(code)) plain = false
    }
    if (letters === 0 || !plain) hash = before
    else hash = Math.imul(hash ^ 0x20, 0x01000193)
  }
  return hash >>> 0
}

/** Punctuation that may stand at a word without making it a name or a path. */
function endsWord(code: number): boolean {
  return (
    code === 0x3a ||
    code === 0x2c ||
    code === 0x21 ||
    code === 0x3b ||
    code === 0x28 ||
    code === 0x29
  )
}
