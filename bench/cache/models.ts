/**
 * The two weight sets: the one that ships, and the one trained with QQP for the published benchmark.
 * @module
 */
import { loadStaticEmbedding } from '../../src/learned/static-embedding.ts'
import { loadLinearPairs, type LinearPairs } from '../../src/learned/linear-pairs.ts'
import { openTransformer } from '../../src/learned/transformer.ts'
import { openWeights, type Weights } from '../../src/learned/weights.ts'
import type { Question } from '../../src/layers/cache/semantic/question/question.ts'
import {
  plainPrior,
  readRiskPrior,
  type RiskPrior,
} from '../../src/layers/cache/semantic/risk/prior.ts'

export interface ModelSet {
  readonly name: string
  readonly embed: (text: string) => Float32Array
  /** Logits of the cross-encoder; absent without weights or runtime. */
  readonly verify?:
    | ((pairs: readonly (readonly [string, string])[]) => Promise<Float32Array>)
    | undefined
  readonly verifierDigest: string
  /** Vectors of the encoder of questions; of all-MiniLM-L6-v2 where there is none. */
  readonly encoder: string
  readonly encode?: ((texts: readonly string[]) => Promise<Float32Array[]>) | undefined
  readonly linear?: ((asked: Question, kept: Question) => number) | undefined
  readonly prior: RiskPrior
  /** What is missing of it, in words; empty where all is there. */
  readonly missing: readonly string[]
}

/** `suffix`: '' for the shipped set, '-qqp' for the other. undefined without a static embedding. */
export async function openSet(suffix: '' | '-qqp'): Promise<ModelSet | undefined> {
  const missing: string[] = []
  const open = (name: string): Weights | undefined => {
    const found = openWeights(name)
    if (!found) missing.push(name)
    return found
  }
  const table = open('sentence-static')
  if (!table) return undefined
  const embedding = loadStaticEmbedding(table)
  const weights = open(`question-verifier${suffix}`)
  const transformer = weights && (await openTransformer(weights))
  if (weights && !transformer) missing.push('onnxruntime-node')
  const sentences = openWeights(`question-encoder${suffix}`) ?? open('sentence-encoder')
  const encoder = sentences && (await openTransformer(sentences))
  const pairs = open(`question-linear${suffix}`)
  const linear = pairs && loaded(pairs, missing)
  const risk = open(`question-risk${suffix}`)
  return {
    name: suffix === '' ? 'shipped' : 'with QQP',
    embed: (text) => embedding.embed(text),
    verify: transformer && ((pairs) => transformer.scorePairs(pairs)),
    verifierDigest: weights?.digest('model.onnx') ?? 'none',
    encoder: sentences?.name ?? 'none',
    encode: encoder && ((texts) => encoder.embed(texts)),
    linear: linear && ((asked, kept) => linear.score(asked.text, kept.text)),
    prior: risk ? readRiskPrior(risk.fields) : plainPrior,
    missing,
  }
}

/** Weights of an older layout are as good as none, and said to be. */
function loaded(weights: Weights, missing: string[]): LinearPairs | undefined {
  try {
    return loadLinearPairs(weights)
  } catch (error) {
    missing.push((error as Error).message)
    return undefined
  }
}
