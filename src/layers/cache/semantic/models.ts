/**
 * The weights that decide whether two questions have one answer.
 * @module
 */
import { loadLinearPairs } from '../../../learned/linear-pairs.ts'
import { loadStaticEmbedding } from '../../../learned/static-embedding.ts'
import { hasTransformerRuntime, type Transformer } from '../../../learned/transformer.ts'
import { openTransformerAside } from '../../../learned/transformer-thread.ts'
import { openWeights, type Weights } from '../../../learned/weights.ts'
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
  /** The encoder of questions, likewise; where its weights are not there, the plain sentence encoder. */
  readonly encoder: Transformer | undefined
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
 * Opens the table; transformers that the prior asks about wait for `load`.
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
  const words = openWeights(`question-linear${suffix}`)
  const linear = words && loadLinearPairs(words)
  const risk = openWeights(`question-risk${suffix}`)
  const prior = risk ? readRiskPrior(risk.fields) : plainPrior
  const wanted = (name: string, ...inputs: string[]): Weights | undefined =>
    hasTransformerRuntime() && asksFor(prior, inputs) ? openWeights(name) : undefined
  const crossing = wanted(`question-verifier${suffix}`, 'verifier', 'doubt')
  const encoding =
    wanted(`question-encoder${suffix}`, 'encoder') ?? wanted('sentence-encoder', 'encoder')
  const open = (weights: Weights | undefined): Promise<Transformer | undefined> =>
    weights
      ? openTransformerAside(weights)
          .catch(failed)
          .then((opened) => opened ?? undefined)
      : Promise.resolve(undefined)
  let verifier: Transformer | undefined
  let encoder: Transformer | undefined
  let loading: Promise<void> | undefined
  let ready = !crossing && !encoding
  const versions = [table, crossing, encoding, words, risk].map((one) => one?.version ?? 'none')
  const { floor } = table.fields
  return {
    version: versions.join(' '),
    dimensions: embedding.dimensions,
    embed: embedding.embed,
    floor: typeof floor === 'number' ? floor : usualFloor,
    get verifier() {
      return verifier
    },
    get encoder() {
      return encoder
    },
    linear: linear && ((asked, kept) => linear.score(asked.text, kept.text)),
    prior,
    load() {
      loading ??= (async () => {
        verifier = await open(crossing)
        encoder = await open(encoding)
        ready = true
      })()
      return loading
    },
    get ready() {
      return ready
    },
  }
}

function asksFor({ scorers }: RiskPrior, wanted: readonly string[]): boolean {
  const asked = scorers.flatMap(({ inputs }) => inputs).flatMap((name) => name.split('*'))
  return asked.some((name) => wanted.includes(name))
}
