/**
 * One shadow from draw to label: set money aside, run the second answer, compare, record, put the money right.
 *
 * Runs after the client has its answer (`kit.later`), with that job's signal.
 * @module
 */
import type { Call, Money } from '../call.ts'
import type { Plan } from './arms.ts'
import { compareAnswers, type Judges } from './labels/compare.ts'
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

/** Whether a label was recorded. Never throws. An abort, unlike a failure, leaves no label: it came from this side. */
export async function runShadow(
  task: ShadowTask,
  { registry, budget, judges }: ShadowParts,
  signal: AbortSignal,
): Promise<boolean> {
  const { plan, call, request, question, safe, expected } = task
  if (!safe || signal.aborted) return false
  budget.spend(expected)
  const second = await task.run(signal).catch(() => ({ answer: undefined, cost: 0n }))
  const pair = { arm: plan.arm, request, question, safe, candidate: second.answer }
  const compared = await compareAnswers(pair, judges, signal)
  budget.settle(expected, second.cost + compared.cost)
  if (signal.aborted) return false
  return registry.record(plan, call, compared)
}
