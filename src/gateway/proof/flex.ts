/**
 * Shadows at flex price: they are in no hurry, and OpenAI serves the same model for half in its own time.
 * @module
 */
import type { Call, Target } from '../../call.ts'
import type { PriceList } from '../../pricing/price-list.ts'
import type { Provider } from '../../providers/provider.ts'
import { shadowTier } from '../../proof/shadow-budget.ts'

export interface FlexParts {
  readonly provider: (id: string) => Pick<Provider, 'id' | 'endpoints'> | undefined
  readonly prices: Pick<PriceList, 'cost'>
  /** Tiers that the route allows. */
  readonly tiersOf: (route: string) => readonly 'flex'[]
}

const flex = Buffer.from(',"service_tier":"flex"')
const none = { input: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0, output: 0, reasoning: 0 }
/** Beside OpenAI's own host, a stand-in for it on this machine: others may not know the field. */
const ownHost =
  /^(https:\/\/api\.openai\.com|https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?)$/

/**
 * The call as a flex call; undefined where the route does not allow it, the target is not OpenAI's own host, the list
 * has no flex price for the model, or the client chose a tier itself.
 */
export function createFlex(parts: FlexParts): (call: Call) => Call | undefined {
  return (call) => {
    const allowed = parts.tiersOf(call.route.name)
    if (allowed.length === 0 || shadowTier(allowed, offered(parts, call.target)) !== 'flex') return
    const { json } = call.view
    if (json === undefined || 'service_tier' in json || Object.keys(json).length === 0) return
    const object = call.view.span()
    if (object === undefined) return
    const at = object.end - 1
    return { ...call, edits: [...call.edits, { start: at, end: at, bytes: flex, by: 'target' }] }
  }
}

function offered({ provider, prices }: FlexParts, target: Target): readonly 'flex'[] {
  const { dialect, provider: id, model } = target
  if (id !== 'openai' || (dialect !== 'openai-chat' && dialect !== 'openai-responses')) return []
  const endpoints = provider(id)?.endpoints ?? []
  if (!endpoints.every(({ origin }) => ownHost.test(origin)) || endpoints.length === 0) return []
  const price = prices.cost({ provider: id, model, usage: none, tier: 'flex' })
  // A rule of thumb or the standard price stood in: the list does not know that the model is sold so.
  const known = price?.notes.every((note) => note !== 'tier-rule' && note !== 'tier-unlisted')
  return known === true ? ['flex'] : []
}
