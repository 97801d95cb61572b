/**
 * Where the parts of a key are laid side by side, again and again in the same memory.
 * @module
 */

export interface Room {
  /** Begins anew, with these bytes as they are. */
  start(bytes: Uint8Array): void
  /** Each part lies behind its length, so that no two lists of parts give the same bytes. */
  text(part: string): void
  bytes(part: Buffer, start: number, end: number): void
  /** All that was added since the start; overwritten by the next one. */
  taken(): Uint8Array
}

const usualBytes = 64 * 1024
const lengthBytes = 4
/** Up to here a loop is faster than a call into Node. */
const shortText = 32
/** Most bytes of UTF-8 for a unit of UTF-16. */
const bytesPerUnit = 3

export function createRoom(): Room {
  let memory = Buffer.allocUnsafeSlow(usualBytes)
  let used = 0

  function reserve(bytes: number): void {
    const wanted = used + lengthBytes + bytes
    if (wanted <= memory.length) return
    const larger = Buffer.allocUnsafeSlow(2 * wanted)
    memory.copy(larger, 0, 0, used)
    memory = larger
  }

  function writeText(text: string, at: number): number {
    if (text.length > shortText) return memory.write(text, at)
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      if (unit > 0x7f) return memory.write(text, at)
      memory[at + index] = unit
    }
    return text.length
  }

  function close(length: number): void {
    memory[used] = length
    memory[used + 1] = length >>> 8
    memory[used + 2] = length >>> 16
    memory[used + 3] = length >>> 24
    used += lengthBytes + length
  }

  return {
    start(bytes) {
      // One large body is no reason to hold so much for good.
      if (memory.length > usualBytes) memory = Buffer.allocUnsafeSlow(usualBytes)
      memory.set(bytes)
      used = bytes.length
    },
    text(part) {
      reserve(bytesPerUnit * part.length)
      close(writeText(part, used + lengthBytes))
    },
    bytes(part, start, end) {
      reserve(end - start)
      part.copy(memory, used + lengthBytes, start, end)
      close(end - start)
    },
    taken: () => memory.subarray(0, used),
  }
}
