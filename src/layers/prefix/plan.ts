/**
 * Where to write a prompt into the provider's cache, for how long, or not at all: the plan that costs least.
 * Break-even rules: a token written costs 1.25 (5 m) or 2 (1 h) and is read at 0.1 of a fresh one.
 * @module
 */
import { afterGap, shrunk, shrunkWith, type Horizon, type Odds } from '../../pricing/warmth/odds.ts'
import type { KindOdds, Partition, Point } from '../../pricing/warmth/warmth.ts'

/** The end of a block of a prompt, as planning sees it. */
export interface Place {
  /** Names the block and all before it. */
  readonly key: string
  /** Tokens up to and including the block. */
  readonly end: number
  readonly markable: boolean
  /** The last block of tools or of system, where prompts of many conversations part. */
  readonly boundary?: 'tools' | 'system'
  /** The client's own marker. */
  readonly marked?: Lifetime
  /** Counts as one with the block after it when the provider looks back (runs of tool calls and results). */
  readonly joined?: boolean
}

export interface Lifetime {
  readonly name: '5m' | '30m' | '1h'
  readonly ms: number
  readonly horizon: Horizon
  /** Price of a written token, in fresh tokens. */
  readonly write: number
}

export interface Rules {
  /** Shortest prefix that is held. */
  readonly minimum: number
  readonly slots: number
  /** Positions that a read looks back from a marker, its own counted; Infinity: entries are found at markers only. */
  readonly lookBack: number
  /** Ascending. */
  readonly lifetimes: readonly Lifetime[]
  /** Price of a read token, in fresh tokens. */
  readonly read: number
}

export interface Marker {
  readonly at: number
  readonly lifetime: Lifetime
}

export interface Plan {
  /** Only ours; the client's own stay where they are. */
  readonly markers: readonly Marker[]
  /** Place whose entry will probably be read; -1: none. */
  readonly read: number
  /** Fresh tokens' worth that this call pays for writing. */
  readonly premium: number
  /** Fresh tokens' worth that later calls are expected to save by it. */
  readonly expected: number
}

/** What is known of the prompt before planning. */
export interface Sight {
  readonly places: readonly Place[]
  readonly points: readonly (Point | undefined)[]
  /** The deepest place that was sent before; -1: none. */
  readonly seen: number
  readonly tail: KindOdds
  readonly boundaries: { readonly tools: KindOdds; readonly system: KindOdds }
  readonly at: number
}

/** Trials that the odds of a kind weigh against those of the prefix itself. */
const kindWeight = 3
const priorWeight = 2

/** Chance of a second sight where a kind has few trials; only traffic that was seen is ever marked unseen. */
const unseenPrior = 0.1

/** Looks the prompt up. Places that are not tracked have no point. */
export function look(
  places: readonly Place[],
  partition: Partition,
  kind: string,
  at: number,
): Sight {
  const points = places.map((place) => partition.point(place.key))
  return {
    places,
    points,
    seen: points.findLastIndex((point) => point !== undefined),
    tail: partition.kind(kind, 'tail'),
    boundaries: { tools: partition.kind(kind, 'tools'), system: partition.kind(kind, 'system') },
    at,
  }
}

/** Chooses among all sets of at most the free slots: few places matter, so all are tried. */
export function choosePlan(sight: Sight, rules: Rules): Plan {
  const { places } = sight
  const own: Marker[] = []
  for (const [at, place] of places.entries()) {
    if (place.marked) own.push({ at, lifetime: place.marked })
  }
  const free = rules.slots - own.length
  const none = value(sight, rules, own, [])
  if (free <= 0) return none
  const candidates = candidatesOf(sight, rules)
  let best = none
  const choose = (from: number, chosen: readonly Marker[]): void => {
    for (let index = from; index < candidates.length && chosen.length < free; index++) {
      for (const lifetime of rules.lifetimes) {
        const markers = [...chosen, { at: candidates[index]!, lifetime }]
        if (!inOrder([...own, ...markers])) continue
        const plan = value(sight, rules, own, markers)
        if (worth(plan, rules, sight) > worth(best, rules, sight) + 1e-9) best = plan
        choose(index + 1, markers)
      }
    }
  }
  choose(0, [])
  return best
}

/** Net tokens: what a read saves now, what later reads will, less what is paid for writing. */
function worth(plan: Plan, rules: Rules, { places }: Sight): number {
  const read = plan.read < 0 ? 0 : places[plan.read]!.end * (1 - rules.read)
  return read + plan.expected - plan.premium
}

