/**
 * Sign sketches of vectors: 256 bits, of which two vectors at an angle θ differ in about 256 · θ/π (Charikar 2002).
 * @module
 */

export const sketchBytes = 32
export const sketchBits = sketchBytes * 8

export interface Sketcher {
  /** Writes the sketch of a vector into 32 bytes. */
  sketch(vector: Float32Array, into: Uint8Array): void
}

/**
 * Signs after a random rotation (signs drawn once, then a Walsh–Hadamard transform): each bit then tells of all
 * dimensions. Without it the bits of a table's weak dimensions would count as much as those of its strong ones.
 */
export function createSketcher(dimensions: number): Sketcher {
  const width = Math.max(sketchBits, 2 ** Math.ceil(Math.log2(dimensions)))
  const flips = new Float32Array(dimensions)
  // A fixed sequence (xorshift32, Marsaglia 2003), so that sketches mean the same after a restart.
  let state = 0x9e3779b9
  for (let at = 0; at < dimensions; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    flips[at] = state < 0 ? -1 : 1
  }
  const turned = new Float32Array(width)
  return {
    sketch(vector, into) {
      turned.fill(0)
      for (let at = 0; at < dimensions; at++) turned[at] = vector[at]! * flips[at]!
      transform(turned)
      for (let byte = 0; byte < sketchBytes; byte++) {
        let bits = 0
        for (let bit = 0; bit < 8; bit++) if (turned[byte * 8 + bit]! > 0) bits |= 1 << bit
        into[byte] = bits
      }
    },
  }
}

function transform(values: Float32Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let block = 0; block < values.length; block += half * 2) {
      for (let at = block; at < block + half; at++) {
        const [first, second] = [values[at]!, values[at + half]!]
        values[at] = first + second
        values[at + half] = first - second
      }
    }
  }
}

/** Bits, of `count`, in which all but few vectors of at least this similarity differ at most: mean and `deviations` σ. */
export function bitsApart(similarity: number, count: number, deviations: number): number {
  const share = Math.acos(similarity) / Math.PI
  return Math.floor(count * share + deviations * Math.sqrt(count * share * (1 - share)))
}
