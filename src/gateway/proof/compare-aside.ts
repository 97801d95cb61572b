/**
 * Comparing for layers: two answers that are there anyway, by the judges of the call's route, within the shadow budget.
 * @module
 */
import type { Call } from '../../call.ts'
import type { Aside, Layer, ShadowLabel } from '../../layers/layer.ts'
import type { Plan } from '../../proof/arms.ts'
import { compareAnswers, type Judges } from '../../proof/labels/compare.ts'
import type { LabelSource } from '../../proof/labels/label.ts'
import { questionOf } from '../../proof/labels/question.ts'
import { readAnswer } from '../../proof/labels/read-answer.ts'
import type { ShadowBudget } from '../../proof/shadow-budget.ts'

const found: readonly LabelSource[] = ['exact', 'json', 'tool-call', 'label-set']

export function createCompare(
  judgesOf: (call: Call) => Judges,
  budget: ShadowBudget,
): Aside['compare'] {
  return async (call, fresh, kept, signal) => {
    const safe = readAnswer(call.client, fresh)
    const candidate = readAnswer(call.client, kept)
    if (!safe || !candidate || !budget.open) return undefined
    const question = questionOf(call.view, call.client)
    const pair = { arm: 'treated', request: call.view.json, question, safe, candidate } as const
    const { harm, source, cost } = await compareAnswers(pair, judgesOf(call), signal)
    budget.settle(0n, cost)
    return signal.aborted ? undefined : labelOf(harm, source)
  }
}

/** Tells the layer that was tried; what nobody could say counts against its certificate, and teaches it nothing. */
export function tellLayer(
  layers: readonly Layer[],
  call: Call,
  { certificate, arm }: Plan,
  { harm, source }: { readonly harm: number; readonly source: LabelSource },
): void {
  const label = arm === 'treated' ? labelOf(harm, source) : undefined
  if (!label) return
  const [name] = certificate.split('/')
  for (const layer of layers) if (layer.name === name) layer.labelled?.(call, label)
}

function labelOf(harm: number, source: LabelSource): ShadowLabel | undefined {
  return source === 'unknown' ? undefined : { harm, equal: found.includes(source) }
}
