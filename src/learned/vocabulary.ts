/**
 * The vocabulary that weights were trained with; models that have the same one share it.
 * @module
 */
import type { Weights } from './weights.ts'
import { createWordPieces, type WordPieces } from './word-pieces.ts'

const file = 'vocabulary.txt'

/** 3 MB and 20 ms each, so one a digest. */
const opened = new Map<string, WordPieces>()

/**
 * The pieces of weights: their own `vocabulary.txt`, or that of the weights which `vocabularyOf` names.
 * @throws Error where there is none
 */
export function wordPiecesOf(weights: Weights): WordPieces {
  const { vocabularyOf } = weights.fields
  const owner = typeof vocabularyOf === 'string' ? weights.beside(vocabularyOf) : weights
  if (!owner)
    throw new Error(`weights ${weights.name}: there are no weights ${String(vocabularyOf)}`)
  const digest = owner.digest(file)
  const known = opened.get(digest)
  if (known) return known
  const pieces = createWordPieces(owner.read(file).toString('utf8'))
  opened.set(digest, pieces)
  return pieces
}
