/**
 * A share off the list price, as a provider has agreed it with its customer.
 * @module
 */
import type { ModelRates, Ladder, Rates } from './rates.ts'

const whole = 1_000_000n

/**
 * The same prices, lower by a share of [0, 1] of every class. Rates are rounded half up to an attodollar, which is a
 * millionth of what a bill is rounded to.
 */
export function discounted(rates: ModelRates, share: number): ModelRates {
  const left = whole - BigInt(Math.round(share * Number(whole)))
  const ladders = new WeakMap<Ladder, Ladder>()
  return {
    at(time, tier) {
      const ladder = rates.at(time, tier)
      let lower = ladders.get(ladder)
      if (lower === undefined) {
        const steps = ladder.steps.map((step) => ({ ...step, rates: times(step.rates, left) }))
        ladders.set(ladder, (lower = { ...ladder, steps }))
      }
      return lower
    },
  }
}

function times(rates: Rates, left: bigint): Rates {
  const lower = Object.entries(rates).map(([name, rate]) => [
    name,
    (rate * left + whole / 2n) / whole,
  ])
  return Object.fromEntries(lower) as Rates
}
