/**
 * Room for small answers that stay.
 * @module
 */

const slabBytes = 64 * 1024
/** Larger bodies keep the memory that they came in. */
const mostCopied = 4096

/**
 * Copies a small body out of the packet that it came in, into memory that holds such copies alone. In the pool of
 * `Buffer.from` it would lie among what calls need for a moment, and keep 4 KB of that alive for each 500 bytes.
 * @returns a function that gives the copy, or a large body as it is
 */
export function createSlabs(): (body: Uint8Array) => Uint8Array {
  let slab = Buffer.allocUnsafeSlow(slabBytes)
  let used = 0
  return (body) => {
    const { length } = body
    if (length > mostCopied) return body
    if (used + length > slabBytes) {
      slab = Buffer.allocUnsafeSlow(slabBytes)
      used = 0
    }
    const copy = slab.subarray(used, used + length)
    copy.set(body)
    used += length
    return copy
  }
}
