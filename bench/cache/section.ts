/**
 * What every part of the cache benchmark gets and gives.
 * @module
 */
import { neverAcross } from '../../src/layers/cache/semantic/question/never.ts'
import { priorScorer } from '../../src/layers/cache/semantic/risk/prior.ts'
import type { Bar, BenchOptions } from '../bars.ts'
import type { Evidences, Pair } from './evidence.ts'
import type { ModelSet } from './models.ts'

export interface Section {
  readonly options: BenchOptions
  readonly models: ModelSet
  readonly evidences: Evidences
  /** A line beside the bars: a baseline, a breakdown. */
  say(line: string): void
}

export type SectionResult = Promise<readonly Bar[]>

/** Name of a bar of a weight set. */
export const named = ({ models }: Section, name: string): string =>
  models.name === 'shipped' ? name : `${name}, ${models.name}`

/**
 * Whether a pair passes everything that lies before the budget: the never rules on both sides, the vetoes, and the pair
 * scorer at the operating point that was fixed on held-out training pairs.
 */
export function passer({ models, evidences }: Section): (pair: Pair) => string {
  const score = priorScorer(models.prior)
  const floor = Math.log(models.prior.operating / (1 - models.prior.operating))
  return (pair) => {
    const { asked, kept } = pair
    const never = neverAcross(evidences.question(asked)) ?? neverAcross(evidences.question(kept))
    if (never) return `never: ${never}`
    if (evidences.vetoed(asked, kept)) return 'veto'
    return score(evidences.of(pair)) >= floor ? '' : 'verifier'
  }
}
