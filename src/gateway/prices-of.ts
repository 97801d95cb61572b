/**
 * The price list of a configuration: the built-in or a newer list, own prices, agreed discounts.
 * @module
 */
import type { Configuration } from '../config/schema.ts'
import { loadPriceList, type PriceList, type Seller } from '../pricing/price-list.ts'

/** Reads no file yet; a list that cannot be read throws when the first price is asked for. */
export function pricesOf({ prices, providers }: Configuration): PriceList {
  const sellers: Record<string, Seller> = {}
  for (const id of new Set([...Object.keys(providers), ...Object.keys(prices.discounts)])) {
    const as = providers[id]?.priceAs
    const discount = prices.discounts[id]
    sellers[id] = {
      ...(as === undefined ? {} : { as }),
      ...(discount === undefined ? {} : { discount }),
    }
  }
  const { file, models } = prices
  return loadPriceList({
    models,
    sellers,
    resourceNames: true,
    ...(file === undefined ? {} : { file }),
  })
}
