/**
 * Cuts a route's certificates into segments, once a segment has traffic enough for one of its own.
 *
 * The rest keeps half of α and each of at most eight segments gets a sixteenth, so that the sum over a route is α
 * whichever segments come, in whatever order.
 * @module
 */
import type { Call } from '../../call.ts'
import type { Wanted } from './certificates.ts'

export type SegmentBy = 'model' | 'tenant' | 'tag'

export const mostSegments = 8
/** Calls with which a segment is cut out: at the young rate of 10 % they bring 100 labels, a third of a certificate. */
export const segmentMinimum = 1000
/** Share of α that stays with what is in no segment. */
export const restShare = 0.5

/** Names that are counted at a time: clients make up models and tags. */
const mostCounted = 256
/** What can stand in a key, a log line and a page as it is. */
const plain = /^[\w.:@+/-]{1,100}$/

export interface SegmentState {
  readonly by: SegmentBy
  readonly open: readonly string[]
  readonly counts: readonly (readonly [string, number])[]
}

export interface Segments {
  /** The call's segment, as `model:gpt-5-mini`; '' is the rest. */
  of(call: Call): string
  /** Counts a call that was served; answers the segment that has enough of them with it. */
  count(call: Call): string | undefined
  readonly open: readonly string[]
  state(): SegmentState
}

/** `kept`: what an earlier process left; of another `by` it says nothing. */
export function createSegments(
  by: SegmentBy,
  minimum = segmentMinimum,
  kept?: SegmentState,
): Segments {
  const mine = kept?.by === by ? kept : undefined
  const open = new Map<string, string>()
  for (const name of mine?.open.slice(0, mostSegments) ?? []) open.set(name, `${by}:${name}`)
  const counts = new Map(mine?.counts)

  return {
    of: (call) => open.get(nameOf(by, call)) ?? '',
    count(call) {
      const name = nameOf(by, call)
      if (open.size >= mostSegments || open.has(name) || !plain.test(name)) return undefined
      const count = (counts.get(name) ?? 0) + 1
      if (count < minimum) {
        if (counts.size >= mostCounted && !counts.has(name)) decrement(counts)
        else counts.set(name, count)
        return undefined
      }
      counts.delete(name)
      const segment = `${by}:${name}`
      open.set(name, segment)
      return segment
    },
    get open() {
      return [...open.values()]
    },
    state: () => ({ by, open: [...open.keys()], counts: [...counts] }),
  }
}

/** The certificate of a segment, from that of its route. */
export function cut(whole: Wanted, segment: string): Wanted {
  const alpha = (whole.alpha * (1 - restShare)) / restShare / mostSegments
  return { ...whole, key: `${whole.key}/${segment}`, alpha }
}

function nameOf(by: SegmentBy, call: Call): string {
  if (by === 'tenant') return call.tenant
  if (by === 'tag') return call.tags[0] ?? ''
  // As the client says it: what a router makes of it is what is under test.
  return call.view.model || call.target.model
}

/** Misra and Gries, Finding repeated elements (1982): whatever has more than 1/256 of the calls stays. */
function decrement(counts: Map<string, number>): void {
  for (const [name, count] of counts) {
    if (count <= 1) counts.delete(name)
    else counts.set(name, count - 1)
  }
}
