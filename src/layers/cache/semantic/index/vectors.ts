/**
 * The vectors of each partition, and which of them are nearest: sketches first, then the int8 values of the best.
 * @module
 */
import { askedVector, blockSlots, farBytes, nearBytes } from './kernel.ts'
import { scan } from './scan.ts'
import { createSketcher, sketchBytes } from './sketch.ts'
import { chunkSlots, sketchAddress, Slab, type Chunk, type Run } from './slab.ts'

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
  /** Made with the first vector: an index that stays empty takes no memory. */
  let slab: Slab<T> | undefined
  const sketcher = createSketcher(dimensions)
  const partitions = new Map<string, Partition<T>>()
  const sketch = new Uint8Array(sketchBytes)
  let size = 0

  const cosine = ({ kernel, stride }: Slab<T>, chunk: Chunk<T>, slot: number, scale: number) =>
    kernel.dot(chunk.vectors + slot * stride, stride) * scale * chunk.scales[slot]!

  const write = ({ bytes }: Slab<T>, chunk: Chunk<T>, slot: number): void => {
    let at = sketchAddress(chunk.near, slot, nearBytes)
    for (let byte = 0; byte < nearBytes; byte++, at += blockSlots) bytes[at] = sketch[byte]!
    at = sketchAddress(chunk.far, slot, farBytes)
    for (let byte = nearBytes; byte < sketchBytes; byte++, at += blockSlots)
      bytes[at] = sketch[byte]!
  }

  const copy = ({ bytes, stride }: Slab<T>, from: Place<T>, to: Place<T>): void => {
    for (const rows of ['near', 'far'] as const) {
      const width = rows === 'near' ? nearBytes : farBytes
      const source = sketchAddress(from.run.chunk[rows], from.slot, width)
      const target = sketchAddress(to.run.chunk[rows], to.slot, width)
      for (let byte = 0; byte < width * blockSlots; byte += blockSlots)
        bytes[target + byte] = bytes[source + byte]!
    }
    const vector = from.run.chunk.vectors + from.slot * stride
    bytes.copyWithin(to.run.chunk.vectors + to.slot * stride, vector, vector + stride)
    to.run.chunk.scales[to.slot] = from.run.chunk.scales[from.slot]!
    to.run.chunk.items[to.slot] = from.run.chunk.items[from.slot]
  }

  return {
    add(key, item, vector) {
      slab ??= new Slab<T>(dimensions)
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
      write(slab, chunk, slot)
      chunk.scales[slot] = quantise(vector, slab.values, chunk.vectors + slot * slab.stride)
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
      if (last !== place) copy(slab!, last, place)
      last.run.chunk.items[last.slot] = undefined
      if (last !== place) {
        // The last one moves into the hole.
        const at = indexOf(runs, place)
        places[at] = last
        last.run = place.run
        last.slot = place.slot
      }
      if (places.length === firstOf(runs)) slab!.give(runs.pop()!)
      if (places.length === 0) partitions.delete(partition.key)
      size--
    },
    nearest(key, vector, count) {
      const partition = partitions.get(key)
      if (!partition || !slab) return []
      const within = slab
      sketcher.sketch(vector, sketch)
      const scale = quantise(vector, within.values, askedVector)
      const found: Near<T>[] = []
      scan(within, partition.runs, partition.places.length, sketch, floor, (chunk, slot) => {
        const similarity = cosine(within, chunk, slot, scale)
        if (similarity >= floor) found.push({ item: chunk.items[slot]!, similarity })
      })
      return found.sort((a, b) => b.similarity - a.similarity).slice(0, count)
    },
    similarity({ run, slot }, vector) {
      return cosine(slab!, run.chunk, slot, quantise(vector, slab!.values, askedVector))
    },
    keys: () => partitions.keys(),
    get size() {
      return size
    },
    get partitions() {
      return partitions.size
    },
    get bytes() {
      return slab?.size ?? 0
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
