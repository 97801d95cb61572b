/**
 * OpenAI's automatic prompt cache, models up to GPT-5.5: no markers, no write premium, hits by machine.
 * @module
 */
import { createChain, extendChain } from './hash.ts'
import { createExpiringMap } from './expiring-map.ts'
import type { Prompt, PromptCache } from './prompt.ts'
import { createRouting } from './routing.ts'

const minimum = 1024
const step = 128
export const callsPerMachineAndMinute = 15

export interface AutomaticRules {
  readonly minimum: number
  readonly step: number
  /** Calls a minute of one prefix and key that one machine takes before the next gets them; Infinity: one machine. */
  readonly perMinute: number
  /** How long an idle entry lives; `fraction` in [0, 1) is fixed by the prefix. */
  readonly idleMs: (fraction: number) => number
  /** The same under `prompt_cache_retention: "24h"`. */
  readonly extendedMs: (fraction: number) => number
}

export const openaiRules: AutomaticRules = {
  minimum,
  step,
  perMinute: callsPerMachineAndMinute,
  // The guide says 5 to 10 minutes of inactivity; each prefix gets its own time between.
  idleMs: (fraction) => 300_000 * (1 + fraction),
  // It says typically half an hour and at most a day.
  extendedMs: (fraction) => 1_800_000 * 48 ** fraction,
}

/** DeepSeek's disk cache: units of 64 tokens, kept for hours. */
export const deepseekRules: AutomaticRules = {
  minimum: 64,
  step: 64,
  perMinute: Infinity,
  idleMs: () => 6 * 3_600_000,
  extendedMs: () => 6 * 3_600_000,
}

export function createAutomaticCache(rules: AutomaticRules = openaiRules): PromptCache {
  const entries = createExpiringMap<{ readyAt: number }>()
  const route = createRouting(rules.perMinute)

  return {
    size: entries.size,
    bill(prompt, at, readyAt) {
      const { blocks } = prompt
      const { place, fraction } = route(prompt, at)
      const chain = createChain()
      extendChain(chain, place)
      const ttl = isExtended(prompt) ? rules.extendedMs(fraction) : rules.idleMs(fraction)
      let total = 0
      let common = 0
      let matching = true
      const store: number[] = []
      for (const block of blocks) {
        const key = extendChain(chain, block.hash)
        total += block.tokens
        const entry = entries.get(key, at)
        if (matching && entry !== undefined && entry.readyAt <= at) common = total
        else matching = false
        store.push(key)
      }
      if (total >= rules.minimum) {
        for (const key of store) {
          const entry = entries.get(key, at)
          entries.set(key, { readyAt: Math.min(entry?.readyAt ?? readyAt, readyAt) }, readyAt + ttl)
        }
      }
      const cacheRead = cachedTokens(Math.min(common, total - 1), rules)
      return { input: total - cacheRead, cacheRead, cacheWrite: 0, cacheWrite1h: 0 }
    },
  }
}

/** GPT-5.5 keeps long unless told otherwise. */
function isExtended(prompt: Prompt): boolean {
  return (
    prompt.retention === '24h' ||
    (prompt.retention === undefined && prompt.model.startsWith('gpt-5.5'))
  )
}

function cachedTokens(common: number, rules: AutomaticRules): number {
  if (common < rules.minimum) return 0
  return rules.minimum + Math.floor((common - rules.minimum) / rules.step) * rules.step
}
