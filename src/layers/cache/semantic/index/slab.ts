/**
 * Room for the vectors of all partitions: chunks of 1,024 slots, given out in runs of a power of two (Knowlton's buddy
 * system, 1965). A partition of one entry takes one slot, and no array is ever copied to grow.
 * @module
 */
import {
  askedVector,
  blockSlots,
  farBytes,
  firstFree,
  nearBytes,
  openKernel,
  type Kernel,
  type Memory,
} from './kernel.ts'

export const chunkSlots = 1024

/** Addresses in the memory of a slab. */
export interface Chunk<T> {
  readonly near: number
  readonly far: number
  readonly vectors: number
  /** A vector is its int8 values times this. */
  readonly scales: Float32Array
  readonly items: (T | undefined)[]
}

/** `size` neighbouring slots of a chunk. */
export interface Run<T> {
  readonly chunk: Chunk<T>
  readonly number: number
  readonly start: number
  readonly size: number
}

const pageBytes = 65_536
/** The memory grows by an eighth of itself, and by two chunks at least. */
const growth = 8

export class Slab<T> {
  /** Bytes from one vector to the next. */
  readonly stride: number
  readonly kernel: Kernel
  readonly #memory: Memory
  #bytes: Uint8Array
  #values: Int8Array
  #used = firstFree
  readonly #chunks: Chunk<T>[] = []
  /** By size 1, 2, 4, … 1024: number of the chunk × 1024 + start. */
  readonly #free: readonly Set<number>[] = Array.from(
    { length: Math.log2(chunkSlots) + 1 },
    () => new Set<number>(),
  )

  /** @throws RangeError where a vector does not fit into the memory's first page */
  constructor(dimensions: number) {
    this.stride = Math.ceil(dimensions / 16) * 16
    if (this.stride > firstFree - askedVector) throw new RangeError(`${dimensions} dimensions`)
    const { kernel, memory } = openKernel()
    this.kernel = kernel
    this.#memory = memory
    this.#bytes = new Uint8Array(memory.buffer)
    this.#values = new Int8Array(memory.buffer)
  }

  /** The memory's bytes. Not to be kept: `take` may replace them. */
  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** The same as int8. */
  get values(): Int8Array {
    return this.#values
  }

  /** A run of `size` slots, a power of two up to 1,024. */
  take(size: number): Run<T> {
    const level = Math.log2(size)
    let found = level
    while (found < this.#free.length && this.#free[found]!.size === 0) found++
    const place = found < this.#free.length ? this.#pop(found) : this.#grow()
    for (let at = Math.min(found, this.#free.length - 1); at > level; at--) {
      this.#free[at - 1]!.add(place + 2 ** (at - 1))
    }
    const number = Math.floor(place / chunkSlots)
    return { chunk: this.#chunks[number]!, number, start: place % chunkSlots, size }
  }

  give({ number, start, size }: Run<T>): void {
    let place = number * chunkSlots + start
    let level = Math.log2(size)
    for (; level < this.#free.length - 1; level++) {
      const buddy = place ^ (2 ** level)
      if (!this.#free[level]!.delete(buddy)) break
      place = Math.min(place, buddy)
    }
    this.#free[level]!.add(place)
  }

  /** Bytes of the arrays. */
  get size(): number {
    return this.#bytes.length + this.#chunks.length * chunkSlots * (4 + 8)
  }

  #pop(level: number): number {
    const [place] = this.#free[level]!
    this.#free[level]!.delete(place!)
    return place!
  }

  #grow(): number {
    const near = this.#used
    const far = near + nearBytes * chunkSlots
    const vectors = far + farBytes * chunkSlots
    this.#used = vectors + this.stride * chunkSlots
    const missing = this.#used - this.#bytes.length
    if (missing > 0) {
      const more = Math.max(2 * (this.#used - near), this.#bytes.length / growth)
      this.#memory.grow(Math.ceil(more / pageBytes))
      this.#bytes = new Uint8Array(this.#memory.buffer)
      this.#values = new Int8Array(this.#memory.buffer)
    }
    this.#chunks.push({
      near,
      far,
      vectors,
      scales: new Float32Array(chunkSlots),
      items: Array.from({ length: chunkSlots }, () => undefined),
    })
    return (this.#chunks.length - 1) * chunkSlots
  }
}

/** Address of the first byte of a slot's sketch in rows of `width` bytes; the next byte lies `blockSlots` further. */
export function sketchAddress(rows: number, slot: number, width: number): number {
  const lane = slot % blockSlots
  return rows + (slot - lane) * width + lane
}