/** A marker of a longer lifetime must not stand behind one of a shorter. */
function inOrder(markers: readonly Marker[]): boolean {
  const sorted = markers.toSorted((a, b) => a.at - b.at)
  return sorted.every(
    (marker, index) => index === 0 || marker.lifetime.ms <= sorted[index - 1]!.lifetime.ms,
  )
}

/** The boundaries, where an entry is held, where prompts have parted, and the end. */
function candidatesOf({ places, points, seen, at }: Sight, rules: Rules): number[] {
  const last = places.findLastIndex((place) => place.markable)
  const wanted = new Set<number>()
  places.forEach((place, index) => {
    if (place.boundary) wanted.add(index)
  })
  if (seen >= 0) wanted.add(seen)
  wanted.add(points.findLastIndex((point) => point !== undefined && point.heldUntil > at))
  wanted.add(last)
  return [...wanted]
    .filter((index) => {
      const place = places[index]
      return place?.markable && !place.marked && place.end >= rules.minimum
    })
    .toSorted((a, b) => a - b)
}

/** What a set of markers reads, pays and promises. */
function value(sight: Sight, rules: Rules, own: readonly Marker[], ours: readonly Marker[]): Plan {
  const { places } = sight
  const markers = [...own, ...ours].toSorted((a, b) => a.at - b.at)
  const read = readOf(sight, rules, markers)
  let covered = read < 0 ? 0 : places[read]!.end
  let premium = 0
  let expected = 0
  for (const marker of markers) {
    const { end } = places[marker.at]!
    if (end < rules.minimum || end <= covered) continue
    const tokens = end - covered
    covered = end
    premium += tokens * (marker.lifetime.write - 1)
    expected += tokens * promise(sight, rules, marker)
  }
  return { markers: ours, read, premium, expected }
}

/** The deepest held entry that a marker finds: at it, or within the provider's look back. */
export function readOf(
  { places, points, at }: Sight,
  rules: Rules,
  markers: readonly Marker[],
): number {
  for (const marker of markers.toReversed()) {
    let positions = 0
    for (let index = marker.at; index >= 0; index--) {
      if (index === marker.at || !places[index]!.joined) positions++
      if (positions > rules.lookBack) break
      const point = points[index]
      if (point && point.heldUntil > at) return index
    }
  }
  return -1
}

/** What a token written at a marker is expected to save on later calls, in fresh tokens. */
function promise(sight: Sight, rules: Rules, { at: index, lifetime }: Marker): number {
  const longest = rules.lifetimes.at(-1)!
  const chances = chancesAt(sight, index)
  const short = chances(lifetime.horizon)
  const long = lifetime === longest ? short : chances(longest.horizon)
  const gain = 1 - rules.read
  const rewrite = lifetime.write - 1
  const first = gain * short.first
  const stops = first * (1 + short.later / (1 - short.later))
  const goesOn =
    first -
    rewrite * Math.max(0, long.first - short.first) +
    (long.first * (gain * short.later - rewrite * Math.max(0, long.later - short.later))) /
      (1 - long.later)
  // An entry that lapses is written again only where that pays.
  return Math.max(stops, goesOn)
}

/** Chances of the next sight of a prefix within a horizon, and of each further one. */
interface Chances {
  readonly first: number
  readonly later: number
}

/** Nothing is planned further than 40 reads ahead. */
const surest = 0.975

function chancesAt(sight: Sight, index: number): (horizon: Horizon) => Chances {
  const point = sight.points[index]
  const { boundary } = sight.places[index]!
  if (point) return (horizon) => again(point.odds, point.kind, sight.at - point.lastAt, horizon)
  const continued = sight.seen >= 0 ? sight.points[sight.seen]! : undefined
  if (!boundary && continued?.tail) {
    const gap = sight.at - continued.lastAt
    return (horizon) => again(continued.odds, sight.tail, gap, horizon)
  }
  const kind = boundary ? sight.boundaries[boundary] : sight.tail
  return (horizon) => firstSight(kind, horizon)
}

function again(odds: Odds, kind: KindOdds, gap: number, horizon: Horizon): Chances {
  const prior = shrunk(kind.later, horizon, afterGap(gap, horizon), priorWeight)
  const chance = Math.min(surest, shrunkWith(odds, horizon, prior, kindWeight, gap))
  return { first: chance, later: chance }
}

function firstSight({ first, later }: KindOdds, horizon: Horizon): Chances {
  if (first.trials[horizon]! < 0.5) return { first: 0, later: 0 }
  return {
    first: shrunk(first, horizon, unseenPrior, 1),
    later: Math.min(surest, shrunk(later, horizon, unseenPrior, priorWeight)),
  }
}
