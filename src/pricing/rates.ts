/**
 * Price sets of the list compiled into exact rates: for each service tier a ladder of context tiers, each with a rate
 * for every class, stand-ins filled in. Pricing a call is then a look-up and a few multiplications.
 * @module
 */
import type { Money, OtherClass, ServiceTier, Usage } from '../call.ts'
import { classTable, promptTokens, usageClasses, type UsageClass } from './classes.ts'
import { fromAtto, toRate, type Atto } from './money.ts'
import type { DatedPrices, ListPrice, ModelEntry, PriceSet } from './price-file.ts'

/** Attodollars per unit of each class; 0 where the list bills the class with nothing. */
export type Rates = Readonly<Record<UsageClass, Atto>>

/**
 * What a price rests on beside the list:
 * `tier-rule`: a documented rule of the provider (batch and flex are half) stood in for an unlisted price;
 * `tier-unlisted`: the standard price stood in; `derived-price`: a class whose price follows a documented multiple;
 * `premium-unlisted`: the model's multiple for fast mode or a region is not known, and was left out;
 * `class-unlisted`: tokens of a class for which the list has no price at all, or audio at the price of text.
 */
export type PriceNote =
  | 'tier-rule'
  | 'tier-unlisted'
  | 'derived-price'
  | 'premium-unlisted'
  | 'class-unlisted'

export interface Ladder {
  /** Rising; `above` is strict, in total prompt tokens; the first is -1. */
  readonly steps: readonly { readonly above: number; readonly rates: Rates }[]
  /** Classes that have neither a price nor a fitting stand-in. */
  readonly missing: ReadonlySet<UsageClass>
  readonly derived: ReadonlySet<UsageClass>
  readonly note: PriceNote | undefined
}

/** The prices of a model over time. */
export interface ModelRates {
  /** The ladder in force at a time (milliseconds since the epoch) in a service tier. */
  at(time: number, tier: ServiceTier): Ladder
}

export interface Cost {
  /** All prompt tokens, cached or not. */
  readonly input: Money
  /** All output, reasoning included. */
  readonly output: Money
  /** Charges per request and search, which are neither. */
  readonly fees: Money
  /** input + output + fees, exactly. */
  readonly total: Money
  readonly notes: readonly PriceNote[]
}

const noNotes: readonly PriceNote[] = []

/** Compiles a model's prices; service tiers and history on first use. `halves`: batch and flex cost half there. */
export function modelRates(model: ModelEntry, halves: boolean): ModelRates {
  const periods = (Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]).map(
    (entry: DatedPrices) => period(entry, halves),
  )
  const last = periods.length - 1
  return {
    at(time, tier) {
      for (let index = last; index > 0; index--) {
        if (periods[index]!.holds(time)) return periods[index]!.ladder(tier)
      }
      return periods[0]!.ladder(tier)
    },
  }
}

/** The rates that a request of so many prompt tokens pays: tiers are a cliff, all tokens pay the tier's price. */
export function ratesFor(ladder: Ladder, prompt: number): Rates {
  let step = ladder.steps.length - 1
  while (step > 0 && prompt <= ladder.steps[step]!.above) step -= 1
  return ladder.steps[step]!.rates
}

/** Exact cost; input, output and fees are each rounded once, half up, to a picodollar. */
export function costOf(usage: Usage, ladder: Ladder): Cost {
  if (usage === lastUsage && ladder === lastLadder) return lastCost!
  lastUsage = usage
  lastLadder = ladder
  return (lastCost = compute(usage, ladder))
}

// The bill of an attempt and the account of its call ask one after the other for the same usage.
let lastUsage: Usage | undefined
let lastLadder: Ladder | undefined
let lastCost: Cost | undefined

function compute(usage: Usage, ladder: Ladder): Cost {
  const rates = ratesFor(ladder, promptTokens(usage))
  let input = 0n
  let output = 0n
  if (usage.input !== 0) input += BigInt(usage.input) * rates.input
  if (usage.cacheRead !== 0) input += BigInt(usage.cacheRead) * rates.cacheRead
  if (usage.cacheWrite !== 0) input += BigInt(usage.cacheWrite) * rates.cacheWrite
  if (usage.cacheWrite1h !== 0) input += BigInt(usage.cacheWrite1h) * rates.cacheWrite1h
  if (usage.output !== 0) output += BigInt(usage.output) * rates.output
  if (usage.reasoning !== 0) output += BigInt(usage.reasoning) * rates.reasoning
  let fees = rates.requests === 0n || usage.other?.requests !== undefined ? 0n : rates.requests
  if (usage.other !== undefined) {
    for (const name in usage.other) {
      const count = usage.other[name as OtherClass] ?? 0
      const amount = BigInt(count) * rates[name as OtherClass]
      const direction = classTable[name as OtherClass].direction
      if (direction === 'input') input += amount
      else if (direction === 'output') output += amount
      else fees += amount
    }
  }
  const parts = { input: fromAtto(input), output: fromAtto(output), fees: fromAtto(fees) }
  return { ...parts, total: parts.input + parts.output + parts.fees, notes: notesOf(usage, ladder) }
}

