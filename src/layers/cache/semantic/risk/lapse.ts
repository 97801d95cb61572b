/**
 * The share of pairs that differ whatever can be read from their words: σ alone would promise them certainty.
 *
 * A belief over a grid of shares, moved by each label by Bayes' rule in the measure in which σ calls the pair the same.
 * (Counting expected lapses, the usual shortcut, forgets a wrong prior only with the logarithm of the labels.)
 * @module
 */
import { horizon } from './gaussian.ts'

export type LapseState = readonly number[]

/** 0 to 0.3, finer towards 0. */
const shares = Float64Array.from({ length: 25 }, (_, k) => 0.3 * (k / 24) ** 2)

export class Lapse {
  /** Chance that the share is lapsed; the predictive probability of a lapse. */
  mean = 0
  /** Standard deviation of the belief. */
  deviation = 0
  private readonly weights: Float64Array
  private readonly initial: Float64Array

  /** `lapses`, `others`: a Beta prior. */
  constructor([lapses, others]: readonly [number, number]) {
    // The density times the width of the cell, which is the root of the share.
    this.initial = shares.map((share, k) => {
      const at = k === 0 ? shares[1]! / 8 : share
      return at ** (lapses - 1) * (1 - at) ** (others - 1) * Math.sqrt(at)
    })
    normalise(this.initial)
    this.weights = this.initial.slice()
    this.update()
  }

  /** A label of a pair that σ gives the probability `same`; `noise`: chance that the label is wrong. */
  observe(probability: number, same: boolean, noise: number): void {
    for (const [k, share] of shares.entries()) {
      const said = noise + (1 - 2 * noise) * (1 - share) * probability
      this.weights[k]! *= same ? said : 1 - said
    }
    normalise(this.weights)
    const forgotten = 1 / horizon
    for (let k = 0; k < shares.length; k++) {
      this.weights[k]! += forgotten * (this.initial[k]! - this.weights[k]!)
    }
    this.update()
  }

  state(): LapseState {
    return [...this.weights]
  }

  restore(state: LapseState): void {
    if (state.length !== shares.length) throw new RangeError('A lapse of another grid')
    this.weights.set(state)
    this.update()
  }

  private update(): void {
    let sum = 0
    let squares = 0
    for (let k = 0; k < shares.length; k++) {
      sum += this.weights[k]! * shares[k]!
      squares += this.weights[k]! * shares[k]! * shares[k]!
    }
    this.mean = sum
    this.deviation = Math.sqrt(Math.max(0, squares - sum * sum))
  }
}

function normalise(weights: Float64Array): void {
  let sum = 0
  for (const weight of weights) sum += weight
  for (let k = 0; k < weights.length; k++) weights[k]! /= sum
}
