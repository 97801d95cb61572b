/**
 * The weights that decide whether two questions have one answer.
 * @module
 */
import { loadLinearPairs } from '../../../learned/linear-pairs.ts'
import { loadStaticEmbedding } from '../../../learned/static-embedding.ts'
import {
  hasTransformerRuntime,
  openTransformer,
  type Transformer,
} from '../../../learned/transformer.ts'
import { openWeights } from '../../../learned/weights.ts'
import type { Question } from './question/question.ts'
import { plainPrior, readRiskPrior, type RiskPrior } from './risk/prior.ts'

export interface Models {
  /** Of all weights: what was certified with others has to be certified anew. */
  readonly version: string
  readonly dimensions: number
  embed(text: string): Float32Array
  /** Cosine below which a vector alone makes no candidate. */
  readonly floor: number
  /** The cross-encoder; undefined until it is loaded, and where the weights or the runtime are missing. */
  readonly verifier: Transformer | undefined
  readonly linear: ((asked: Question, kept: Question) => number) | undefined
  readonly prior: RiskPrior
  /** Loads what takes long, once. Never rejects. */
  load(): Promise<void>
  /** False while something that decides is on its way: nothing is answered by half of the models. */
  readonly ready: boolean
}

/** Of pairs that have one answer, one in a hundred lies below. */
const usualFloor = 0.5

/**
 * Opens the table; the cross-encoder waits for `load`.
 * @param suffix - of the second weight set, for example `-qqp`
 * @returns undefined where there is no table
 */
export function openModels(
  suffix = '',
  failed: (error: unknown) => void = () => {},
): Models | undefined {
  const table = openWeights('sentence-static')
  if (!table) return undefined
  const embedding = loadStaticEmbedding(table)
  const encoder = hasTransformerRuntime() ? openWeights(`question-verifier${suffix}`) : undefined
  const words = openWeights(`question-linear${suffix}`)
  const linear = words && loadLinearPairs(words)
  const risk = openWeights(`question-risk${suffix}`)
  const floor = table.fields['floor']
  let verifier: Transformer | undefined
  let loading: Promise<void> | undefined
  let ready = encoder === undefined
  const versions = [table, encoder, words, risk].map((weights) => weights?.version ?? 'none')
  return {
    version: versions.join(' '),
    dimensions: embedding.dimensions,
    embed: embedding.embed,
    floor: typeof floor === 'number' ? floor : usualFloor,
    get verifier() {
      return verifier
    },
    linear: linear && ((asked, kept) => linear.score(asked.text, kept.text)),
    prior: risk ? readRiskPrior(risk.fields) : plainPrior,
    load() {
      loading ??=
        encoder === undefined
          ? Promise.resolve()
          : openTransformer(encoder)
              .then((opened) => void (verifier = opened))
              .catch(failed)
              .then(() => void (ready = true))
      return loading
    },
    get ready() {
      return ready
    },
  }
}
