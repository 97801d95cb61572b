/**
 * How far away a certificate is, in labels and in calls, so that nobody waits for what cannot come.
 * @module
 */

/**
 * Labels until "at most `target`" is certified, if the true harm is `harm`: about the median of simulations, up to
 * 10 % off where harm is over half of the target. Growth per label is the divergence KL(harm ‖ target) for the best
 * bet, and ln(1 + 0.9 ε/(1 − ε)) where the boldest bet binds (bounds/wealth.ts). Infinity from the target up.
 */
export function labelsNeeded(harm: number, target: number, alpha: number): number {
  if (harm >= target) return Infinity
  const boldest = Math.log1p((0.9 * target) / (1 - target))
  const best =
    (harm > 0 ? harm * Math.log(harm / target) : 0) +
    (1 - harm) * Math.log((1 - harm) / (1 - target))
  return Math.ceil(Math.log(1 / alpha) / Math.min(boldest, best))
}

/**
 * Treated pairs until the excess over A/A pairs is certified, where a share `noise` of equally good pairs is found
 * unequal: the variance of a difference of two rates, in the form of a confidence sequence. The factor is from the
 * simulations of bench/proof.ts (a judge with 12 % noise, no harm, target 5 %: 893 treated pairs beside as many A/A).
 */
export function pairsNeeded(
  harm: number,
  noise: number,
  target: number,
  alpha: number,
  control: number,
): number {
  const gap = target - harm
  if (gap <= 0 || control <= 0) return Infinity
  const spread = (noise * (1 - noise)) / control
  const pairs = (3.5 * Math.log(1 / alpha) * spread) / gap ** 2
  return Math.max(labelsNeeded(harm, target, alpha), Math.ceil(pairs))
}

/** "360 labels = 18,000 calls at 2 %": calls that pass until so many labels were drawn at `rate`. */
export function callsNeeded(labels: number, rate: number): number {
  return rate > 0 ? Math.ceil(labels / rate) : Infinity
}
