/**
 * What the shipped calibration is worth on pairs that no part of it was fitted on: from which logit on so few of them
 * are wrong that a route may be served before its first label.
 *
 * The belief (`belief.ts`) is unsure of a stranger's traffic in every weight at once, so it calls a verbatim repeat the
 * same with .93 only. Held-out pairs say less about strangers and more about the scorer: it is the word that counts
 * until labels of the traffic itself say something worse.
 * @module
 */

export interface HeldOut {
  /** Logit of the scorer from which it holds. */
  readonly from: number
  /** Held-out pairs there that no veto forbids, and how many of them are not the same. */
  readonly pairs: number
  readonly wrong: number
  /** Upper bound of the share of wrong ones, with a confidence of 95 % (Clopper and Pearson, one-sided). */
  readonly most: number
}

/**
 * The share of wrong ones as the account of expected mistakes takes it: a deviation above the mean, as the belief's
 * careful end, under Jeffreys' prior.
 */
export function carefulShare({ pairs, wrong }: HeldOut): number {
  const [bad, good] = [wrong + 0.5, pairs - wrong + 0.5]
  const mean = bad / (bad + good)
  return Math.min(1, mean + Math.sqrt((mean * (1 - mean)) / (bad + good + 1)))
}

/** @throws RangeError where it is no such statement */
export function checkHeldOut(held: HeldOut): void {
  const { from, pairs, wrong, most } = held
  const whole = Number.isInteger(pairs) && Number.isInteger(wrong) && wrong >= 0 && wrong <= pairs
  if (!whole || !Number.isFinite(from) || !(most > wrong / pairs && most < 1)) {
    throw new RangeError(`Held-out pairs of ${JSON.stringify(held)}`)
  }
}
