/**
 * all-MiniLM-L6-v2 on every sentence and every document beside BM25, both with neighbours and document, as sums of
 * z-scores (notes: compression.md §5). It reads all that selection lets it read a fifth of.
 * @module
 */
import { openTransformer } from '../../src/learned/transformer.ts'
import { openWeights } from '../../src/learned/weights.ts'
import { bm25, type Units } from './baselines.ts'
import type { Case } from './sets/case.ts'
import type { Pool } from './sets/pool.ts'

export async function miniLm(
  idf: Pool['idf'],
): Promise<(asked: Units, row: Case) => Promise<number[]>> {
  const transformer = (await openTransformer(openWeights('sentence-encoder')!))!
  const known = new Map<string, Float32Array>()
  const vectorOf = async (text: string): Promise<Float32Array> => {
    const found = known.get(text) ?? (await transformer.embed([text]))[0]!
    known.set(text, found)
    return found
  }
  return async (asked, { question }) => {
    const [wanted] = await transformer.embed([question])
    const cosine = async (text: string): Promise<number> => {
      const vector = await vectorOf(text)
      return vector.reduce((sum, value, at) => sum + value * wanted![at]!, 0)
    }
    const documents: number[] = []
    for (const { title, text } of asked.documents) {
      documents.push(await cosine(title === '' ? text : `${title}: ${text}`))
    }
    const own: number[] = []
    for (const { document, text } of asked.units) {
      const { title } = asked.documents[document]!
      own.push(await cosine(title === '' ? text.trim() : `${title}: ${text.trim()}`))
    }
    const beside = (at: number, other: number): number =>
      asked.units[other]?.document === asked.units[at]!.document ? own[other]! : 0
    const near = own.map(
      (value, at) =>
        value +
        0.5 * beside(at, at - 1) +
        0.5 * beside(at, at + 1) +
        documents[asked.units[at]!.document]!,
    )
    const words = standard(bm25(asked, question, idf, true))
    return standard(near).map((value, at) => value + words[at]!)
  }
}

function standard(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
  )
  return values.map((value) => (spread === 0 ? 0 : (value - mean) / spread))
}
