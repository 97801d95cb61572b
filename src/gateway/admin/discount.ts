/**
 * What providers took off the list price by themselves: cached input that no layer of ours brought about.
 * It is in every baseline already, so it is shown apart and never counted as saved.
 * @module
 */
import type { Money } from '../../call.ts'
import type { ReportRow } from '../../ledger/report.ts'
import { fromAtto } from '../../pricing/money.ts'
import type { PriceList } from '../../pricing/price-list.ts'

/**
 * The discount over models, an estimate: standard prices of today, of the provider whose name the model bears.
 * Reads are cheaper and writes dearer than fresh input; what the prefix layer saved is taken out.
 */
export function ownDiscount(
  models: readonly ReportRow[],
  prices: Pick<PriceList, 'providersOf' | 'rates'>,
): Money {
  let discount = 0n
  for (const { name, totals } of models) {
    const { cacheRead, cacheWrite, cacheWrite1h } = totals.tokens
    if (cacheRead === 0) continue
    const [provider] = prices.providersOf(name)
    const rates = provider === undefined ? undefined : prices.rates(provider, name)
    if (rates === undefined) continue
    const listed =
      BigInt(cacheRead) * (rates.input - rates.cacheRead) -
      BigInt(cacheWrite) * (rates.cacheWrite - rates.input) -
      BigInt(cacheWrite1h) * (rates.cacheWrite1h - rates.input)
    const own = fromAtto(listed) - totals.saved.prefix
    if (own > 0n) discount += own
  }
  return discount
}
