/**
 * A set of questions with everything about their pairs worked out once, so that hundreds of shuffles stay fast.
 * @module
 */
import type { Evidence } from '../../src/layers/cache/semantic/risk/evidence.ts'

/** What a set of models says about two questions (asked, kept). */
export interface PairFigures {
  readonly verifier?: number | undefined
  readonly encoder?: number | undefined
  readonly linear?: number | undefined
  readonly lexical: ArrayLike<number>
  readonly vetoed: boolean
}

export interface World {
  readonly size: number
  /** Which questions have one answer. */
  readonly answers: Int32Array
  /** Intents, for drifts that come to a part of them. */
  readonly intents: Int32Array
  /** `width` nearest others of each question, the nearest first. */
  readonly width: number
  readonly neighbours: Int32Array
  readonly similarity: Float32Array
  evidence(slot: number, age: number): Evidence
  vetoed(slot: number): boolean
}

export interface WorldParts {
  readonly vectors: readonly Float32Array[]
  readonly answers: readonly string[]
  readonly intents: readonly string[]
  readonly width: number
  figures(asked: number, kept: number, rank: number): PairFigures
}

/** `vectors` have unit length. O(n² d): 3,080 × 256 wide take about 2 s. */
export function buildWorld(parts: WorldParts): World {
  const { vectors, width } = parts
  const size = vectors.length
  const neighbours = new Int32Array(size * width)
  const similarity = new Float32Array(size * width)
  const cosines = new Float32Array(size)
  const figures: (PairFigures | undefined)[] = Array.from({ length: size * width })
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) cosines[j] = i === j ? -2 : dot(vectors[i]!, vectors[j]!)
    const order = nearest(cosines, width)
    for (const [rank, j] of order.entries()) {
      neighbours[i * width + rank] = j
      similarity[i * width + rank] = cosines[j]!
    }
  }
  // Worked out when first asked for: most pairs never meet in a stream.
  const figuresOf = (slot: number): PairFigures =>
    (figures[slot] ??= parts.figures(Math.floor(slot / width), neighbours[slot]!, slot % width))
  return {
    size,
    answers: numbered(parts.answers),
    intents: numbered(parts.intents),
    width,
    neighbours,
    similarity,
    evidence(slot, age) {
      const { verifier, encoder, linear, lexical } = figuresOf(slot)
      return { similarity: similarity[slot]!, verifier, encoder, linear, lexical, age }
    },
    vetoed: (slot) => figuresOf(slot).vetoed,
  }
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

/** Places of the `width` largest, the largest first. */
function nearest(values: Float32Array, width: number): number[] {
  const floor = values.toSorted()[Math.max(0, values.length - width)]!
  const places: number[] = []
  for (let j = 0; j < values.length; j++) if (values[j]! >= floor) places.push(j)
  return places.sort((a, b) => values[b]! - values[a]! || a - b).slice(0, width)
}

function numbered(names: readonly string[]): Int32Array {
  const ids = new Map<string, number>()
  return Int32Array.from(names, (name) => {
    const id = ids.get(name) ?? ids.size
    ids.set(name, id)
    return id
  })
}
