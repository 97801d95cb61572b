/**
 * Sentence vectors out of a table: the sum of the rows of a text's pieces (SIF weights are in the rows: Arora et al.
 * 2017), of unit length. No network, no native code.
 * @module
 */
import { wordPiecesOf } from './vocabulary.ts'
import type { Weights } from './weights.ts'
import type { WordPieces } from './word-pieces.ts'

export interface StaticEmbedding {
  readonly dimensions: number
  readonly version: string
  readonly pieces: WordPieces
  /** Of unit length; all zeros where no piece of the text has a meaning. */
  embed(text: string): Float32Array
  embedPieces(ids: Int32Array): Float32Array
}

/** Pieces of a text that count. */
const maximumPieces = 256

/** By place and digests: three parts of a gateway ask for the table that ships, 8 MB each time. */
const inUse = new Map<string, WeakRef<StaticEmbedding>>()

/**
 * Loads a table of int8 rows and their scales; one that is in use already is shared.
 * @throws Error where the files do not fit the fields of `model.json`
 */
export function loadStaticEmbedding(weights: Weights): StaticEmbedding {
  const { folder, name } = weights
  const key = [folder, name, weights.digest('table.bin'), weights.digest('scales.bin')].join('\0')
  const shared = inUse.get(key)?.deref()
  if (shared) return shared
  const embedding = readTable(weights)
  inUse.set(key, new WeakRef(embedding))
  return embedding
}

function readTable(weights: Weights): StaticEmbedding {
  const dimensions = weights.count('dimensions')
  const rows = weights.count('vocabulary')
  const table = new Int8Array(aligned(weights.read('table.bin')))
  const scales = new Float32Array(aligned(weights.read('scales.bin')))
  if (weights.kind !== 'static' || table.length !== rows * dimensions || scales.length !== rows) {
    throw new Error(`weights ${weights.name}: ${rows} rows of ${dimensions} do not fit the files`)
  }
  const pieces = wordPiecesOf(weights)

  function embedPieces(ids: Int32Array): Float32Array {
    const sum = new Float32Array(dimensions)
    for (const id of ids) {
      if (id >= rows) continue
      const scale = scales[id]!
      const row = id * dimensions
      for (let at = 0; at < dimensions; at++) sum[at]! += table[row + at]! * scale
    }
    let square = 0
    for (let at = 0; at < dimensions; at++) square += sum[at]! * sum[at]!
    if (square === 0) return sum
    const length = 1 / Math.sqrt(square)
    for (let at = 0; at < dimensions; at++) sum[at]! *= length
    return sum
  }

  return {
    dimensions,
    version: weights.version,
    pieces,
    embedPieces,
    embed: (text) => embedPieces(pieces.encode(text, maximumPieces)),
  }
}

/** The bytes in memory of their own: views of floats need one that starts at a multiple of four. */
const aligned = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer
