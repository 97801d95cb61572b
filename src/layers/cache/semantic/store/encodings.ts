/**
 * What the sentence encoder said of kept questions, and of those asked lately: 1 to 2 ms each to make, so remembered.
 * In memory only, and gone with the question.
 * @module
 */
import { packVector, type PackedVector } from '../../../../learned/packed-vector.ts'
import { createBoundedMap } from '../../../../maps/bounded-map.ts'
import type { Indexed } from '../index/semantic-index.ts'

/** What is remembered by. */
export interface Encoded extends Indexed {
  readonly partition: string
}

export interface Encodings<T extends Encoded> {
  /** Of a kept question; undefined where it is not known, or not any more. */
  of(kept: T): PackedVector | undefined
  /** Nothing is remembered of what is not in the index, perhaps not any more. */
  keep(kept: T, vector: Float32Array): PackedVector
  /** Whether the vector of a kept question is known, be it as that of the question asked, which it then becomes. */
  adopt(kept: T): boolean
  forget(kept: T): void
  /** Of a question asked in a partition. */
  asked(partition: string, text: string): Float32Array | undefined
  keepAsked(partition: string, text: string, vector: Float32Array): void
  forgetAsked(): void
  readonly size: number
  /** One more is remembered at the price of another. */
  readonly full: boolean
  /** Of the kept questions' vectors. */
  readonly bytes: number
}

/** Kept questions: 12 MB of vectors 384 wide. */
export const mostKept = 16_000
/** Questions asked, 1.5 KB each. */
const mostAsked = 500
/** Vectors that memory is taken for at a time. */
const together = 512

/** @param most - kept questions remembered; those not used for longest go first */
export function createEncodings<T extends Encoded>(most = mostKept): Encodings<T> {
  /** The least recently used first. */
  const slots = new Map<T, number>()
  const scales: number[] = []
  const chunks: Int16Array[] = []
  let free: number[] = []
  let width = 0
  let asked = createBoundedMap<Float32Array>(mostAsked / 2)

  const valuesOf = (slot: number): Int16Array => {
    const start = (slot % together) * width
    return chunks[Math.floor(slot / together)]!.subarray(start, start + width)
  }

  function slotFor(): number {
    const known = free.pop()
    if (known !== undefined) return known
    const slot = slots.size
    if (slot < most) {
      if (slot % together === 0) chunks.push(new Int16Array(together * width))
      return slot
    }
    const [oldest, used] = slots.entries().next().value!
    slots.delete(oldest)
    return used
  }

  function forget(kept: T): void {
    const slot = slots.get(kept)
    if (slot === undefined) return
    valuesOf(slot).fill(0)
    slots.delete(kept)
    free.push(slot)
  }

  function keep(kept: T, vector: Float32Array): PackedVector {
    if (!kept.place) return packVector(vector)
    forget(kept)
    if (slots.size === 0 && vector.length !== width) {
      chunks.length = 0
      free = []
      width = vector.length
    }
    if (vector.length !== width) return packVector(vector)
    const slot = slotFor()
    const packed = packVector(vector, valuesOf(slot))
    scales[slot] = packed.scale
    slots.set(kept, slot)
    return packed
  }

  return {
    of(kept) {
      const slot = slots.get(kept)
      if (slot === undefined) return undefined
      slots.delete(kept)
      slots.set(kept, slot)
      return { values: valuesOf(slot), scale: scales[slot]! }
    },
    keep,
    adopt(kept) {
      if (slots.has(kept)) return true
      const vector = asked.get(`${kept.partition}\n${kept.text}`)
      if (vector) keep(kept, vector)
      return vector !== undefined
    },
    forget,
    asked: (partition, text) => asked.get(`${partition}\n${text}`),
    keepAsked: (partition, text, vector) => asked.set(`${partition}\n${text}`, vector),
    forgetAsked() {
      asked = createBoundedMap<Float32Array>(mostAsked / 2)
    },
    get size() {
      return slots.size
    },
    get full() {
      return slots.size >= most
    },
    get bytes() {
      return chunks.length * together * (2 * width + 8)
    },
  }
}
