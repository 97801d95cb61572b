/**
 * What is known about one candidate before its answer is reused, and the pair scorer that sums it up in one logit.
 * @module
 */
import type { HeldOut } from './held-out.ts'

/** About a question asked and a question kept. */
export interface Evidence {
  /** Cosine of the two embeddings, −1 to 1. */
  readonly similarity: number
  /** Logit of the cross-encoder; absent where the native runtime is, or where it was not worth its time. */
  readonly verifier?: number | undefined
  /** Cosine of the sentence encoder's vectors; absent like the cross-encoder's logit. */
  readonly encoder?: number | undefined
  /** Logit of the linear verifier. */
  readonly linear?: number | undefined
  /** Of `question/features.ts`, in the order of its names. */
  readonly lexical: ArrayLike<number>
  /** Whether a veto forbids it; such a candidate is never offered, but pairs are scored in benchmarks. */
  readonly vetoed?: boolean
  /** How long the kept answer has lain, seconds. */
  readonly age: number
}

/** A logistic model over named inputs: part of the prior, fitted by `training/cache/risk.ts`. */
export interface ScorerWeights {
  /** `similarity`, `verifier`, `doubt` (its negative part), `encoder`, `linear`, `vetoed`, `lexical.NAME`, or two of them joined by `*`. */
  readonly inputs: readonly string[]
  readonly mean: readonly number[]
  readonly scale: readonly number[]
  readonly weights: readonly number[]
  readonly intercept: number
  /** From where on it may be relied upon before any label; absent where held-out pairs certify no logit. */
  readonly held?: HeldOut
}

/** Logit that the kept answer serves; undefined where an input is missing. */
export type Scorer = (evidence: Evidence) => number | undefined

/** Beyond this a logit says nothing that data of this size could support. */
const widest = 8

/**
 * @param lexicalNames the names of `Evidence.lexical`, in order
 * @throws RangeError where the weights name an input that is none, or do not fit each other
 */
export function createScorer(
  model: ScorerWeights,
  lexicalNames: readonly string[],
  most = widest,
): Scorer {
  const { inputs, mean, scale, weights, intercept } = model
  for (const list of [mean, scale, weights]) {
    if (list.length !== inputs.length || !list.every(Number.isFinite)) {
      throw new RangeError(`A scorer of ${inputs.length} inputs with ${list.length} figures`)
    }
  }
  const read = inputs.map((name) => {
    const factors = name.split('*').map((factor) => reader(factor, lexicalNames))
    const [first, second] = factors
    return second ? (of: Evidence) => first!(of) * second(of) : first!
  })
  return (evidence) => {
    let logit = intercept
    for (let i = 0; i < read.length; i++) {
      logit += (weights[i]! * (read[i]!(evidence) - mean[i]!)) / scale[i]!
    }
    if (Number.isNaN(logit)) return undefined
    return Math.max(-most, Math.min(most, logit))
  }
}

function reader(name: string, lexicalNames: readonly string[]): (of: Evidence) => number {
  if (name === 'similarity') return (of) => of.similarity
  if (name === 'verifier') return (of) => of.verifier ?? Number.NaN
  // A second opinion that may only lower: what it doubts, not what it likes.
  if (name === 'doubt') return (of) => Math.min(0, of.verifier ?? Number.NaN)
  if (name === 'encoder') return (of) => of.encoder ?? Number.NaN
  if (name === 'linear') return (of) => of.linear ?? Number.NaN
  if (name === 'vetoed') return (of) => Number(of.vetoed ?? false)
  const place = name.startsWith('lexical.') ? lexicalNames.indexOf(name.slice(8)) : -1
  if (place < 0) throw new RangeError(`${name} is no input of a scorer`)
  return (of) => of.lexical[place] ?? Number.NaN
}
