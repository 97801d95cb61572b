/**
 * Old tool results of a long conversation, left out in blocks. Each time the point moves, the provider's cache breaks
 * there: everything behind it is written anew. So the point moves rarely, and only where what no longer needs to be
 * read over the calls expected costs more than that (Complexity Trap: 2508.21433).
 * @module
 */

export interface MaskResult {
  /** How many turns of the assistant stand before it. */
  readonly turn: number
  readonly tokens: number
  /** May be left out: a tool's result, long, no file that is being edited. */
  readonly mayGo: boolean
}

export interface MaskPrices {
  /** Of a token read from the provider's cache, to a fresh one; 1 where nothing is cached. */
  readonly read: number
  /** Of a token written to it, likewise. */
  readonly write: number
}

export interface MaskOptions {
  /** Turns of the assistant so far. */
  readonly turns: number
  readonly prices: MaskPrices
  /** Turns whose results always stay; default 6. */
  readonly keep?: number
  /** Turns between two moves of the point; default 8. */
  readonly step?: number
}

const usualKeep = 6
const usualStep = 8
/** What a result that went leaves behind. */
const stubTokens = 16
/** A move must promise so many times what it costs: the conversation may end sooner than it was long. */
const sureness = 1.5

/**
 * Positions of the results that go. A function of what was said up to the last move of the point: between two moves,
 * and in every process, the same results go, and what went stays away.
 */
export function planMask(
  results: readonly MaskResult[],
  { turns, prices, keep = usualKeep, step = usualStep }: MaskOptions,
): ReadonlySet<number> {
  let gone: ReadonlySet<number> = new Set()
  for (let at = keep + step; at <= turns; at += step) {
    const next = new Set(gone)
    for (const [index, { turn, mayGo, tokens }] of results.entries()) {
      if (mayGo && turn < at - keep && tokens > stubTokens * 2) next.add(index)
    }
    if (next.size > gone.size && isWorth(results, gone, next, at, prices)) gone = next
  }
  return gone
}

/** Whether leaving out `next` instead of `gone`, from turn `at` on, saves more than the broken cache costs. */
function isWorth(
  results: readonly MaskResult[],
  gone: ReadonlySet<number>,
  next: ReadonlySet<number>,
  at: number,
  { read, write }: MaskPrices,
): boolean {
  let saved = 0
  let behind = 0
  let first = -1
  for (const [index, { tokens, turn }] of results.entries()) {
    if (turn >= at) break
    const goes = next.has(index) && !gone.has(index)
    if (goes) {
      saved += tokens - stubTokens
      if (first < 0) first = index
    } else if (first >= 0) behind += gone.has(index) ? stubTokens : tokens
  }
  // A conversation of so many turns may be expected to have about as many more: half, to be careful.
  const later = at / 2
  const broken = behind * Math.max(0, write - read)
  return saved * read * later > sureness * broken
}

/** What stands in the place of a result. */
export function maskText(tool: string | undefined, tokens: number): string {
  const by = tool === undefined ? '' : ` of ${tool}`
  return `[result${by} from an earlier turn left out, about ${tokens} tokens]`
}
