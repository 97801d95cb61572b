/**
 * How probable it is that a prefix is sent again in time, from the gaps seen: counters with decay, shrunk towards
 * those of the tenant's other traffic of the kind.
 * @module
 */

/** Lifetimes that providers sell, in milliseconds: 5 minutes, 30 minutes, 1 hour. */
export const horizons = [300_000, 1_800_000, 3_600_000] as const
export type Horizon = 0 | 1 | 2

/** Counts above this are halved, so that old habits fade. */
const memory = 60

/**
 * Spread of the logarithm of a gap around the last one. Gaps of agent sessions lie within a factor of 2 of one
 * another; a gap near the edge of a lifetime therefore counts only in part.
 */
const spread = 0.35

/**
 * Chance that a prefix comes again at all, before anything is known of the traffic: a coin, and less after a gap that
 * is long for one who works with it; a write for an hour must be read to pay.
 */
const comesAgain = 0.5
const longGapMs = 1_200_000

/**
 * Trials and (smoothed) successes at each stage: up to the first horizon, from there to the next, and so on. A stage is
 * tried only by what did not come before it. Counted from the start instead, those that never come again would be
 * missing at the long horizons until an hour has passed, and a tenant's first chats would look as if all lasted.
 */
export interface Odds {
  readonly trials: Float64Array
  readonly hits: Float64Array
  /** Along a conversation: fresh tokens' worth paid for writing, less what reading has saved. */
  owed: number
}

export const newOdds = (): Odds => ({
  trials: new Float64Array(horizons.length),
  hits: new Float64Array(horizons.length),
  owed: 0,
})

/** The prefix did not come within a horizon: its stage was tried in vain. */
export function observeMiss(odds: Odds, horizon: number): void {
  count(odds, horizon, 1, 0)
}

/** The prefix came again after `gap` ms. Stages that it came too late for have been, or will be, counted as misses. */
export function observeHit(odds: Odds, gap: number): void {
  for (let stage = 0; stage < horizons.length; stage++) {
    if (gap <= horizons[stage]!) count(odds, stage, reached(gap, stage), ended(gap, stage))
  }
}

/** How far a gap counts as one that outlasted the stages before. */
function reached(gap: number, stage: number): number {
  return stage === 0 || gap > horizons[stage - 1]! ? 1 : 1 - within(gap, stage - 1)
}

function ended(gap: number, stage: number): number {
  return reached(gap, stage) - (1 - within(gap, stage))
}

function count(odds: Odds, at: number, trial: number, hit: number): void {
  if (odds.trials[at]! >= memory) {
    odds.trials[at]! *= 0.5
    odds.hits[at]! *= 0.5
  }
  odds.trials[at]! += trial
  odds.hits[at]! += Math.max(0, hit)
}

/** Chance that a prefix comes again within each horizon. */
export type Chances = readonly number[]

/** Posterior mean at each stage of a Beta prior of `weight` trials, after the trials seen. */
export function shrunk(odds: Odds, prior: Chances, weight: number): Chances {
  return posterior(odds, prior, weight, undefined)
}

/** The same, with one more trial: a visit after `gap` ms that has just happened. */
export function shrunkWith(odds: Odds, prior: Chances, weight: number, gap: number): Chances {
  return posterior(odds, prior, weight, gap)
}

function posterior(odds: Odds, prior: Chances, weight: number, gap: number | undefined): Chances {
  const chances: number[] = []
  let stays = 1
  let before = 0
  for (let stage = 0; stage < horizons.length; stage++) {
    const expected = before < 1 ? (prior[stage]! - before) / (1 - before) : 0
    before = prior[stage]!
    let trials = odds.trials[stage]! + weight
    let hits = odds.hits[stage]! + weight * Math.max(0, expected)
    if (gap !== undefined) {
      const late = gap > horizons[stage]!
      trials += late ? 1 : reached(gap, stage)
      if (!late) hits += Math.max(0, ended(gap, stage))
    }
    stays *= 1 - Math.min(1, hits / trials)
    chances.push(1 - stays)
  }
  return chances
}

/** What one gap alone says of the next: it may not come, and else comes after about as long. */
export function afterGap(gap: number): Chances {
  const again = comesAgain * Math.min(1, longGapMs / Math.max(1, gap))
  return horizons.map((horizon) => again * normal(Math.log(horizon / Math.max(1, gap))))
}

function within(gap: number, horizon: number): number {
  return normal(Math.log(horizons[horizon]! / Math.max(1, gap)) / spread)
}

/** Normal distribution function, logistic form: off by under 0.01, far below what the counts know. */
function normal(z: number): number {
  return 1 / (1 + Math.exp(-1.702 * z))
}
