/**
 * What an entry in the provider's cache is expected to save later, from how often such prompts come again.
 * @module
 */
import {
  afterGap,
  horizons,
  shrunk,
  shrunkWith,
  type Horizon,
  type Odds,
} from '../../pricing/warmth/odds.ts'
import type { KindOdds } from '../../pricing/warmth/warmth.ts'
import type { Marker, Rules, Sight } from './plan.ts'

/** Trials that the odds of a kind weigh against those of the prefix itself. */
const kindWeight = 3
const priorWeight = 2

/** What a token written at a marker is expected to save on later calls, in fresh tokens. */
export function promise(sight: Sight, rules: Rules, { at: index, lifetime }: Marker): number {
  const longest = rules.lifetimes.at(-1)!
  const chances = chancesAt(sight, index, rules)
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
interface Again {
  readonly first: number
  readonly later: number
}

/** Nothing is planned further than 40 reads ahead. */
const surest = 0.975

function chancesAt(sight: Sight, index: number, rules: Rules): (horizon: Horizon) => Again {
  const point = sight.points[index]
  const { boundary } = sight.places[index]!
  if (point) return again(point.odds, point.kind, sight.at - point.lastAt)
  const continued = sight.seen >= 0 ? sight.points[sight.seen]! : undefined
  if (!boundary && continued?.tail) {
    return again(continued.odds, sight.tail, sight.at - continued.lastAt)
  }
  return firstSight(boundary ? sight.boundaries[boundary] : sight.tail, rules)
}

function again(odds: Odds, kind: KindOdds, gap: number): (horizon: Horizon) => Again {
  const prior = shrunk(kind.later, afterGap(gap), priorWeight)
  const chances = shrunkWith(odds, prior, kindWeight, gap)
  return (horizon) => {
    const chance = Math.min(surest, chances[horizon]!)
    return { first: chance, later: chance }
  }
}

const never: Again = { first: 0, later: 0 }

function firstSight({ first, later }: KindOdds, rules: Rules): (horizon: Horizon) => Again {
  // Every visit tries the first stage; only what outlasts it tries the others.
  const seen = rules.markUnseen === true || first.trials[0]! >= 0.5
  if (!seen) return () => never
  const unseen = horizons.map(() => rules.unseen)
  const firsts = shrunk(first, unseen, 1)
  const laters = shrunk(later, unseen, priorWeight)
  return (horizon) => ({
    first: firsts[horizon]!,
    later: Math.min(surest, laters[horizon]!),
  })
}
