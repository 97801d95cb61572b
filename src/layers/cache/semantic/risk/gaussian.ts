/**
 * A belief about weights as a Gaussian, moved by one label at a time.
 *
 * Assumed-density filtering: the label's likelihood depends on the weights only through one number, the logit
 * z = x·w, so the exact posterior of z can be had by a sum over a grid, and mean and covariance of w follow from its
 * first two moments (Minka, "A family of algorithms for approximate Bayesian inference", 2001, §3.2). No separation
 * problem, no step size, O(d²) a label.
 * @module
 */

export interface GaussianState {
  readonly mean: readonly number[]
  readonly covariance: readonly number[]
}

/** Moments of the logit before and after a label, and the label's predictive probability. */
export interface Moments {
  readonly mean: number
  readonly variance: number
}

export class Gaussian {
  readonly mean: Float64Array
  /** Row-major d × d. */
  readonly covariance: Float64Array
  private readonly initial: Float64Array
  private readonly gain: Float64Array

  constructor(mean: ArrayLike<number>, variances: ArrayLike<number>) {
    const d = mean.length
    this.mean = Float64Array.from(mean)
    this.covariance = new Float64Array(d * d)
    for (let i = 0; i < d; i++) this.covariance[i * d + i] = variances[i]!
    this.initial = Float64Array.from(variances)
    this.gain = new Float64Array(d)
  }

  logit(x: ArrayLike<number>): number {
    let sum = 0
    for (let i = 0; i < this.mean.length; i++) sum += this.mean[i]! * x[i]!
    return sum
  }

  /** Variance of the logit. */
  variance(x: ArrayLike<number>): number {
    const d = this.mean.length
    let sum = 0
    for (let i = 0; i < d; i++) {
      let row = 0
      for (let j = 0; j < d; j++) row += this.covariance[i * d + j]! * x[j]!
      sum += row * x[i]!
    }
    return Math.max(sum, 1e-9)
  }

  /**
   * Takes this belief's share of a label: `before` and `after` are the moments of the whole logit, of which x·w is a
   * part (with the deviations of tenant and entry as the others, independent of it).
   */
  absorb(x: ArrayLike<number>, before: Moments, after: Moments): void {
    const d = this.mean.length
    const { gain, covariance } = this
    for (let i = 0; i < d; i++) {
      let row = 0
      for (let j = 0; j < d; j++) row += covariance[i * d + j]! * x[j]!
      gain[i] = row / before.variance
    }
    const shift = after.mean - before.mean
    const shrink = after.variance - before.variance
    for (let i = 0; i < d; i++) {
      this.mean[i]! += gain[i]! * shift
      for (let j = 0; j < d; j++) covariance[i * d + j]! += gain[i]! * gain[j]! * shrink
    }
  }

  /** Forgets: uncertainty grows by this share of the first one, and never beyond it. */
  widen(share: number): void {
    const d = this.mean.length
    for (let i = 0; i < d; i++) {
      const at = i * d + i
      if (this.covariance[at]! < this.initial[i]!) this.covariance[at]! += share * this.initial[i]!
    }
  }

  state(): GaussianState {
    return { mean: [...this.mean], covariance: [...this.covariance] }
  }

  restore(state: GaussianState): void {
    if (state.mean.length !== this.mean.length) throw new RangeError('A belief of another size')
    this.mean.set(state.mean)
    this.covariance.set(state.covariance)
  }
}

/** Labels after which a belief that nothing renews is half forgotten: traffic changes within weeks. */
export const horizon = 4000

/** The grid on which a logit's density is summed: 21 points, half a deviation apart. */
const units = Float64Array.from({ length: 21 }, (_, k) => k / 2 - 5)
const density = (() => {
  const weights = units.map((unit) => Math.exp(-0.5 * unit * unit))
  const total = weights.reduce((sum, weight) => sum + weight)
  return weights.map((weight) => weight / total)
})()

/** P(same answer) with the uncertainty of the logit integrated out. */
export function predictive({ mean, variance }: Moments): number {
  const deviation = Math.sqrt(variance)
  let sum = 0
  for (let k = 0; k < units.length; k++) {
    sum += density[k]! / (1 + Math.exp(-(mean + deviation * units[k]!)))
  }
  return sum
}

/**
 * Moments of the logit after a label that is wrong with the probability `noise`, either way; `lapse`: share of pairs
 * that are different whatever the logit says.
 */
export function afterLabel(
  { mean, variance }: Moments,
  same: boolean,
  noise: number,
  lapse: number,
): Moments {
  const deviation = Math.sqrt(variance)
  let total = 0
  let first = 0
  let second = 0
  for (let k = 0; k < units.length; k++) {
    const unit = units[k]!
    const probability = (1 - lapse) / (1 + Math.exp(-(mean + deviation * unit)))
    const likelihood = noise + (1 - 2 * noise) * (same ? probability : 1 - probability)
    const weight = density[k]! * likelihood
    total += weight
    first += weight * unit
    second += weight * unit * unit
  }
  const center = first / total
  const spread = Math.max(second / total - center * center, 1e-6)
  return { mean: mean + deviation * center, variance: variance * spread }
}
