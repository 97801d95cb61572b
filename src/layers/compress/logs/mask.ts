/**
 * Old tool results of a long conversation, left out in blocks. Each time the point moves, the provider's cache breaks
 * there: everything behind it is written anew. So the point moves rarely, and only where what no longer needs to be
 * read over the calls expected costs more than that (Complexity Trap: 2508.21433).
 * @module
 */

/** A text of the conversation, in order: results of tools, and what else would be written anew behind one that goes. */
export interface MaskResult {
  /** How many turns of the assistant stand before it. */
  readonly turn: number
  readonly tokens: number
  /** Of what stays with it: the arguments that its tool was called with. */
  readonly beside?: number
  /** May be left out: a tool's result, long, no file that is being edited. */
  readonly mayGo: boolean
  /** Positions of older ones that it refers to: they stay as long as it does. */
  readonly refers?: readonly number[]
}

export interface MaskPrices {
  /** Of a token read from the provider's cache, to a fresh one; 1 where nothing is cached. */
  readonly read: number
  /** Of a token written to it, likewise. */
  readonly write: number
}

/** Turns whose results always stay. */
const keep = 10
/** Turns between two moves of the point. */
const step = 8
/** What a result that went leaves behind. */
export const stubTokens = 16
/** Shorter results are not worth their marker, and the gap in what the model remembers. */
const leastTokens = 100
/** A move must promise so many times what it costs: the conversation may end sooner than it was long. */
const sureness = 1.5

/** The first turn at which the point may move, and the one after a turn. */
export function nextMove(after: number): number {
  return after < keep + step ? keep + step : after + step
}

/**
 * Positions that are gone from turn `at` on, one at which the point may move; the same set where it stays. A function
 * of what was said before that turn: in every process, and on every later turn, the same results go, and what went
 * stays away.
 */
export function moved(
  all: readonly MaskResult[],
  gone: ReadonlySet<number>,
  at: number,
  prices: MaskPrices,
): ReadonlySet<number> {
  const next = new Set(gone)
  const needed = new Set<number>()
  for (let index = all.length - 1; index >= 0; index--) {
    const { turn, mayGo, tokens, refers } = all[index]!
    if (turn >= at || gone.has(index)) continue
    if (mayGo && !needed.has(index) && turn < at - keep && tokens >= leastTokens) next.add(index)
    else for (const target of refers ?? []) needed.add(target)
  }
  return next.size > gone.size && isWorth(all, gone, next, at, prices) ? next : gone
}

/** What is gone at turn `turns`. */
export function planMask(
  all: readonly MaskResult[],
  { turns, prices }: { readonly turns: number; readonly prices: MaskPrices },
): ReadonlySet<number> {
  let gone: ReadonlySet<number> = new Set()
  for (let at = nextMove(0); at <= turns; at = nextMove(at)) gone = moved(all, gone, at, prices)
  return gone
}

/**
 * Whether leaving out `next` instead of `gone`, from turn `at` on, saves more than the broken cache costs. All of the
 * conversation is taken to be written anew, not only what stands behind the first result that goes: providers keep
 * prompts as far as marks that stood there, and of the older ones few are left (Anthropic: four). With what stands
 * behind alone, a recorded session of 439 turns became 14 % dearer.
 */
function isWorth(
  all: readonly MaskResult[],
  gone: ReadonlySet<number>,
  next: ReadonlySet<number>,
  at: number,
  { read, write }: MaskPrices,
): boolean {
  let saved = 0
  let left = 0
  for (const [index, { tokens, turn, beside = 0 }] of all.entries()) {
    if (turn >= at) break
    if (next.has(index) && !gone.has(index)) saved += tokens - stubTokens
    left += beside + (next.has(index) ? stubTokens : tokens)
  }
  // A conversation of so many turns may be expected to have about as many more: half, to be careful.
  const later = at / 2
  const broken = left * Math.max(0, write - read)
  return saved * read * later > sureness * broken
}

/** What stands in the place of a result. */
export function maskText(tool: string | undefined, tokens: number): string {
  const by = tool === undefined ? '' : ` of ${tool.slice(0, 64)}`
  return `[result${by} from an earlier turn left out, about ${tokens} tokens]`
}

/** Tokens of a text, near enough for a plan. */
export function maskTokens(text: string): number {
  return Math.ceil(text.length / 4)
}
