/**
 * Moving what tells the time as a step of the layer: where it may pay, what it promises, what it says.
 * @module
 */
import type { Call } from '../../../call.ts'
import { changedCall } from '../../changed-call.ts'
import { familyTokens } from '../../../pricing/density.ts'
import { fromAtto } from '../../../pricing/money.ts'
import type { PriceList } from '../../../pricing/price-list.ts'
import type { Kit } from '../../layer.ts'
import { createLayout } from './layout.ts'

export interface LayoutStep {
  /** The call with its volatile lines at the end; the same call where there is nothing to move, or nothing to win. */
  settle(call: Call, kit: Kit, settings: { readonly moveTimes?: boolean }): Call
  /** The call is sent. */
  seen(call: Call): void
}

/** Tokens below which nothing is cached (OpenAI, most of Claude). */
const leastCached = 1024

export function createLayoutStep(prices: Pick<PriceList, 'rates'>): LayoutStep {
  const layout = createLayout()
  return {
    settle(call, kit, { moveTimes = true }) {
      const { arm } = kit.permit
      if (!moveTimes || (arm !== 'live' && arm !== 'shadow')) return call
      const { provider, model } = call.target
      if (familyTokens(model, call.bytes.length) < leastCached) return call
      const rates = prices.rates(provider, model)
      if (rates === undefined || rates.cacheRead >= rates.input) return call
      const plan = layout.plan(call, kit.clock.now())
      if (plan === undefined) return call
      kit.note(`what changes on every call goes to the end: ${plan.labels.join('; ')}`)
      // Of the calls to come one in two, at least, finds the beginning as this one leaves it.
      const tokens = Math.round(familyTokens(model, plan.before) / 2)
      kit.invest(fromAtto(BigInt(tokens) * (rates.input - rates.cacheRead)))
      return changedCall(call, { edits: [...call.edits, ...plan.edits] })
    },
    seen: (call) => layout.seen(call),
  }
}
