/**
 * The parts of pricing joined: what send, the pipeline and the gateway are given.
 * @module
 */
import type { Call, Money, ServiceTier, Target, Usage } from '../call.ts'
import { billReply, type Bill, type BillQuery } from './bill.ts'
import { createEstimator, type Estimator, type EstimatorOptions } from './estimate.ts'
import {
  loadPriceList,
  type PriceList,
  type PriceListOptions,
  type PriceQuery,
} from './price-list.ts'

export interface Pricing extends Estimator {
  /** What a reply with a usage object cost; undefined where it has none. */
  bill(query: BillQuery): Bill | undefined
  /** List price of a usage; undefined where the model is unknown. */
  cost(query: PriceQuery): Money | undefined
  /** As `cost`, for `settle`: of a usage at a target, in one tier at one time. */
  quote(tier: ServiceTier, at: number): (target: Target, usage: Usage) => Money | undefined
  readonly list: PriceList
  price(call: Call): Money | undefined
}

/** Loads nothing yet: the list is read when the first price is asked for. */
export function createPricing(options: PriceListOptions & EstimatorOptions = {}): Pricing {
  const list = loadPriceList(options)
  const cost = (query: PriceQuery) => list.cost(query)?.total
  return {
    ...createEstimator(list, options),
    list,
    cost,
    bill: (query) => billReply(list, query),
    quote: (tier, at) => (target, usage) =>
      cost({ provider: target.provider, model: target.model, usage, tier, at }),
  }
}
