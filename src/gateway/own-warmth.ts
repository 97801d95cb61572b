/**
 * What a call's own earlier attempts did for its last: a layer that sends twice finds its first prompt in the
 * provider's cache, which the call without layers would have paid for in full.
 * @module
 */
import type { Usage } from '../call.ts'
import type { AttemptRecord } from '../send/parts.ts'

/**
 * The usage of the last attempt as if it had been the only one. What the others saved it ends among the misses, where
 * it stands against what they cost.
 */
export function withoutOwnWarmth(usage: Usage, attempts: readonly AttemptRecord[]): Usage {
  const last = attempts.at(-1)
  if (attempts.length < 2 || usage.cacheRead === 0 || last === undefined) return usage
  let own = 0
  for (const { provider, model, outcome } of attempts.slice(0, -1)) {
    if (provider !== last.provider || model !== last.model || outcome.usage === undefined) continue
    own = Math.max(own, usage.cacheRead - outcome.usage.cacheRead)
  }
  return own === 0
    ? usage
    : { ...usage, input: usage.input + own, cacheRead: usage.cacheRead - own }
}
