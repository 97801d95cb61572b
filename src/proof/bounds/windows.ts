/**
 * What restarts cost: the k-th window of a certificate gets α/(k(k+1)).
 *
 * A bound covers one unchanged state of affairs. When the model, a price, the template or the layer changes, the
 * labels start anew, and each new start is a new chance to be wrong. Σ α/(k(k+1)) over all k is α, so that by the
 * union bound the promise "wrong at any time, in any window, with a probability of at most α" survives every
 * restart. The price is ln(k(k+1)/2) more log-wealth: 1.1 times the labels in the second window, 2.3 times in the
 * tenth.
 * @module
 */

/** α of the k-th window, k from 1. The first gets α/2. Throws RangeError where k is no positive integer. */
export function windowAlpha(alpha: number, k: number): number {
  if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`Window ${k}, expected 1, 2, 3 …`)
  return alpha / (k * (k + 1))
}
