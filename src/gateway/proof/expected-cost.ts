/**
 * What a shadow will cost, judge included: set aside in the shadow budget before it runs.
 * @module
 */
import type { Call, Money, Usage } from '../../call.ts'
import type { Estimator } from '../../pricing/estimate.ts'
import type { PriceList } from '../../pricing/price-list.ts'
import type { Resolve } from '../parts.ts'
import { judgeEndpoint } from './judges.ts'

export interface CostParts {
  readonly estimator: Pick<Estimator, 'expect'>
  readonly prices: Pick<PriceList, 'cost'>
  readonly resolve: Resolve
  /** As it will be sent for less; undefined: at the standard price. */
  readonly cheaper?: (call: Call) => Call | undefined
}

/** Instructions and fences of the judge's prompt, and its verdict, in tokens: the wording is 900 characters. */
const judgePrompt = 300
const judgeVerdict = 300

/**
 * Priced cold: a prefix that is warm for the client's call may be written elsewhere for another text. Two judgements,
 * one for each order. An unpriced model counts as nothing here, as everywhere.
 */
export function expectedCost(
  call: Call,
  judge: string | undefined,
  { estimator, prices, resolve, cheaper }: CostParts,
): Money {
  const usage = estimator.expect(call)
  const { provider, model } = call.target
  const cold = { ...usage, input: usage.input + usage.cacheRead, cacheRead: 0 }
  const tier = cheaper?.(call) === undefined ? 'standard' : 'flex'
  const second = prices.cost({ provider, model, usage: cold, tier })?.total ?? 0n
  if (judge === undefined) return second
  const read: Usage = {
    input: cold.input + cold.cacheWrite + cold.cacheWrite1h + 2 * usage.output + judgePrompt,
    cacheRead: 0,
    cacheWrite: 0,
    cacheWrite1h: 0,
    output: judgeVerdict,
    reasoning: 0,
  }
  try {
    const { target } = judgeEndpoint(judge, resolve)
    const one = prices.cost({ provider: target.provider, model: target.model, usage: read })
    return second + 2n * (one?.total ?? 0n)
  } catch {
    // A judge that cannot be reached costs nothing; the label says that nobody knew.
    return second
  }
}
