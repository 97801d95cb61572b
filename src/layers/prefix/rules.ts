/**
 * Which provider's prompt cache a call meets, and by which rules it bills. Sources: docs/layers/prefix.md.
 * @module
 */
import type { Target } from '../../call.ts'
import type { Rates } from '../../pricing/price-list.ts'
import { findHost } from '../../providers/catalogue.ts'
import type { Rules } from './plan.ts'

/**
 * `marks`: entries at marks only, for two lifetimes (Anthropic). `breakpoints`: at marks, or without one at the newest
 * message, written at a premium (GPT-5.6). `automatic`: everywhere, for nothing; a key keeps calls on one machine.
 */
export type Sort = 'marks' | 'breakpoints' | 'automatic'

/** undefined: nothing is known that could be done for such calls. */
export function sortOf({ provider, model, dialect }: Target): Sort | undefined {
  if (dialect === 'anthropic-messages') return /claude/i.test(model) ? 'marks' : undefined
  if (dialect !== 'openai-chat' && dialect !== 'openai-responses') return undefined
  const host = findHost(provider)
  if (host?.promptCacheKey !== true) return undefined
  // Only OpenAI itself documents the breakpoints; others that speak its language may answer 400.
  return provider === 'openai' && hasBreakpoints(model) ? 'breakpoints' : 'automatic'
}

/** GPT-5.6 and later. */
export function hasBreakpoints(model: string): boolean {
  const version = /^(?:ft:)?gpt-(\d+)(?:[.-](\d{1,2})(?!\d))?/.exec(model)
  if (version === null) return false
  const major = Number(version[1])
  return major > 5 || (major === 5 && Number(version[2] ?? 0) >= 6)
}

/** No model of the dialect caches less, in tokens. */
export function shortest(dialect: Target['dialect']): number {
  return dialect === 'anthropic-messages' ? 512 : automaticMinimum
}

const automaticMinimum = 1024

/** Shortest prefix that Anthropic caches, by model. */
function anthropicMinimum(model: string): number {
  const name = model.replaceAll('.', '-')
  if (/(opus|fable|mythos)-[5-9]/.test(name)) return 512
  if (/haiku-4-5|opus-4-[56]/.test(name)) return 4096
  if (/opus-4-7|3-5-haiku|haiku-3|3-haiku/.test(name)) return 2048
  return 1024
}

const minute = 60_000

/** Prices of reads and writes come from the list; where it has none, the vendor's multiples stand in. */
export function rulesOf(sort: Sort, model: string, rates: Rates | undefined): Rules {
  // A class without a price of its own stands at that of fresh input, which is none that a cache has.
  const over = (rate: bigint | undefined, otherwise: number): number =>
    rate !== undefined &&
    rates !== undefined &&
    rates.input > 0n &&
    rate > 0n &&
    rate !== rates.input
      ? Number(rate) / Number(rates.input)
      : otherwise
  const read = over(rates?.cacheRead, 0.1)
  if (sort === 'marks') {
    return {
      minimum: anthropicMinimum(model),
      slots: 4,
      lookBack: 20,
      read,
      unseen: 0.1,
      lifetimes: [
        { name: '5m', ms: 5 * minute, horizon: 0, write: over(rates?.cacheWrite, 1.25) },
        { name: '1h', ms: 60 * minute, horizon: 2, write: over(rates?.cacheWrite1h, 2) },
      ],
    }
  }
  const write = sort === 'breakpoints' ? over(rates?.cacheWrite, 1.25) : 1
  return {
    minimum: automaticMinimum,
    slots: 4,
    // Entries are found at breakpoints only.
    lookBack: sort === 'breakpoints' ? 1 : Infinity,
    read,
    // Without us every call pays a write, so that trying costs nothing: the first sight is marked.
    unseen: 0.5,
    markUnseen: true,
    lifetimes: [{ name: '30m', ms: 30 * minute, horizon: 1, write }],
  }
}
