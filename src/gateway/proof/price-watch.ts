/**
 * Whether the prices moved of the models that a route was seen to serve: a part of what its certificates rest on.
 *
 * A model that is new to the route changes nothing, or a route of many models would never come to a certificate.
 * @module
 */
import type { Call, Target } from '../../call.ts'
import type { PriceList } from '../../pricing/price-list.ts'

export type WatchedPrices = Pick<PriceList, 'rates' | 'sources'>

export interface RouteState {
  /** How often prices were found changed. */
  readonly changes: number
  /** `provider/model` and its rates, as they were when last compared. */
  readonly seen: readonly (readonly [provider: string, model: string, rates: string])[]
  /** Version of the price list, where more models were seen than are remembered. */
  readonly rest?: string
}

export type PriceState = Readonly<Record<string, RouteState>>

export interface PriceWatch {
  /** A call was served: its model belongs to its route from now on. */
  saw(call: Pick<Call, 'route' | 'target'>): void
  /** Another text whenever a price moved; '' while none has. */
  of(route: string): string
  state(): PriceState
}

/** Models that are remembered of a route; of the rest only the version of the list is. */
const mostModels = 64

interface Watched {
  changes: number
  seen: Map<string, readonly [string, string, string]>
  rest: string | undefined
}

/** Compares what was kept with the prices of now. `routes`: those that are left. */
export function createPriceWatch(
  prices: WatchedPrices,
  routes: readonly string[],
  kept: PriceState = {},
): PriceWatch {
  const version = JSON.stringify(prices.sources)
  const watched = new Map<string, Watched>()
  for (const route of routes) {
    const state = Object.hasOwn(kept, route) ? kept[route] : undefined
    if (state) watched.set(route, compared(state, prices, version))
  }
  return {
    saw({ route, target }) {
      const own = watched.get(route.name) ?? { changes: 0, seen: new Map(), rest: undefined }
      const key = `${target.provider}/${target.model}`
      if (own.seen.has(key)) return
      const rates = wordsOf(prices, target)
      // What has no price cannot change it; clients make such names up.
      if (rates === undefined) return
      if (own.seen.size < mostModels) own.seen.set(key, [target.provider, target.model, rates])
      else own.rest ??= version
      watched.set(route.name, own)
    },
    of(route) {
      const changes = watched.get(route)?.changes ?? 0
      return changes === 0 ? '' : String(changes)
    },
    state: () =>
      Object.fromEntries(
        [...watched].map(([route, { changes, seen, rest }]) => [
          route,
          { changes, seen: [...seen.values()], ...(rest === undefined ? {} : { rest }) },
        ]),
      ),
  }
}

function compared(state: RouteState, prices: WatchedPrices, version: string): Watched {
  const now = state.seen.map(([provider, model]) => {
    const rates = wordsOf(prices, { provider, model }) ?? ''
    return [`${provider}/${model}`, [provider, model, rates] as const] as const
  })
  const moved = state.seen.some(([, , rates], at) => now[at]![1][2] !== rates)
  const newList = state.rest !== undefined && state.rest !== version
  return {
    changes: state.changes + (moved || newList ? 1 : 0),
    seen: new Map(now),
    rest: state.rest === undefined ? undefined : version,
  }
}

function wordsOf(
  prices: WatchedPrices,
  { provider, model }: Pick<Target, 'provider' | 'model'>,
): string | undefined {
  const rates = prices.rates(provider, model)
  return (
    rates &&
    JSON.stringify(rates, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
  )
}
