/**
 * What `may` costs: for a unit whose draw is known, and for the first look at a unit, which hashes it.
 * @module
 */
import type { Call } from '../../src/call.ts'
import { createDraws } from '../../src/proof/draws.ts'
import { createRegistry } from '../../src/proof/registry.ts'

export interface MayTimes {
  /** µs a call, the least of all passes. */
  readonly known: number
  readonly first: number
}

const calls = 2000
const passes = 100

/** Over a conversation layer and a call layer, the dearer of the two. */
export function timeMay(): MayTimes {
  const rates = { holdout: 0.02, shadow: 0.02, young: 0.1, youngLabels: 200, control: 0.25 }
  const registry = createRegistry({
    draws: createDraws('a secret of this benchmark'),
    rates,
    budgetOpen: () => true,
    store: undefined,
    notify: () => {},
    now: () => 0,
  })
  const layers = ['compress', 'router'] as const
  for (const layer of layers) {
    registry.protect({
      key: `${layer}/default`,
      layer,
      route: 'default',
      target: 0.02,
      alpha: 0.05,
      settings: [1],
      labels: 'excess',
      fingerprint: '',
      accepted: { harm: 0.01 },
    })
  }
  const times = layers.map((layer) => {
    let [known, first] = [Infinity, Infinity]
    for (let pass = 0; pass < passes; pass++) {
      const fresh = Array.from({ length: calls }, (_, n) => callOf(`${pass}-${n}`))
      first = Math.min(
        first,
        time(() => fresh.forEach((call) => registry.may(layer, call))),
      )
      // A holdout takes one draw, an ordinary call two.
      const one = fresh.findLast((call) => registry.may(layer, call).arm === 'live')!
      known = Math.min(
        known,
        time(() => fresh.forEach(() => registry.may(layer, one))),
      )
    }
    return { known, first }
  })
  return {
    known: Math.max(...times.map(({ known }) => known)),
    first: Math.max(...times.map(({ first }) => first)),
  }
}

function time(run: () => void): number {
  const start = process.hrtime.bigint()
  run()
  return Number(process.hrtime.bigint() - start) / 1000 / calls
}

function callOf(id: string): Call {
  return {
    id: `fc_01k8xw3qz5m2n7p4r6t8v0y${id}`,
    conversation: `cv_01k8xw3qz5m2n7p4r6t8v0y${id}`,
    mode: 'balanced',
    client: 'openai-chat',
    headers: {},
    route: { name: 'default' },
    view: { json: { messages: [] } },
  } as unknown as Call
}
