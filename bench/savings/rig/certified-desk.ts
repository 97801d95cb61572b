/**
 * Proof as it stands once every certificate has been given: holdouts and shadows are drawn at the configured rates,
 * shadows are sent and paid for, and all other calls are live at a given setting of the dial.
 *
 * Verdicts are dropped: answers of the sandbox are made up, and nothing is to be learnt from comparing them. What the
 * layers do to quality is scored on recorded outcomes instead. No judge is asked, so none is paid.
 * @module
 */
import type { Call, LayerName } from '../../../src/call.ts'
import type { Desk, Engaged } from '../../../src/gateway/proof/desk.ts'
import { expectedCost } from '../../../src/gateway/proof/expected-cost.ts'
import type { Permit } from '../../../src/layers/layer.ts'
import { createTrials } from '../../../src/pipeline/shadow.ts'
import type { Plan } from '../../../src/proof/arms.ts'
import { createDraws, purpose, unitOf } from '../../../src/proof/draws.ts'
import { createShadowBudget, createShadowTurns } from '../../../src/proof/shadow-budget.ts'
import { whyNoShadow } from '../../../src/proof/shadowable.ts'

export interface CertifiedOptions {
  readonly holdout: number
  readonly shadow: number
  readonly budgetShare: number
  /** Of the dial of a layer: which setting is certified. */
  readonly setting: (layer: LayerName, dial: readonly number[]) => number
}

export function engageCertified(
  options: CertifiedOptions,
  engaged: Engaged,
  seed: string,
): ReturnType<Desk['engage']> {
  const { holdout, shadow } = options
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
    return draws.uniform(call.conversation, drawn.get(layer)!, within) < shadow
  }
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
          if (!budget.open || isHeld(call) || !isDrawn(layer, call)) return undefined
          if (whyNoShadow(call.view, call.client, call.headers) !== undefined) return undefined
          return permits.get(layer)?.plan
        },
        record: () => true,
      },
      budget,
      layers: under.map(({ name }) => name),
      turns: createShadowTurns(),
      judgesOf: () => ({}),
      expected: (call) => expectedCost(call, undefined, engaged),
    }),
    closed(_, { baseline }) {
      if (baseline !== undefined) budget.earn(baseline)
    },
  }
}
