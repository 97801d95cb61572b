/**
 * Shares with intervals: Wilson where observations are independent, a bootstrap over conversations where they are not.
 * @module
 */
import { seededRandom, shortHash } from '../../src/sandbox/hash.ts'

export interface Share {
  readonly value: number
  /** 95 % interval. */
  readonly low: number
  readonly high: number
  readonly n: number
}

const z = 1.959964

/** E. B. Wilson, JASA 22 (1927). With nothing observed the interval is everything. */
export function wilson(good: number, n: number): Share {
  if (n === 0) return { value: 1, low: 0, high: 1, n }
  const p = good / n
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const centre = p + (z * z) / (2 * n)
  const whole = 1 + (z * z) / n
  return {
    value: p,
    low: Math.max(0, (centre - spread) / whole),
    high: Math.min(1, (centre + spread) / whole),
    n,
  }
}

/** Sums of one cluster: `good` of `all`, in any unit. */
export interface Cluster {
  readonly good: number
  readonly all: number
}

/**
 * Σ good / Σ all with a percentile bootstrap over clusters (B. Efron, 1979). Where nothing at all was lost the
 * bootstrap has no width: the interval is then Wilson's over the clusters.
 */
export function clustered(clusters: readonly Cluster[], draws = 2000): Share {
  const ratio = (list: readonly Cluster[]): number => {
    const all = list.reduce((sum, one) => sum + one.all, 0)
    return all === 0 ? 1 : list.reduce((sum, one) => sum + one.good, 0) / all
  }
  const used = clusters.filter(({ all }) => all > 0)
  const value = ratio(used)
  if (used.every(({ good, all }) => good === all)) {
    return { ...wilson(used.length, used.length), value, n: used.length }
  }
  const random = seededRandom(shortHash(`bootstrap ${used.length}`))
  const drawn = Array.from({ length: draws }, () =>
    ratio(Array.from(used, () => used[Math.floor(random() * used.length)]!)),
  ).sort((a, b) => a - b)
  const at = (share: number): number => drawn[Math.floor(share * (draws - 1))]!
  return { value, low: at(0.025), high: at(0.975), n: used.length }
}
