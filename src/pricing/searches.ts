/**
 * How many searches a call may be billed for beside its tokens: what its tools allow, else what its kind was billed.
 * @module
 */
import type { Call } from '../call.ts'
import { createBoundedMap } from '../maps/bounded-map.ts'

export interface Searches {
  /** As many as a call of this kind hardly exceeds; exact where the request bounds them. */
  most(call: Call, kind: string): number
  /** Told how many a call of this kind was billed for. */
  observe(kind: string, count: number): void
}

/** Where nothing bounds them: what Anthropic's own examples set `max_uses` to. */
const usual = 5
/** A kind that searches less than it did is believed after some hundred calls. */
const memory = 0.99

/** Remembers the most searches of so many kinds of call. */
export function createSearches(capacity: number): Searches {
  const known = createBoundedMap<number>(capacity)
  return {
    most(call, kind) {
      const allowed = call.target.dialect === 'anthropic-messages' ? allowedBy(call) : undefined
      return allowed ?? Math.max(usual, Math.ceil(known.get(kind) ?? 0))
    },
    observe(kind, count) {
      known.set(kind, Math.max(count, memory * (known.get(kind) ?? 0)))
    },
  }
}

/** By Anthropic's tool `web_search_…` and its `max_uses`; undefined: it searches as often as it likes. */
function allowedBy({ view }: Call): number | undefined {
  const tools = view.json?.['tools']
  if (!Array.isArray(tools)) return 0
  let allowed = 0
  for (const tool of tools) {
    const type: unknown = tool?.type
    if (typeof type !== 'string' || !type.startsWith('web_search')) continue
    const most: unknown = tool.max_uses
    if (!Number.isSafeInteger(most) || (most as number) < 0) return undefined
    allowed += most as number
  }
  return Number.isSafeInteger(allowed) ? allowed : undefined
}
