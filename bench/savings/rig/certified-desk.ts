/**
 * Proof as it stands once every certificate has been given: holdouts and shadows are drawn at the configured rates,
 * shadows are sent and paid for, and all other calls are live at a given setting of the dial.
 *
 * Answers of the sandbox are made up: they are never compared with each other. Where a workload has an answer key, the
 * key is the judge, and layers hear its verdicts; where it has none, nothing is learnt. No judge is paid.
 * @module
 */
import type { Call, LayerName } from '../../../src/call.ts'
import { createCompare, tellLayer } from '../../../src/gateway/proof/compare-aside.ts'
import type { Engaged, Engagement } from '../../../src/gateway/proof/engagement.ts'
import { expectedCost } from '../../../src/gateway/proof/expected-cost.ts'
import type { Permit } from '../../../src/layers/layer.ts'
import { createTrials } from '../../../src/pipeline/shadow.ts'
import type { Plan } from '../../../src/proof/arms.ts'
import { createDraws, purpose, unitOf } from '../../../src/proof/draws.ts'
import type { Verifier } from '../../../src/proof/labels/verifier.ts'
import { createShadowBudget, createShadowTurns } from '../../../src/proof/shadow-budget.ts'
import { whyNoShadow } from '../../../src/proof/shadowable.ts'

export interface CertifiedOptions {
  readonly holdout: number
  readonly shadow: number
  /** All calls are drawn for a shadow: traffic from before the time that is measured. */
  readonly warming: () => boolean
  readonly budgetShare: number
  readonly verifier?: Verifier
  /** Of the dial of a layer: which setting is certified. */
  readonly setting: (layer: LayerName, dial: readonly number[]) => number
}

export function engageCertified(
  options: CertifiedOptions,
  engaged: Engaged,
  seed: string,
): Engagement {
  const { holdout, shadow, warming, verifier } = options
  const draws = createDraws(`the savings table draws ${seed}`)
  const budget = createShadowBudget({ share: options.budgetShare })
  const under = engaged.layers.filter(({ needs }) => needs === 'balanced' || needs === 'max')
  const permits = new Map<LayerName, { readonly live: Permit; readonly plan: Plan }>()
  for (const { name, dial = [1] } of under) {
    const value = options.setting(name, dial)
    const certificate = `${name}/default`
    permits.set(name, {
      live: { arm: 'live', probability: (1 - holdout) * (1 - shadow), certificate, setting: value },
      plan: {
        certificate,
        window: 0,
        arm: 'treated',
        setting: dial.indexOf(value),
        value,
        probability: shadow,
        weight: 1,
      },
    })
  }
  const held = purpose('holdout')
  const drawn = new Map(under.map(({ name }) => [name, purpose('shadow', name)]))
  const isHeld = ({ conversation }: Call): boolean => draws.uniform(conversation, held) < holdout
  const isDrawn = (layer: LayerName, call: Call): boolean => {
    const within = unitOf(layer) === 'call' ? call.id : undefined
    return warming() || draws.uniform(call.conversation, drawn.get(layer)!, within) < shadow
  }
  const judgesOf = () => (verifier === undefined ? {} : { verifier })
  const heldOut: Permit = { arm: 'holdout', probability: holdout }
  const safe: Permit = { arm: 'live', probability: 1 - holdout }
  const off: Permit = { arm: 'off', probability: 1 }
  return {
    may(layer, call) {
      if (isHeld(call)) return heldOut
      if (call.mode === 'safe' || call.mode === 'observe') return safe
      return permits.get(layer)?.live ?? off
    },
    permit: (_, call) => (isHeld(call) ? heldOut : safe),
    trial: createTrials({
      registry: {
        plan(layer, call) {
          if (!(budget.open || warming()) || isHeld(call) || !isDrawn(layer, call)) return undefined
          if (whyNoShadow(call.view, call.client, call.headers) !== undefined) return undefined
          return permits.get(layer)?.plan
        },
        record: () => true,
      },
      budget,
      layers: under.map(({ name }) => name),
      turns: createShadowTurns(),
      judgesOf,
      labelled: (call, plan, labelled) => tellLayer(engaged.layers, call, plan, labelled),
      expected: (call) => expectedCost(call, undefined, engaged),
    }),
    compare: createCompare(judgesOf, budget),
    closed(_, { baseline }) {
      if (baseline !== undefined) budget.earn(baseline)
    },
  }
}
