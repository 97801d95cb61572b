/**
 * From a reply's raw usage to what it cost: the provider's own statement where there is one, else tokens × list.
 * Inner requests (compaction, advisor) are priced one by one, each at its own model and context tier.
 * @module
 */
import type { Dialect, Money, Origin, Premium, ServiceTier, Usage } from '../call.ts'
import { emptyUsage } from './classes.ts'
import type { UsageFlag } from './disjoint.ts'
import { premiumsOf } from './premium.ts'
import type { PriceList, PriceNote } from './price-list.ts'
import { reconcile, reportedCost, type Reconciliation } from './reported.ts'
import { readUsage, type UsageReading } from './usage.ts'

export interface BillQuery {
  readonly provider: string
  /** As the reply names it. */
  readonly model: string
  /** As the request named it: see `PriceQuery`. */
  readonly asked?: string
  readonly dialect: Dialect
  /** The reply's usage object as received. */
  readonly raw: unknown
  readonly tier?: ServiceTier
  /** Milliseconds since the epoch at which the request was sent. */
  readonly at?: number
}

export interface Bill {
  readonly usage: Usage
  /** undefined: unpriced. */
  readonly cost: Money | undefined
  readonly costOrigin: Origin
  /** Present where the provider stated a cost and the list has one too. */
  readonly reconciliation?: Reconciliation
  readonly premiums?: readonly Premium[] | undefined
  readonly flags: readonly UsageFlag[]
  readonly notes: readonly PriceNote[]
}

// Counting tokens is free (Anthropic's documentation); what was counted was not processed.
const counted: Bill = { usage: emptyUsage, cost: 0n, costOrigin: 'computed', flags: [], notes: [] }

/** Bills a reply; undefined where it carries no usage. */
export function billReply(list: PriceList, query: BillQuery): Bill | undefined {
  if (query.dialect === 'anthropic-count') return counted
  const maker = list.pricedAs(query.provider)
  const reading = readUsage(maker, query.dialect, query.raw)
  if (reading === undefined) return undefined
  const premiums = query.dialect === 'anthropic-messages' ? premiumsOf(query.raw) : undefined
  const computed = computedCost(list, query, reading, premiums)
  const reported = reportedCost(maker, query.raw)
  return {
    usage: reading.usage,
    cost: reported ?? computed?.total,
    costOrigin: reported === undefined ? 'computed' : 'provider',
    ...(reported === undefined || computed === undefined
      ? {}
      : { reconciliation: reconcile(reported, computed.total) }),
    premiums,
    flags: reading.flags,
    notes: computed?.notes ?? [],
  }
}

/**
 * The service tier that a reply states (`service_tier`), in our words; unknown words are the standard tier. OpenAI calls
 * `priority` also `fast` since July 2026.
 */
export function serviceTier(stated: unknown): ServiceTier {
  if (stated === 'fast') return 'priority'
  return stated === 'batch' || stated === 'flex' || stated === 'priority' ? stated : 'standard'
}

function computedCost(
  list: PriceList,
  query: BillQuery,
  reading: UsageReading,
  premiums: readonly Premium[] | undefined,
) {
  const { provider, model, asked } = query
  const when = {
    premiums,
    ...(query.tier === undefined ? {} : { tier: query.tier }),
    ...(query.at === undefined ? {} : { at: query.at }),
  }
  if (reading.parts === undefined)
    return list.cost({ provider, model, asked, usage: reading.usage, ...when })
  let total = 0n
  const notes = new Set<PriceNote>()
  for (const part of reading.parts) {
    const of = part.model === undefined ? { model, asked } : { model: part.model }
    const cost = list.cost({ provider, ...of, usage: part.usage, ...when })
    // One unpriced part makes the whole unpriced: a sum without it would be too low.
    if (cost === undefined) return undefined
    total += cost.total
    for (const note of cost.notes) notes.add(note)
  }
  return { total, notes: [...notes] }
}
