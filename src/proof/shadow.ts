/**
 * One shadow from draw to label: set money aside, run the second answer, compare, record, put the money right.
 *
 * Runs after the client has its answer (`kit.later`), with that job's signal.
 * @module
 */
import type { Call, Money } from '../call.ts'
import { FarthingError } from '../errors.ts'
import type { Plan } from './arms.ts'
import { type Compared, compareAnswers, type Judges } from './labels/compare.ts'
import type { Answer } from './labels/equality.ts'
import type { Registry } from './registry.ts'
import type { ShadowBudget } from './shadow-budget.ts'

export interface ShadowParts {
  readonly registry: Pick<Registry, 'record'>
  readonly budget: ShadowBudget
  readonly judges: Judges
}

export interface ShadowTask {
  readonly plan: Plan
  readonly call: Pick<Call, 'id' | 'conversation'>
  /** The body, for a verifier, and the conversation in words, for a judge. */
  readonly request: unknown
  readonly question: string
  /** What the client got; undefined where that call failed: then there is nothing to compare with. */
  readonly safe: Answer | undefined
  /** Price of the second answer, run cold, with the judge's: what the budget sets aside. */
  readonly expected: Money
  /** Sends the attempt (kind `shadow`): the layer's for `treated`, the safe arm again for `control`. May throw. */
  run(signal: AbortSignal): Promise<{ readonly answer: Answer | undefined; readonly cost: Money }>
}

/** A label, and the answers that it is about. */
export interface Labelled extends Compared {
  readonly question: string
  readonly safe: Answer
  readonly candidate: Answer | undefined
}

/**
 * The label that was recorded; undefined: none was. Never throws. What failed on this side (an abort, a spent budget,
 * no free place) leaves no label; what failed at the provider is an answer that did not come.
 */
export async function runShadow(
  task: ShadowTask,
  { registry, budget, judges }: ShadowParts,
  signal: AbortSignal,
): Promise<Labelled | undefined> {
  const { plan, call, request, question, safe, expected } = task
  if (!safe || signal.aborted) return undefined
  budget.spend(expected)
  const second = await task.run(signal).catch((error: unknown) => ({ error, cost: 0n }))
  if ('error' in second && isOurs(second.error)) {
    budget.settle(expected, 0n)
    return undefined
  }
  const candidate = 'answer' in second ? second.answer : undefined
  const pair = { arm: plan.arm, request, question, safe, candidate }
  const compared = await compareAnswers(pair, judges, signal)
  budget.settle(expected, second.cost + compared.cost)
  if (signal.aborted || !registry.record(plan, call, compared)) return undefined
  return { ...compared, question, safe, candidate }
}

function isOurs(error: unknown): boolean {
  return error instanceof FarthingError && !error.code.startsWith('upstream')
}
