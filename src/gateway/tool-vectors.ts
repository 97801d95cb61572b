/**
 * Vectors for choosing tools: opened when the first conversation may leave some out.
 * @module
 */
import { setImmediate as breathe } from 'node:timers/promises'
import { loadStaticEmbedding, type StaticEmbedding } from '../learned/static-embedding.ts'
import { openWeights, type Weights } from '../learned/weights.ts'

export interface ToolVectors {
  /** Never rejects; undefined where there are no weights, or damaged ones. */
  readonly loadEmbedding: () => Promise<StaticEmbedding | undefined>
  readonly embeddingVersion: string | undefined
}

/** @param failed - told of damaged weights; tools are then chosen by words alone */
export function openToolVectors(failed: (error: unknown) => void): ToolVectors {
  const attempt = <T>(make: () => T): T | undefined => {
    try {
      return make()
    } catch (error) {
      failed(error)
      return undefined
    }
  }
  const weights: Weights | undefined = attempt(() => openWeights('sentence-static'))
  let loading: Promise<StaticEmbedding | undefined> | undefined
  return {
    embeddingVersion: weights?.version,
    loadEmbedding: () =>
      (loading ??= breathe().then(() => weights && attempt(() => loadStaticEmbedding(weights)))),
  }
}
