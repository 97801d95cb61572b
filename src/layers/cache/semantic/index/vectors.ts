/**
 * The vectors of each partition, and which of them are nearest: sketches first, then the int8 values of the best.
 * @module
 */
import { scan } from './scan.ts'
import { createSketcher, sketchWords } from './sketch.ts'
import { chunkSlots, farWords, nearWords, Slab, type Chunk, type Run } from './slab.ts'

export interface Near<T> {
  readonly item: T
  /** Cosine, to about 0.005: both sides are int8. */
  readonly similarity: number
}

/** Where an item's vector lies; changes hands when others are removed. */
export interface Place<T> {
  readonly partition: Partition<T>
  run: Run<T>
  slot: number
}

export interface Partition<T> {
  readonly key: string
  /** Full ones, but for the last. */
  readonly runs: Run<T>[]
  readonly places: Place<T>[]
}

export interface Vectors<T> {
  add(partition: string, item: T, vector: Float32Array): Place<T>
  remove(place: Place<T>): void
  /** At most `count` items of a similarity of at least the floor, the nearest first. */
  nearest(partition: string, vector: Float32Array, count: number): Near<T>[]
  similarity(place: Place<T>, vector: Float32Array): number
  keys(): IterableIterator<string>
  readonly size: number
  readonly partitions: number
  /** Bytes of the vectors and sketches. */
  readonly bytes: number
}

/** @param floor - similarity below which nothing counts as near */
export function createVectors<T>(dimensions: number, floor: number): Vectors<T> {
  const slab = new Slab<T>(dimensions)
  const sketcher = createSketcher(dimensions)
  const partitions = new Map<string, Partition<T>>()
  const sketch = new Int32Array(sketchWords)
  const asked = new Int8Array(dimensions)
  let size = 0

  const cosine = (chunk: Chunk<T>, slot: number, scale: number): number => {
    const { vectors } = chunk
    const from = slot * dimensions
    let dot = 0
    for (let at = 0; at < dimensions; at++) dot += asked[at]! * vectors[from + at]!
    return dot * scale * chunk.scales[slot]!
  }

  const copy = (from: Chunk<T>, a: number, to: Chunk<T>, b: number): void => {
    to.near.set(from.near.subarray(a * nearWords, (a + 1) * nearWords), b * nearWords)
    to.far.set(from.far.subarray(a * farWords, (a + 1) * farWords), b * farWords)
    const vector = from.vectors.subarray(a * dimensions, (a + 1) * dimensions)
    to.vectors.set(vector, b * dimensions)
    to.scales[b] = from.scales[a]!
    to.items[b] = from.items[a]
  }

  return {
    add(key, item, vector) {
      let partition = partitions.get(key)
      if (!partition) partitions.set(key, (partition = { key, runs: [], places: [] }))
      const { runs, places } = partition
      const used = places.length
      let run = runs.at(-1)
      const room = run ? firstOf(runs) + run.size : 0
      if (!run || used === room) {
        run = slab.take(Math.min(chunkSlots, Math.max(1, used)))
        runs.push(run)
      }
      const slot = run.start + used - firstOf(runs)
      const { chunk } = run
      sketcher.sketch(vector, sketch)
      chunk.near.set(sketch.subarray(0, nearWords), slot * nearWords)
      chunk.far.set(sketch.subarray(nearWords), slot * farWords)
      chunk.scales[slot] = quantise(vector, chunk.vectors, slot * dimensions)
      chunk.items[slot] = item
      const place: Place<T> = { partition, run, slot }
      places.push(place)
      size++
      return place
    },
    remove(place) {
      const { partition } = place
      const { runs, places } = partition
      const last = places.pop()!
      copy(last.run.chunk, last.slot, place.run.chunk, place.slot)
      last.run.chunk.items[last.slot] = undefined
      if (last !== place) {
        // The last one moves into the hole.
        const at = indexOf(runs, place)
        places[at] = last
        last.run = place.run
        last.slot = place.slot
      }
      if (places.length === firstOf(runs)) slab.give(runs.pop()!)
      if (places.length === 0) partitions.delete(partition.key)
      size--
    },
    nearest(key, vector, count) {
      const partition = partitions.get(key)
      if (!partition) return []
      sketcher.sketch(vector, sketch)
      const scale = quantise(vector, asked, 0)
      const found: Near<T>[] = []
      scan(partition.runs, partition.places.length, sketch, floor, (chunk, slot) => {
        const similarity = cosine(chunk, slot, scale)
        if (similarity >= floor) found.push({ item: chunk.items[slot]!, similarity })
      })
      return found.sort((a, b) => b.similarity - a.similarity).slice(0, count)
    },
    similarity({ run, slot }, vector) {
      return cosine(run.chunk, slot, quantise(vector, asked, 0))
    },
    keys: () => partitions.keys(),
    get size() {
      return size
    },
    get partitions() {
      return partitions.size
    },
    get bytes() {
      return slab.bytes
    },
  }
}

/** Runs are of 1, 1, 2, 4, … 512 slots and then of 1,024: the place of the last one's first entry. */
function firstOf(runs: readonly Run<unknown>[]): number {
  const at = runs.length - 1
  if (at <= 0) return 0
  return at <= 11 ? 2 ** (at - 1) : (at - 10) * chunkSlots
}

function indexOf(runs: readonly Run<unknown>[], { run, slot }: Place<unknown>): number {
  const at = runs.indexOf(run)
  return firstOf(runs.slice(0, at + 1)) + slot - run.start
}

/** Writes int8 values; gives what they are to be multiplied by. */
function quantise(vector: Float32Array, into: Int8Array, from: number): number {
  let most = 0
  for (const value of vector) most = Math.max(most, Math.abs(value))
  if (most === 0) {
    into.fill(0, from, from + vector.length)
    return 0
  }
  const scale = 127 / most
  for (let at = 0; at < vector.length; at++) into[from + at] = Math.round(vector[at]! * scale)
  return most / 127
}
