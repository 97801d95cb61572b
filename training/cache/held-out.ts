/**
 * From which logit on the scorers of the risk may be relied upon before any label: "at most one in twenty is wrong", the
 * most careful setting of the cache's dial, tested on pairs that the scorers have not seen.
 *
 * Thresholds are tested in a fixed order, from the highest one that leaves pairs enough down to the first that fails
 * (Angelopoulos et al., "Learn then Test", arXiv 2110.01052): the last that passed holds with a confidence of 95 %, all
 * of them together. `risk.ts` calls it; `certify.ts` does for scorers that are fitted already.
 * @module
 */
import type { HeldOut } from '../../src/layers/cache/semantic/risk/held-out.ts'
import { mostWrong } from '../../src/layers/cache/semantic/settings.ts'

export interface HeldPair {
  /** Logit of a scorer that has not seen it. */
  readonly score: number
  readonly same: boolean
  readonly vetoed: boolean
}

const alpha = 0.05
const highest = 8
const step = 0.25

/** The lowest logit that is certified; undefined where none is. */
export function heldOut(scored: readonly HeldPair[], allowed = mostWrong[0]!): HeldOut | undefined {
  const open = scored.filter(({ vetoed }) => !vetoed)
  let found: HeldOut | undefined
  for (let from = highest; from >= 0; from -= step) {
    const above = open.filter(({ score }) => score >= from)
    // Whatever their labels are, fewer cannot certify it: the order of tests does not look at them.
    if ((1 - allowed) ** above.length > alpha) continue
    const wrong = above.filter(({ same }) => !same).length
    const most = upper(wrong, above.length)
    if (most > allowed) break
    found = { from, pairs: above.length, wrong, most: Number(most.toPrecision(3)) }
  }
  return found
}

/** Clopper and Pearson's upper bound, one-sided. */
function upper(wrong: number, pairs: number): number {
  let [low, high] = [wrong / pairs, 1]
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2
    if (atMost(wrong, pairs, middle) > alpha) low = middle
    else high = middle
  }
  return high
}

/** P(at most `wrong` of `pairs`). */
function atMost(wrong: number, pairs: number, p: number): number {
  let log = pairs * Math.log1p(-p)
  let sum = 0
  for (let k = 0; k <= wrong; k++) {
    sum += Math.exp(log)
    log += Math.log((pairs - k) / (k + 1)) + Math.log(p) - Math.log1p(-p)
  }
  return sum
}
