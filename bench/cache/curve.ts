/**
 * How well a score tells pairs apart, with 95 % intervals.
 * @module
 */
import { seededRandom } from '../../src/proof/random.ts'

export interface Scored {
  readonly score: number
  readonly same: boolean
}

export interface Figure {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Area under the ROC curve; ties count half. */
export function auc(pairs: readonly Scored[]): number {
  const sorted = pairs.toSorted((a, b) => a.score - b.score)
  let below = 0
  let sum = 0
  let positives = 0
  for (let i = 0; i < sorted.length;) {
    let end = i
    let same = 0
    while (end < sorted.length && sorted[end]!.score === sorted[i]!.score) {
      if (sorted[end]!.same) same++
      end++
    }
    const different = end - i - same
    sum += same * (below + different / 2)
    below += different
    positives += same
    i = end
  }
  return sum / (positives * below)
}

export interface Point {
  readonly recall: number
  readonly precision: number
  readonly fpr: number
  /** Lowest score that counts as a hit. */
  readonly threshold: number
}

/** The boldest threshold at which at most `fpr` of the different pairs are hits. */
export function atRate(pairs: readonly Scored[], fpr: number): Point {
  const sorted = pairs.toSorted((a, b) => b.score - a.score)
  const positives = pairs.filter((pair) => pair.same).length
  const negatives = pairs.length - positives
  let best: Point = { recall: 0, precision: 1, fpr: 0, threshold: Infinity }
  let hits = 0
  let wrong = 0
  for (let i = 0; i < sorted.length;) {
    const { score } = sorted[i]!
    for (; i < sorted.length && sorted[i]!.score === score; i++) {
      if (sorted[i]!.same) hits++
      else wrong++
    }
    if (wrong > fpr * negatives + 1e-9) break
    best = {
      recall: hits / positives,
      precision: hits / (hits + wrong),
      fpr: wrong / negatives,
      threshold: score,
    }
  }
  return best
}

/** Percentile bootstrap over pairs, each class by itself. */
export function withInterval(
  pairs: readonly Scored[],
  figure: (pairs: readonly Scored[]) => number,
  rounds = 500,
): Figure {
  const random = seededRandom(77)
  const classes = [pairs.filter((pair) => pair.same), pairs.filter((pair) => !pair.same)]
  const values = Array.from({ length: rounds }, () =>
    figure(classes.flatMap((list) => list.map(() => list[Math.floor(random() * list.length)]!))),
  ).sort((a, b) => a - b)
  return {
    value: figure(pairs),
    low: values[Math.floor(rounds * 0.025)]!,
    high: values[Math.ceil(rounds * 0.975) - 1]!,
  }
}

/** Clopper-Pearson, by bisection on the binomial tail: [low, high] at 95 %. */
export function proportion(hits: number, n: number): Figure {
  const solve = (enough: (p: number) => boolean): number => {
    let low = 0
    let high = 1
    for (let i = 0; i < 50; i++) {
      const middle = (low + high) / 2
      if (enough(middle)) high = middle
      else low = middle
    }
    return (low + high) / 2
  }
  return {
    value: n === 0 ? 0 : hits / n,
    low: hits === 0 ? 0 : solve((p) => 1 - below(hits, n, p) >= 0.025),
    high: hits === n ? 1 : solve((p) => below(hits + 1, n, p) <= 0.025),
  }
}

/** P(fewer than `hits` of n). */
function below(hits: number, n: number, p: number): number {
  let log = n * Math.log1p(-p)
  let sum = 0
  for (let k = 0; k < hits; k++) {
    sum += Math.exp(log)
    log += Math.log((n - k) / (k + 1)) + Math.log(p) - Math.log1p(-p)
  }
  return sum
}

export function written({ value, low, high }: Figure, digits = 3): string {
  const short = (x: number) => x.toFixed(digits).replace(/^0(?=\.)/, '')
  return `${short(value)} [${short(low)}, ${short(high)}]`
}
