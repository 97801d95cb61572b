/**
 * What each route has learned of the risk of reuse. Outlives the process where there is a file.
 * @module
 */
import type { RiskPrior } from './risk/prior.ts'
import { createRisk, type Risk, type RiskState } from './risk/risk.ts'

export interface Beliefs {
  /** The risk of a route, at its limit on wrong answers per call. */
  of(route: string, limit: number): Risk
  /** By route: calls, expected wrong answers among those served, threshold in force. */
  accounts(): Readonly<Record<string, Risk['account']>>
  state(): string
}

interface Saved {
  readonly version: string
  readonly routes: Readonly<Record<string, RiskState>>
}

/** Routes are names of the configuration, so few. */
interface Own {
  readonly risk: Risk
  readonly limit: number
}

/**
 * @param version - of the models: what was learned of others says nothing
 * @param kept - what `state` gave in an earlier process
 */
export function createBeliefs(prior: RiskPrior, version: string, kept?: string): Beliefs {
  const saved = readState(kept, version)
  const routes = new Map<string, Own>()

  function make(route: string, limit: number): Risk {
    const risk = createRisk(prior, { limit })
    const state = routes.get(route)?.risk.state() ?? saved[route]
    if (state) restore(risk, state)
    routes.set(route, { risk, limit })
    return risk
  }

  return {
    of(route, limit) {
      const own = routes.get(route)
      return own?.limit === limit ? own.risk : make(route, limit)
    },
    accounts: () =>
      Object.fromEntries([...routes].map(([route, { risk }]) => [route, risk.account])),
    state() {
      const states = [...routes].map(([route, { risk }]) => [route, risk.state()])
      return JSON.stringify({ version, routes: { ...saved, ...Object.fromEntries(states) } })
    },
  }
}

/** A state of another layout is as good as none. */
function restore(risk: Risk, state: RiskState): void {
  const before = risk.state()
  try {
    risk.restore(state)
  } catch {
    risk.restore(before)
  }
}

function readState(kept: string | undefined, version: string): Saved['routes'] {
  if (kept === undefined) return {}
  try {
    const saved = JSON.parse(kept) as Saved
    return saved.version === version ? saved.routes : {}
  } catch {
    return {}
  }
}
