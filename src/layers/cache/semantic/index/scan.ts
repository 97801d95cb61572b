/**
 * The prefilter: sketches in reach of another, the nearest hundred of them. It is all that a call pays where nothing is
 * near: 0.25 ms for 100,000 entries.
 * @module
 */
import { bitsApart, sketchBits } from './sketch.ts'
import { chunkSlots, farWords, nearWords, type Chunk, type Run } from './slab.ts'

/** Candidates whose vectors are compared. */
const compared = 100

/** Of 16 bits each: two loads a word beat the arithmetic by a tenth. */
const ones = new Uint8Array(65536)
for (let bits = 1; bits < ones.length; bits++) ones[bits] = ones[bits >> 1]! + (bits & 1)

/** Entries in reach, of the scan under way; grows to the largest partition, by doubling. */
let reached = { at: new Int32Array(1024), distance: new Uint16Array(1024) }
const histogram = new Int32Array(sketchBits + 1)

/**
 * Visits those of the first `size` entries of `runs` that may have a similarity of `floor`: the nearest hundred by
 * sketch, and at most a hundred more that are as far as the last of them.
 */
export function scan<T>(
  runs: readonly Run<T>[],
  size: number,
  sketch: Int32Array,
  floor: number,
  visit: (chunk: Chunk<T>, slot: number) => void,
): void {
  const nearLimit = bitsApart(floor, nearWords * 32)
  const limit = bitsApart(floor, sketchBits)
  if (reached.at.length < size) {
    const room = 2 ** Math.ceil(Math.log2(size))
    reached = { at: new Int32Array(room), distance: new Uint16Array(room) }
  }
  histogram.fill(0)
  const { at: slots, distance: distances } = reached
  let count = 0
  let first = 0
  for (const [number, run] of runs.entries()) {
    const until = run.start + Math.min(run.size, size - first)
    count = scanRun(run, number, until, sketch, nearLimit, limit, count)
    first += run.size
  }
  let cut = 0
  for (let seen = 0; cut < limit; cut++) {
    seen += histogram[cut]!
    if (seen >= compared) break
  }
  let left = compared * 2
  for (let at = 0; at < count && left > 0; at++) {
    if (distances[at]! > cut) continue
    visit(runs[slots[at]! >>> 10]!.chunk, slots[at]! & (chunkSlots - 1))
    left--
  }
}

/** Writes the entries of one run that are in reach behind the `count` already found; gives their number. */
function scanRun(
  { chunk, start }: Run<unknown>,
  number: number,
  until: number,
  sketch: Int32Array,
  nearLimit: number,
  limit: number,
  from: number,
): number {
  const { near, far } = chunk
  const { at: slots, distance: distances } = reached
  const [first, second] = [sketch[0]!, sketch[1]!]
  let count = from
  for (let slot = start; slot < until; slot++) {
    const a = near[slot * nearWords]! ^ first
    const b = near[slot * nearWords + 1]! ^ second
    let apart = ones[a & 65535]! + ones[a >>> 16]! + ones[b & 65535]! + ones[b >>> 16]!
    if (apart > nearLimit) continue
    for (let word = 0; word < farWords; word++) {
      const bits = far[slot * farWords + word]! ^ sketch[nearWords + word]!
      apart += ones[bits & 65535]! + ones[bits >>> 16]!
    }
    if (apart > limit) continue
    slots[count] = number * chunkSlots + slot
    distances[count++] = apart
    histogram[apart]!++
  }
  return count
}
