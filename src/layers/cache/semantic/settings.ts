/**
 * What a route may say about answers across wordings; validated by the configuration's schema.
 * @module
 */
import type { Call } from '../../../call.ts'

export interface SemanticSettings {
  readonly enabled: boolean
  readonly ttlSeconds: number
  /** Wrong answers from memory, as a share of all calls. */
  readonly wrongAnswers: number
}

/** Settings of a call: its route's over those of all routes. */
export function settingsOf(call: Call, defaults: SemanticSettings): SemanticSettings {
  const own = call.route.layers.cache as { semantic?: Partial<SemanticSettings> } | undefined
  return own?.semantic ? { ...defaults, ...own.semantic } : defaults
}

/** Dial of the layer, the most careful first: the highest chance of a wrong answer that a hit may have. */
export const mostWrong: readonly number[] = [0.05, 0.1, 0.2]