function notesOf(usage: Usage, ladder: Ladder): readonly PriceNote[] {
  if (ladder.note === undefined && ladder.missing.size === 0 && ladder.derived.size === 0)
    return noNotes
  const notes: PriceNote[] = ladder.note === undefined ? [] : [ladder.note]
  const count = (name: UsageClass) =>
    name in usage
      ? (usage[name as keyof Usage] as number)
      : (usage.other?.[name as OtherClass] ?? 0)
  for (const name of ladder.missing) if (count(name) > 0) notes.push('class-unlisted')
  for (const name of ladder.derived) if (count(name) > 0) notes.push('derived-price')
  return notes
}

function period(entry: DatedPrices, halves: boolean) {
  const ladders = new Map<ServiceTier, Ladder>()
  const from = entry.from === undefined ? undefined : Date.parse(entry.from)
  const between = entry.between?.map(timeOfDay)
  return {
    holds(time: number): boolean {
      if (from !== undefined) return time >= from
      if (between === undefined) return true
      const [start, end] = between as [number, number]
      const now = ((time % day) + day) % day
      return end < start ? now >= start || now < end : now >= start && now < end
    },
    ladder(tier: ServiceTier): Ladder {
      let found = ladders.get(tier)
      if (found === undefined) ladders.set(tier, (found = tierLadder(entry.prices, tier, halves)))
      return found
    },
  }
}

const day = 86_400_000

function timeOfDay(text: string): number {
  const [hours, minutes, seconds] = text.replace('Z', '').split(':').map(Number)
  return ((hours! * 60 + minutes!) * 60 + (seconds ?? 0)) * 1000
}

function tierLadder(set: PriceSet, tier: ServiceTier, halves: boolean): Ladder {
  const own = tier === 'standard' ? undefined : set.tiers?.[tier]
  if (tier === 'standard' || own !== undefined)
    return ladder({ ...set, ...own }, set.derived, undefined, 1n)
  // OpenAI and Anthropic document batch (and OpenAI flex) as half of every token price.
  if (halves && tier !== 'priority') return ladder(set, set.derived, 'tier-rule', 2n)
  return ladder(set, set.derived, 'tier-unlisted', 1n)
}

function ladder(
  prices: Readonly<Partial<Record<UsageClass, ListPrice>>>,
  derived: readonly UsageClass[] | undefined,
  note: PriceNote | undefined,
  divisor: bigint,
): Ladder {
  const starts = new Set([-1])
  for (const name of usageClasses) {
    const price = prices[name]
    if (Array.isArray(price))
      for (let at = 1; at < price.length; at += 2) starts.add(price[at] as number)
  }
  const missing = new Set(usageClasses.filter((name) => listed(prices, name) === undefined))
  missing.delete('requests')
  // Audio costs several times what text does: a text price that stands in is worth a note (litellm #38457).
  for (const name of ['inputAudio', 'outputAudio'] as const) {
    if (prices[name] === undefined) missing.add(name)
  }
  const steps = [...starts]
    .toSorted((left, right) => left - right)
    .map((above) => ({ above, rates: ratesAbove(prices, above, divisor) }))
  return { steps, missing, derived: new Set(derived), note }
}

function listed(prices: Readonly<Partial<Record<UsageClass, ListPrice>>>, name: UsageClass) {
  if (prices[name] !== undefined) return prices[name]
  for (const other of classTable[name].standIns)
    if (prices[other] !== undefined) return prices[other]
  return undefined
}

function ratesAbove(
  prices: Readonly<Partial<Record<UsageClass, ListPrice>>>,
  above: number,
  divisor: bigint,
): Rates {
  const rates: Partial<Record<UsageClass, Atto>> = {}
  for (const name of usageClasses) {
    const { per, direction } = classTable[name]
    const rate = toRate(priceAbove(listed(prices, name) ?? 0, above), per) ?? 0n
    rates[name] = direction === 'fee' ? rate : rate / divisor
  }
  return rates as Rates
}

function priceAbove(price: ListPrice, above: number): number {
  if (typeof price === 'number') return price
  let found = price[0]!
  for (let at = 1; at < price.length; at += 2) if (price[at]! <= above) found = price[at + 1]!
  return found
}
