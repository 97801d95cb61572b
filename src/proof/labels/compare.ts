/**
 * From two answers to a label: free equality first, then the user's verifier, then the judge.
 *
 * Every drawn unit gets a label. Leaving out those that nobody could judge would leave out the difficult ones; so
 * where nobody knows, a treated pair counts as harm and an A/A pair as none, the side that delays a certificate.
 * @module
 */
import type { Money } from '../../call.ts'
import { type Answer, equality, type EqualityOptions } from './equality.ts'
import { judge, type SendJudge } from './judge.ts'
import type { LabelSource } from './label.ts'
import type { Verifier } from './verifier.ts'

export interface Comparison {
  readonly arm: 'treated' | 'control'
  /** The call's body, for the verifier, and the conversation in words, for the judge. */
  readonly request: unknown
  readonly question: string
  readonly safe: Answer
  /** The layer's answer, or the second safe one; undefined: the attempt failed. */
  readonly candidate: Answer | undefined
}

export interface Judges extends EqualityOptions {
  readonly verifier?: Verifier
  readonly judge?: SendJudge
}

export interface Compared {
  readonly harm: number
  readonly source: LabelSource
  /** Of the judge; 0 where none was asked. */
  readonly cost: Money
}

/** Never throws. */
export async function compareAnswers(
  pair: Comparison,
  judges: Judges,
  signal: AbortSignal,
): Promise<Compared> {
  const { arm, request, question, safe, candidate } = pair
  const unknown = arm === 'treated' ? 1 : 0
  if (!candidate) return { harm: unknown, source: 'unknown', cost: 0n }
  const equal = equality(safe, candidate, judges)
  if (equal) return { harm: 0, source: equal, cost: 0n }
  if (judges.verifier) {
    const harm = await judges.verifier({ request, safe, candidate }, signal).catch(() => undefined)
    if (harm !== undefined) return { harm, source: 'verifier', cost: 0n }
  }
  if (!judges.judge) return { harm: unknown, source: 'unknown', cost: 0n }
  const { harm, cost } = await judge(judges.judge, question, safe, candidate, signal)
  return { harm: harm ?? unknown, source: harm === undefined ? 'unknown' : 'judge', cost }
}

/** Which kind of bound these judges allow, with the default target on harm: 2 % for exact labels, 5 % for a judge's. */
export function labelsOf(judges: Judges): {
  readonly labels: 'excess' | 'judged' | 'absolute'
  readonly target: number
  /** Share of the shadows that are A/A pairs. */
  readonly control: number
} {
  if (judges.judge) return { labels: 'judged', target: 0.05, control: 0.5 }
  if (judges.verifier) return { labels: 'excess', target: 0.02, control: 0.25 }
  // Inequality is an upper bound on harm, but its excess over A/A bounds nothing: two texts that always differ would
  // hide any harm. So equality alone certifies only what is nearly always equal.
  return { labels: 'absolute', target: 0.02, control: 0 }
}
