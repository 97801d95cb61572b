/**
 * Where to write a prompt into the provider's cache, for how long, or not at all: the plan that costs least.
 * Break-even rules: a token written costs 1.25 (5 m) or 2 (1 h) and is read at 0.1 of a fresh one.
 * @module
 */
import { candidatesOf, readAt } from './candidates.ts'
import { promise } from './promise.ts'
import type { Horizon } from '../../pricing/warmth/odds.ts'
import type { Key, KindOdds, Partition, Point } from '../../pricing/warmth/warmth.ts'

/** The end of a block of a prompt, as planning sees it. */
export interface Place {
  /** Names the block and all before it. */
  readonly key: Key
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
  /** Positions that a read looks back from a marker, its own counted; 1: entries are found at markers only. */
  readonly lookBack: number
  /** Ascending. */
  readonly lifetimes: readonly Lifetime[]
  /** Price of a read token, in fresh tokens. */
  readonly read: number
  /** Chance of a second sight where a kind of traffic has few trials. */
  readonly unseen: number
  /** Whether kinds without any trial are marked on that chance; else only traffic that was seen is. */
  readonly markUnseen?: boolean
}

export interface Marker {
  readonly at: number
  readonly lifetime: Lifetime
}

export interface Write {
  readonly tokens: number
  readonly lifetime: Lifetime
}

