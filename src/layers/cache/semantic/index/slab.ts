/**
 * Room for the vectors of all partitions: chunks of 1,024 slots, given out in runs of a power of two (Knowlton's buddy
 * system, 1965). A partition of one entry takes one slot, and no array is ever copied to grow.
 * @module
 */
import { sketchWords } from './sketch.ts'

export const chunkSlots = 1024

/** Words of a sketch that are looked at first; they lie apart, so that a scan reads 8 bytes an entry, not 32. */
export const nearWords = 2
export const farWords = sketchWords - nearWords

export interface Chunk<T> {
  readonly near: Int32Array
  readonly far: Int32Array
  readonly vectors: Int8Array
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

export class Slab<T> {
  readonly #dimensions: number
  readonly #chunks: Chunk<T>[] = []
  /** By size 1, 2, 4, … 1024: number of the chunk × 1024 + start. */
  readonly #free: readonly Set<number>[] = Array.from(
    { length: Math.log2(chunkSlots) + 1 },
    () => new Set<number>(),
  )

  constructor(dimensions: number) {
    this.#dimensions = dimensions
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
  get bytes(): number {
    return this.#chunks.length * chunkSlots * (this.#dimensions + sketchWords * 4 + 4 + 8)
  }

  #pop(level: number): number {
    const [place] = this.#free[level]!
    this.#free[level]!.delete(place!)
    return place!
  }

  #grow(): number {
    this.#chunks.push({
      near: new Int32Array(chunkSlots * nearWords),
      far: new Int32Array(chunkSlots * farWords),
      vectors: new Int8Array(chunkSlots * this.#dimensions),
      scales: new Float32Array(chunkSlots),
      items: Array.from({ length: chunkSlots }, () => undefined),
    })
    return (this.#chunks.length - 1) * chunkSlots
  }
}
