/**
 * Whether a shorter tool list is worth a prefix of its own. A list that all conversations share is read from the
 * provider's cache at a tenth of its price; one that was cut to a question is written anew for each. What the whole list
 * would have cost is remembered from how often it came, not from whether it was sent: else a list that was once cut
 * would look cold for ever.
 * @module
 */
import { createBoundedMap } from '../../maps/bounded-map.ts'

export interface ListUse {
  /** Milliseconds since the epoch. */
  lastAt: number
  calls: number
  conversations: number
  /** Openings of conversations since the last use of the list, by how long it had been: decayed counts. */
  readonly gaps: { all: number; minutes: number; hour: number }
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

const fiveMinutesMs = 300_000
const hourMs = 3_600_000
/** What holding for an hour costs beside five minutes (Anthropic: 2 and 1.25 times a fresh token). */
const hourPremium = 1.6
/** Openings that are taken for granted before any was seen, and how many of them soon after another. */
const usualGaps = 1
const usualNear = 0.25
const mostly = 0.6
/** A list whose use changes is known anew within some fifty conversations. */
const gapDecay = 0.98
/** A prefix of its own that is hardly shorter than the shared one risks nine tenths of its price to save a few. */
const shortEnough = 0.5
/**
 * A shorter list is a second one: conversations that are held out send it as it came, and either is held by its own
 * calls alone. 14 of 7,420 bytes less made the recorded tool agent's bill 0.16 points dearer.
 */
const leastShare = 0.01
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
      if (use === undefined) uses.set(key, (use = newUse()))
      if (opens && use.calls > 0) note(use, at - use.lastAt)
      use.lastAt = at
      use.calls++
      if (opens || use.conversations === 0) use.conversations++
    },
  }
}

/** Whether a list in other words (bytes before and after) saves less than a second list beside the whole one costs. */
export const hardlyShorter = (list: { readonly before: number; readonly after: number }): boolean =>
  list.before - list.after < leastShare * list.before

function newUse(): ListUse {
  return { lastAt: 0, calls: 0, conversations: 0, gaps: { all: 0, minutes: 0, hour: 0 } }
}

function note({ gaps }: ListUse, gap: number): void {
  gaps.all = gaps.all * gapDecay + 1
  gaps.minutes = gaps.minutes * gapDecay + (gap <= fiveMinutesMs ? 1 : 0)
  gaps.hour = gaps.hour * gapDecay + (gap <= hourMs ? 1 : 0)
}

/**
 * What a token of the whole list costs where a conversation opens, of a fresh one: read where it was just used, else
 * what holding it for five minutes or an hour comes to over the list's own gaps. Not what writing it costs right now:
 * who cuts whenever the list is cold never has it warm, and every conversation writes a prefix of its own.
 */
function sharedAtOpening(
  { read, write }: PriceRatios,
  use: ListUse | undefined,
  at: number,
): number {
  const { all, minutes, hour } = use?.gaps ?? newUse().gaps
  const near = (minutes + usualNear) / (all + usualGaps)
  const far = (hour + usualNear) / (all + usualGaps)
  // Held right now: read, if it is a list that is mostly held. A cold hour's lucky moment is no reason to share.
  if (use !== undefined && at - use.lastAt <= fiveMinutesMs && near > mostly) return read
  const kept = near * read + (1 - near) * write
  const keptHour = far * read + (1 - far) * Math.max(1, write * hourPremium)
  return Math.min(1, kept, keptHour)
}

/** Calls that a conversation with this list may be expected to have in all. */
export function expectedTurns(use: ListUse | undefined): number {
  const { calls, conversations } = use ?? { calls: 0, conversations: 0 }
  const mean = (calls + usualTurns * usualWeight) / (conversations + usualWeight)
  return Math.min(mostTurns, mean)
}

/**
 * What cutting saves over the calls of one conversation, in fresh tokens; below zero: the whole list is cheaper, or
 * may be.
 * @param turns calls still to come, this one included
 */
export function savedByCutting(
  { whole, cut, shared }: Sizes,
  { read, write }: PriceRatios,
  use: ListUse | undefined,
  at: number,
  turns: number,
): number {
  const later = Math.max(0, turns - 1)
  const cached = read < 1 && whole + shared >= leastCached
  if (cached && cut + shared > shortEnough * (whole + shared)) return cut - whole
  const wholeFirst = (whole + shared) * (cached ? sharedAtOpening({ read, write }, use, at) : 1)
  const wholeLater = (whole + shared) * (cached ? read : 1) * later
  const stillCached = read < 1 && cut + shared >= leastCached
  const cutFirst = (cut + shared) * (stillCached ? write : 1)
  const cutLater = (cut + shared) * (stillCached ? read : 1) * later
  return wholeFirst + wholeLater - cutFirst - cutLater
}
