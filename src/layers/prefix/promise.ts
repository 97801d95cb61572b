/**
 * What an entry in the provider's cache is expected to save later, from how often such prompts come again.
 * @module
 */
import { afterGap, shrunk, shrunkWith, type Horizon, type Odds } from '../../pricing/warmth/odds.ts'
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
interface Chances {
  readonly first: number
  readonly later: number
}

/** Nothing is planned further than 40 reads ahead. */
const surest = 0.975

function chancesAt(sight: Sight, index: number, rules: Rules): (horizon: Horizon) => Chances {
  const point = sight.points[index]
  const { boundary } = sight.places[index]!
  if (point) return (horizon) => again(point.odds, point.kind, sight.at - point.lastAt, horizon)
  const continued = sight.seen >= 0 ? sight.points[sight.seen]! : undefined
  if (!boundary && continued?.tail) {
    const gap = sight.at - continued.lastAt
    return (horizon) => again(continued.odds, sight.tail, gap, horizon)
  }
  const kind = boundary ? sight.boundaries[boundary] : sight.tail
  return (horizon) => firstSight(kind, horizon, rules)
}

function again(odds: Odds, kind: KindOdds, gap: number, horizon: Horizon): Chances {
  const prior = shrunk(kind.later, horizon, afterGap(gap, horizon), priorWeight)
  const chance = Math.min(surest, shrunkWith(odds, horizon, prior, kindWeight, gap))
  return { first: chance, later: chance }
}

function firstSight({ first, later }: KindOdds, horizon: Horizon, rules: Rules): Chances {
  if (rules.markUnseen !== true && first.trials[horizon]! < 0.5) return { first: 0, later: 0 }
  return {
    first: shrunk(first, horizon, rules.unseen, 1),
    later: Math.min(surest, shrunk(later, horizon, rules.unseen, priorWeight)),
  }
}