export interface Plan {
  /** Only ours; the client's own stay where they are. */
  readonly markers: readonly Marker[]
  /** Place whose entry will probably be read; -1: none. */
  readonly read: number
  /** What is written behind it, the client's own markers included. */
  readonly writes: readonly Write[]
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

/** A place that may bear a marker, with all that the choice needs to know of it. */
interface Option {
  readonly at: number
  readonly end: number
  /** The place whose entry a marker here would read; -1: none. */
  readonly reads: number
  /** What a token held here is expected to save later, for each lifetime. */
  readonly promises: readonly number[]
  /** The client's own marker, which stays: the index of its lifetime. */
  readonly fixed: number
}

/** An entry that is held already, and what a token of it is expected to save once its time is renewed. */
interface Holder {
  readonly at: number
  readonly end: number
  readonly promise: number
}

interface Choice {
  readonly options: readonly Option[]
  /** Deepest first: boundaries, and what the options would read. */
  readonly holders: readonly Holder[]
  readonly free: number
  /** Premium that the conversation may still pay before it has lost more than one write. */
  readonly limit: number
  readonly rules: Rules
}

type Chosen = readonly (readonly [Option, number])[]

/** Chooses among all sets of at most the free slots: few places matter, so all are tried. */
export function choosePlan(sight: Sight, rules: Rules): Plan {
  const choice = choiceOf(sight, rules)
  const { options, free } = choice
  let best: Chosen = []
  let most = -Infinity
  const limit = Math.max(choice.limit, weigh(choice, ownOf(choice)).premium)
  const chosen: [Option, number][] = []
  const choose = (from: number, used: number, longest: number): void => {
    if (from === options.length) {
      const { worth, premium } = weigh(choice, chosen)
      if (worth > most + 1e-6 && (premium === 0 || premium <= limit)) {
        most = worth
        best = chosen.slice()
      }
      return
    }
    const option = options[from]!
    const ours = option.fixed < 0
    for (let lifetime = 0; lifetime < rules.lifetimes.length; lifetime++) {
      if (ours ? used === free || lifetime > longest : lifetime !== option.fixed) continue
      chosen.push([option, lifetime])
      // A marker of a longer lifetime must not stand behind one of a shorter.
      choose(from + 1, used + (ours ? 1 : 0), lifetime)
      chosen.pop()
    }
    // Without it last: of plans worth the same the one with most markers holds more for other prompts.
    if (ours) choose(from + 1, used, longest)
  }
  choose(0, 0, rules.lifetimes.length - 1)
  return describe(choice, best)
}

const nothing: Plan = { markers: [], read: -1, writes: [], premium: 0, expected: 0 }

/** What the client's own markers do, alone. */
export function ownPlan(sight: Sight, rules: Rules): Plan {
  if (!sight.places.some(({ marked }) => marked)) return nothing
  const choice = choiceOf(sight, rules)
  return describe(choice, ownOf(choice))
}

function ownOf({ options }: Choice): Chosen {
  return options.filter(({ fixed }) => fixed >= 0).map((option) => [option, option.fixed])
}

function choiceOf(sight: Sight, rules: Rules): Choice {
  const { places, points } = sight
  const candidates = candidatesOf(sight, rules)
  let free = rules.slots
  for (let index = 0; index < places.length; index++) {
    if (places[index]!.marked === undefined) continue
    free--
    candidates.push(index)
  }
  const options = candidates
    .sort((a, b) => a - b)
    .map((at) => ({
      at,
      end: places[at]!.end,
      reads: readAt(sight, rules, at),
      promises: rules.lifetimes.map((lifetime) => promise(sight, rules, { at, lifetime })),
      fixed: rules.lifetimes.findIndex((lifetime) => lifetime === places[at]!.marked),
    }))
  const held = new Set(options.map(({ reads }) => reads))
  for (let index = 0; index < places.length; index++) {
    const point = places[index]!.boundary && points[index]
    if (point && point.heldUntil > sight.at) held.add(index)
  }
  held.delete(-1)
  const holders = [...held]
    .sort((a, b) => b - a)
    .map((at) => {
      const { lifetime: ms } = points[at]!
      const lifetime = rules.lifetimes.find((one) => one.ms === ms) ?? rules.lifetimes[0]!
      return { at, end: places[at]!.end, promise: promise(sight, rules, { at, lifetime }) }
    })
  const continued = sight.seen < 0 ? undefined : points[sight.seen]
  const owed = continued?.tail ? continued.odds.owed : 0
  const premium = rules.lifetimes.at(-1)!.write - 1
  // Where the provider writes by itself, a write of ours is none that the call would not pay without us.
  const limit =
    rules.markUnseen === true ? Infinity : Math.max(0, places.at(-1)!.end * premium - owed)
  return { options, holders, free: Math.max(0, free), limit, rules }
}

interface Weighed {
  /** Net tokens: what a read saves now and all entries later, less what is paid for writing. */
  readonly worth: number
  readonly read: number
  readonly premium: number
  readonly expected: number
}

/**
 * Goes through the prompt from its end. Each token is worth what the best of the entries that hold it promises; one
 * that is read saves now, one that is not pays what the next marker costs. A marker inside what is read is free.
 */
function weigh({ holders, rules }: Choice, chosen: Chosen): Weighed {
  let read = -1
  for (const [option] of chosen) if (option.reads > read) read = option.reads
  let holder = 0
  while (holder < holders.length && holders[holder]!.at > read) holder++
  const covered = holder < holders.length ? holders[holder]!.end : 0
  let worth = covered * (1 - rules.read)
  let premium = 0
  let expected = 0
  let best = 0
  let writes = 0
  let end = 0
  let index = chosen.length - 1
  while (index >= 0 || holder < holders.length) {
    const mark = index >= 0 ? chosen[index]! : undefined
    const entry = holders[holder]
    const next = Math.max(mark?.[0].end ?? 0, entry?.end ?? 0)
    // The tokens between here and the entry before.
    const tokens = Math.max(0, end - Math.max(next, covered))
    premium += tokens * writes
    expected += tokens * best
    worth += Math.max(0, end - next) * best
    end = next
    if (mark !== undefined && mark[0].end === next) {
      index--
      if (next >= rules.minimum) {
        best = Math.max(best, mark[0].promises[mark[1]]!)
        writes = rules.lifetimes[mark[1]]!.write - 1
      }
    }
    if (entry !== undefined && entry.end === next) {
      holder++
      best = Math.max(best, entry.promise)
    }
  }
  const rest = Math.max(0, end - covered)
  premium += rest * writes
  expected += rest * best
  worth += end * best - premium
  return { worth, read, premium, expected }
}

function describe(choice: Choice, chosen: Chosen): Plan {
  const { rules, holders } = choice
  const { read, premium, expected } = weigh(choice, chosen)
  let covered = holders.find(({ at }) => at === read)?.end ?? 0
  const writes: Write[] = []
  for (const [option, at] of chosen) {
    if (option.end < rules.minimum || option.end <= covered) continue
    writes.push({ tokens: option.end - covered, lifetime: rules.lifetimes[at]! })
    covered = option.end
  }
  const markers = chosen
    .filter(([option]) => option.fixed < 0)
    .map(([option, lifetime]) => ({ at: option.at, lifetime: rules.lifetimes[lifetime]! }))
  return { markers, read, writes, premium, expected }
}
