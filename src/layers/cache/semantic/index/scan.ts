/**
 * The prefilter: sketches in reach of another, the nearest hundred of them. It is all that a call pays where nothing is
 * near.
 * @module
 */
import { askedSketch, blockSlots, found, nearBytes } from './kernel.ts'
import { bitsApart, sketchBits } from './sketch.ts'
import type { Chunk, Run, Slab } from './slab.ts'

/** Candidates whose vectors are compared. */
const compared = 100

/** Entries in reach, of the scan under way, in order of their place. */
let reached = new Int32Array(1024)
let distances = new Uint16Array(1024)
const counts = new Int32Array(sketchBits + 1)

/**
 * Visits those of the first `size` entries of `runs` that may have a similarity of `floor`: the nearest hundred by
 * sketch, and at most a hundred more that are as far as the last of them.
 */
export function scan<T>(
  slab: Slab<T>,
  runs: readonly Run<T>[],
  size: number,
  sketch: Uint8Array,
  floor: number,
  visit: (chunk: Chunk<T>, slot: number) => void,
): void {
  const { kernel, bytes } = slab
  for (const [at, byte] of sketch.entries()) {
    bytes.fill(byte, askedSketch + at * blockSlots, askedSketch + (at + 1) * blockSlots)
  }
  const results = new Int32Array(bytes.buffer, found, 1024)
  // Half of the bits: of those at the floor itself one in fifteen is lost, of those .1 above it one in a thousand.
  let nearLimit = bitsApart(floor, nearBytes * 8, 1.5)
  // The kernel counts in bytes.
  let limit = Math.min(255, bitsApart(floor, sketchBits, 2))
  counts.fill(0)
  let count = 0
  let within = 0
  let first = 0
  for (const [number, { chunk, start, size: room }] of runs.entries()) {
    const used = Math.min(room, size - first)
    first += room
    // A run of fewer than sixteen slots lies within one block.
    const begin = start - (start % blockSlots)
    const near = chunk.near + begin * nearBytes
    const far = chunk.far + begin * nearBytes
    const end = kernel.scan(near, far, begin, start + used, nearLimit, limit)
    const more = (end - found) / 4
    if (count + more > reached.length) grow(count + more)
    for (let at = 0; at < more; at++) {
      const result = results[at]!
      const slot = result & 1023
      if (slot < start) continue
      const distance = result >>> 10
      reached[count] = (number << 10) | slot
      distances[count++] = distance
      counts[distance]!++
      within++
    }
    // Further than a hundred others: no longer looked at.
    while (within - counts[limit]! >= compared) within -= counts[limit--]!
    nearLimit = Math.min(nearLimit, nearReach(limit))
  }
  let left = compared * 2
  for (let at = 0; at < count && left > 0; at++) {
    if (distances[at]! > limit) continue
    const place = reached[at]!
    visit(runs[place >>> 10]!.chunk, place & 1023)
    left--
  }
}

/** Bits of the first half in which all but few of those that differ in `distance` bits of all differ at most. */
function nearReach(distance: number): number {
  const share = distance / sketchBits
  const half = sketchBits / 2
  // Drawn without putting back, hence the one half under the root.
  return Math.floor(half * share + 2 * Math.sqrt((half * share * (1 - share)) / 2))
}

function grow(size: number): void {
  const room = 2 ** Math.ceil(Math.log2(size))
  const [more, further] = [new Int32Array(room), new Uint16Array(room)]
  more.set(reached)
  further.set(distances)
  reached = more
  distances = further
}
