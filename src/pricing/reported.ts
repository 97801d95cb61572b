/**
 * The cost that a provider states itself: preferred to ours, and compared with it.
 * @module
 */
import type { Money } from '../call.ts'
import { findProvider } from './find-provider.ts'
import { fromDollars, parseDecimal } from './money.ts'
import { readPriceFile } from './price-file.ts'

type Reader = (usage: Readonly<Record<string, unknown>>) => Money | undefined

// Only hosts whose unit is known: elsewhere `cost` may be credits, cents, or another currency.
const readers: Readonly<Record<string, Reader>> = {
  openrouter(usage) {
    const cost = dollars(usage['cost'])
    if (cost === undefined || usage['is_byok'] !== true) return cost
    // With the caller's own key `cost` is OpenRouter's fee; the upstream bills the rest.
    const details = usage['cost_details']
    const upstream = isRecord(details) ? dollars(details['upstream_inference_cost']) : undefined
    return upstream === undefined ? undefined : cost + upstream
  },
  'x-ai'(usage) {
    // 1e10 ticks a dollar: recorded 63 fresh, 244 cached, 281 output tokens of grok-3-mini = $0.0001777 = 1,777,000.
    const ticks = usage['cost_in_usd_ticks']
    if (typeof ticks !== 'number' || !Number.isSafeInteger(ticks) || ticks < 0) return undefined
    return parseDecimal(String(ticks), 2)
  },
  perplexity(usage) {
    const cost = usage['cost']
    return isRecord(cost) ? dollars(cost['total_cost']) : undefined
  },
}

const byProvider = new Map<string, Reader | null>()

/** What the provider says the request cost; undefined where it says nothing, or in no unit that we know. */
export function reportedCost(provider: string, usage: unknown): Money | undefined {
  if (!isRecord(usage)) return undefined
  if (usage['cost'] === undefined && usage['cost_in_usd_ticks'] === undefined) return undefined
  let reader = byProvider.get(provider)
  if (reader === undefined) {
    reader = readers[findProvider(readPriceFile(), provider)?.id ?? provider] ?? null
    if (byProvider.size < 1000) byProvider.set(provider, reader)
  }
  return reader?.(usage)
}

export interface Reconciliation {
  readonly reported: Money
  readonly computed: Money
  /** reported − computed. */
  readonly difference: Money
  /** Whether the two agree within 1 %, or within a millionth of a dollar: providers round. */
  readonly agrees: boolean
}

/** Compares what a provider states with what the list gives. */
export function reconcile(reported: Money, computed: Money): Reconciliation {
  const difference = reported - computed
  const size = difference < 0n ? -difference : difference
  return { reported, computed, difference, agrees: size * 100n <= computed || size <= 1_000_000n }
}

/** More than any request costs; a larger figure is a fault. */
const mostDollars = 1e6

function dollars(value: unknown): Money | undefined {
  if (typeof value !== 'number' || !(value >= 0) || value > mostDollars) return undefined
  return fromDollars(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
