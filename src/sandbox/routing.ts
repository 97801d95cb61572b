/**
 * OpenAI's routing: cached states lie on single machines, chosen by the beginning of the prompt and the cache key.
 * @module
 */
import { createExpiringMap } from './expiring-map.ts'
import { createChain, extendChain } from './hash.ts'
import type { Prompt } from './prompt.ts'

/** Tokens whose hash, with `prompt_cache_key`, chooses the machine. */
const routedTokens = 256
const minuteMs = 60_000

export interface Routed {
  /** Names the machine's share of the cache. */
  readonly place: string
  /** In [0, 1), fixed by the beginning of the prompt: spreads what the guide gives as a range. */
  readonly fraction: number
}

/**
 * @param perMinute calls a minute of one beginning and key that one machine takes before the next gets them;
 * Infinity: all calls meet the same cache.
 */
export function createRouting(perMinute: number): (prompt: Prompt, at: number) => Routed {
  /** Times of the calls of the last minute, oldest first. */
  const recentCalls = createExpiringMap<number[]>()

  function machineOf(beginning: number, at: number): number {
    const known = recentCalls.get(beginning, at)
    const recent = known ?? []
    while (recent.length > 0 && recent[0]! <= at - minuteMs) recent.shift()
    const machine = Math.floor(recent.length / perMinute)
    recent.push(at)
    recentCalls.set(beginning, recent, at + minuteMs)
    return machine
  }

  return (prompt, at) => {
    const chain = createChain()
    const owner = `${prompt.account}\n${prompt.model}\n${prompt.settings ?? ''}\n${prompt.cacheKey ?? ''}`
    let beginning = extendChain(chain, owner)
    if (perMinute === Infinity) return { place: owner, fraction: 0 }
    let tokens = 0
    for (const block of prompt.blocks) {
      // A block that reaches beyond the routed tokens is taken whole: its pieces are not known here.
      beginning = extendChain(chain, block.hash)
      tokens += block.tokens
      if (tokens >= routedTokens) break
    }
    const machine = machineOf(beginning, at)
    return { place: `${owner}\n${beginning}\n${machine}`, fraction: (chain.low >>> 0) / 4294967296 }
  }
}
