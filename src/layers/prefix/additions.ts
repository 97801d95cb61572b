/**
 * What is added to a request: marks on blocks, and OpenAI's members of the body.
 * @module
 */
import type { Call, Edit } from '../../call.ts'
import type { CacheKeys } from './cache-key.ts'
import type { Decision } from './decision.ts'
import { markEdits, memberEdit } from './mark.ts'
import type { Marker } from './plan.ts'
import type { Reading } from './reading.ts'
import type { Sort } from './rules.ts'

/** The edits that carry a decision out; none where there is nothing to add, or where the client's word stands. */
export function additions(
  call: Call,
  sort: Sort,
  reading: Reading,
  decision: Decision,
  keys: CacheKeys,
): readonly Edit[] {
  const { blocks, own } = reading
  const clients = ownsCaching(sort, decision, reading)
  // Turns that the provider keeps may be read again by id: their end stays with the implicit breakpoint.
  const markers = clients
    ? []
    : decision.plan.markers.filter(({ at }) => !own.stateful || at < blocks.length - 1)
  const edits = markers.flatMap(({ at, lifetime }) => markEdits(blocks[at]!, lifetime))
  if (sort === 'marks') return edits
  if ((decision.sight.places.at(-1)?.end ?? 0) < decision.rules.minimum) return []
  const members: string[] = []
  if (!own.key) {
    const key = keys.keyOf(familyOf(reading), call.tenant, call.conversation)
    members.push(`"prompt_cache_key":"${key}"`)
  }
  const newest = blocks.findLastIndex(({ endsMessage }) => endsMessage)
  const implicit = own.stateful || endsImplicitly(decision.plan.markers, newest)
  if (sort === 'breakpoints' && !clients && !implicit) {
    members.push('"prompt_cache_options":{"mode":"explicit"}')
  }
  return members.length === 0 ? edits : [...edits, memberEdit(reading, members.join(','))]
}

/**
 * GPT-5.6 writes the end of the newest message by itself, and reads at those of earlier ones. Where that end is worth
 * writing, its own breakpoint stays beside our marks: it costs the same, takes in what stands behind the last part that
 * can be marked, and finds what an overflow to another machine left there some turns ago, which our four would not (a
 * coding session lost 1.2 % of its bill so).
 */
export function endsImplicitly(markers: readonly Marker[], newest: number): boolean {
  return newest >= 0 && markers.at(-1)?.at === newest
}

/** GPT-5.6: where the client says how to cache, that stands, and two sets of breakpoints would get in each other's way. */
export function ownsCaching(sort: Sort, { sight }: Decision, { own }: Reading): boolean {
  if (sort !== 'breakpoints') return false
  return own.options || own.retention || sight.places.some(({ marked }) => marked !== undefined)
}

/** Calls of a family begin alike: OpenAI routes by about the first 256 tokens. */
export function familyOf({ blocks }: Reading): number {
  const system = blocks.findLast(({ section }) => section !== 'messages')
  return (system ?? blocks[0]!).key
}
