/**
 * Vectors for choosing tools: opened when the first conversation may leave some out.
 * @module
 */
import { loadStaticEmbedding, type StaticEmbedding } from '../learned/static-embedding.ts'
import { openWeights } from '../learned/weights.ts'

export interface ToolVectors {
  readonly embedding: () => StaticEmbedding | undefined
  readonly embeddingVersion: string | undefined
}

/** @param failed - told of damaged weights; tools are then chosen by words alone */
export function openToolVectors(failed: (error: unknown) => void): ToolVectors {
  try {
    const weights = openWeights('sentence-static')
    let embedding: StaticEmbedding | undefined
    let tried = false
    return {
      embeddingVersion: weights?.version,
      embedding() {
        if (tried || weights === undefined) return embedding
        tried = true
        try {
          embedding = loadStaticEmbedding(weights)
        } catch (error) {
          failed(error)
        }
        return embedding
      },
    }
  } catch (error) {
    failed(error)
    return { embedding: () => undefined, embeddingVersion: undefined }
  }
}
