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

/** Trials and (smoothed) successes for each horizon. */
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

/** The prefix did not come within a horizon. */
export function observeMiss(odds: Odds, horizon: number): void {
  count(odds, horizon, 0)
}

/** The prefix came again after `gap` ms, within a horizon. */
export function observeHit(odds: Odds, horizon: number, gap: number): void {
  count(odds, horizon, within(gap, horizon))
}

function count(odds: Odds, at: number, hit: number): void {
  if (odds.trials[at]! >= memory) {
    odds.trials[at]! *= 0.5
    odds.hits[at]! *= 0.5
  }
  odds.trials[at]! += 1
  odds.hits[at]! += hit
}

/** Posterior mean of a Beta prior of `weight` trials at `prior` after the trials seen. */
export function shrunk(odds: Odds, horizon: Horizon, prior: number, weight: number): number {
  return (odds.hits[horizon]! + weight * prior) / (odds.trials[horizon]! + weight)
}

/** The same, with one more trial: a visit after `gap` ms that has just happened. */
export function shrunkWith(
  odds: Odds,
  horizon: Horizon,
  prior: number,
  weight: number,
  gap: number,
): number {
  const hit = gap > horizons[horizon] ? 0 : within(gap, horizon)
  return (odds.hits[horizon]! + hit + weight * prior) / (odds.trials[horizon]! + 1 + weight)
}

/** What one gap alone says of the next: it may not come, and else comes after about as long. */
export function afterGap(gap: number, horizon: Horizon): number {
  const again = comesAgain * Math.min(1, longGapMs / Math.max(1, gap))
  return again * normal(Math.log(horizons[horizon] / Math.max(1, gap)))
}

function within(gap: number, horizon: number): number {
  return normal(Math.log(horizons[horizon]! / Math.max(1, gap)) / spread)
}

/** Normal distribution function, logistic form: off by under 0.01, far below what the counts know. */
function normal(z: number): number {
  return 1 / (1 + Math.exp(-1.702 * z))
}
