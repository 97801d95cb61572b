/**
 * Whether a shorter tool list is worth a prefix of its own. A list that all conversations share is read from the
 * provider's cache at a tenth of its price; one that was cut to a question is written anew for each. What the whole list
 * would have cost is remembered from how often it came, not from whether it was sent: else a list that was once cut
 * would look cold for ever.
 * @module
 */
import { createBoundedMap } from '../../pricing/bounded-map.ts'

export interface ListUse {
  /** Milliseconds since the epoch. */
  lastAt: number
  calls: number
  conversations: number
}

export interface PriceRatios {
  /** Of a token read from the cache, to a fresh one; 1 where nothing is cached. */
  readonly read: number
  /** Of a token written to it. */
  readonly write: number
}

export interface Sizes {
  /** Tokens of the list, whole and cut. */
  readonly whole: number
  readonly cut: number
  /** Tokens of what all conversations share behind the list: the system text. */
  readonly shared: number
}

/** The shortest time that a provider keeps a prefix. */
const keptMs = 300_000
/** Below this nothing is cached (Anthropic, OpenAI). */
const leastCached = 1024
/** Calls that a conversation is taken to have before any was seen, and their weight. */
const usualTurns = 3
const usualWeight = 4
const mostTurns = 50

export interface ListUses {
  /** How the list was used so far; `key` names tenant, model, list and system text. */
  of(key: string): ListUse | undefined
  seen(key: string, at: number, opens: boolean): void
}

export function createListUses(capacity = 5000): ListUses {
  const uses = createBoundedMap<ListUse>(capacity)
  return {
    of: (key) => uses.get(key),
    seen(key, at, opens) {
      let use = uses.get(key)
      if (use === undefined) uses.set(key, (use = { lastAt: 0, calls: 0, conversations: 0 }))
      use.lastAt = at
      use.calls++
      if (opens || use.conversations === 0) use.conversations++
    },
  }
}

/** Calls that a conversation with this list may be expected to have in all. */
export function expectedTurns(use: ListUse | undefined): number {
  const { calls, conversations } = use ?? { calls: 0, conversations: 0 }
  const mean = (calls + usualTurns * usualWeight) / (conversations + usualWeight)
  return Math.min(mostTurns, mean)
}

/**
 * What cutting saves over the calls of one conversation, in fresh tokens; below zero: the whole list is cheaper.
 * @param turns calls still to come, this one included
 */
export function savedByCutting(
  { whole, cut, shared }: Sizes,
  { read, write }: PriceRatios,
  use: ListUse | undefined,
  at: number,
  turns: number,
): number {
  const warm =
    use !== undefined && at - use.lastAt <= keptMs && whole + shared >= leastCached && read < 1
  const later = Math.max(0, turns - 1)
  const cached = read < 1 && whole + shared >= leastCached
  const wholeFirst = (whole + shared) * (warm ? read : cached ? write : 1)
  const wholeLater = (whole + shared) * (cached ? read : 1) * later
  const stillCached = read < 1 && cut + shared >= leastCached
  const cutFirst = (cut + shared) * (stillCached ? write : 1)
  const cutLater = (cut + shared) * (stillCached ? read : 1) * later
  return wholeFirst + wholeLater - cutFirst - cutLater
}
