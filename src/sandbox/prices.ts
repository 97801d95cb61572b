/**
 * Where the sandbox's prices come from: the price list, or rates given by a test.
 * @module
 */
import type { Money, ServiceTier, Usage } from '../call.ts'
import { loadPriceList, type PriceList } from '../pricing/price-list.ts'

/** What the sandbox needs of prices. */
export interface Prices {
  cost(of: {
    provider: string
    model: string
    usage: Usage
    tier: ServiceTier
    at: number
  }): Money | undefined
}

/** Prices of the list that ships, or of one given. */
export function listPrices(list: PriceList = loadPriceList()): Prices {
  return { cost: (of) => list.cost(of)?.total }
}

/** US dollars a million tokens. */
export interface Rates {
  readonly input: number
  readonly cacheRead?: number
  readonly cacheWrite?: number
  readonly cacheWrite1h?: number
  readonly output: number
}

/** Prices from a table of rates by model name, before those of `otherwise`. */
export function fixedPrices(table: Readonly<Record<string, Rates>>, otherwise?: Prices): Prices {
  return {
    cost(of) {
      const rates = table[of.model]
      if (rates === undefined) return otherwise?.cost(of)
      const { usage } = of
      const {
        input,
        output,
        cacheRead = input,
        cacheWrite = input,
        cacheWrite1h = cacheWrite,
      } = rates
      return (
        charge(usage.input, input) +
        charge(usage.cacheRead, cacheRead) +
        charge(usage.cacheWrite, cacheWrite) +
        charge(usage.cacheWrite1h, cacheWrite1h) +
        charge(usage.output + usage.reasoning, output)
      )
    },
  }
}

/** Dollars a million tokens are microdollars a token, a million picodollars each: six decimals stay exact. */
function charge(tokens: number, dollarsPerMillion: number): Money {
  return BigInt(tokens) * BigInt(Math.round(dollarsPerMillion * 1e6))
}
