/**
 * Which cache rules a model falls under, and one cache of each kind for the sandbox's life.
 * @module
 */
import { createAnthropicCache } from './cache-anthropic.ts'
import { createAutomaticCache, deepseekRules, openaiRules } from './cache-openai.ts'
import { createBreakpointCache, hasBreakpoints } from './cache-openai-explicit.ts'
import type { PromptCache } from './prompt.ts'

export interface Caches {
  /** The cache that a model of a provider (price-list id) reads and writes. */
  of(provider: string, model: string): PromptCache
}

export function createCaches(): Caches {
  const anthropic = createAnthropicCache()
  const automatic = createAutomaticCache(openaiRules)
  const breakpoint = createBreakpointCache()
  const deepseek = createAutomaticCache(deepseekRules)
  // Measured hit rates of Gemini's implicit cache are 0 to 9 %: the plain automatic rules flatter it.
  const gemini = createAutomaticCache({ ...openaiRules, minimum: 4096, perMinute: 1 })
  return {
    of(provider, model) {
      if (provider === 'anthropic') return anthropic
      if (provider === 'deepseek') return deepseek
      if (provider === 'google') return gemini
      return hasBreakpoints(model) ? breakpoint : automatic
    },
  }
}
