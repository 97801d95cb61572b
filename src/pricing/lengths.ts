/**
 * How long the answers of one kind of call are: mean by a log-normal fit that forgets (exponential weights), 99th
 * percentile by a histogram of logarithmic buckets; and how much was reasoned unseen. A few hundred bytes each.
 * @module
 */

export interface Lengths {
  observe(tokens: number): void
  /** Expected output tokens: what costs follow, so the mean and not the median. */
  mean(): number
  /** Upper edge of the bucket that holds the 99th percentile of what was seen, at least `floor` while little was. */
  high(): number
  /** Tokens of reasoning that an answer did not show. */
  observeHidden(tokens: number): void
  /** Their mean; undefined where nothing is known of it. */
  hidden(): number | undefined
  readonly count: number
  snapshot(): LengthsSnapshot
}

export interface LengthsSnapshot {
  readonly mean: number
  readonly variance: number
  readonly count: number
  readonly buckets: readonly number[]
  readonly hidden?: number
}

/** Eight buckets an octave: edges 9 % apart; 20 octaves reach a million tokens. */
const bucketsPerOctave = 8
const bucketCount = 20 * bucketsPerOctave
/** The histogram halves when it is this full, so that it follows a change within some thousand calls. */
const fullHistogram = 4096
const weight = 0.05
/** Below so many observations the 99th percentile is not known. */
const fewObservations = 100

/**
 * Before anything was seen: 10,000 Alpaca answers have log-mean 4.40 and deviation 1.05 (mean 126 tokens, 99 %
 * within 486); recorded API calls mean 175, 99 % within 2,199.
 */
const prior = { mean: 4.6, variance: 1.1 } as const
const priorHigh = 4096

export function createLengths(from?: LengthsSnapshot): Lengths {
  let { mean, variance } = from ?? prior
  let count = from?.count ?? 0
  let hidden = from?.hidden !== undefined && from.hidden >= 0 ? from.hidden : undefined
  const buckets = new Uint16Array(bucketCount)
  if (from !== undefined) buckets.set(from.buckets.slice(0, bucketCount).map(wholeBucket))
  let filled = buckets.reduce((sum, value) => sum + value, 0)
  return {
    observe(tokens) {
      if (!(tokens >= 0) || tokens > 1e9) return
      const log = Math.log(tokens + 1)
      // The first calls weigh more: otherwise the prior would last for dozens of calls.
      const share = Math.max(weight, 1 / (count + 2))
      const difference = log - mean
      mean += share * difference
      variance = (1 - share) * (variance + share * difference * difference)
      count += 1
      buckets[Math.min(bucketCount - 1, Math.floor(Math.log2(tokens + 1) * bucketsPerOctave))]! += 1
      filled += 1
      if (filled < fullHistogram) return
      filled = 0
      for (let at = 0; at < bucketCount; at++) filled += buckets[at] = buckets[at]! >> 1
    },
    mean: () => Math.max(1, Math.round(Math.exp(mean + Math.min(variance, 4) / 2) - 1)),
    high() {
      const floor = count < fewObservations ? priorHigh : 1
      let above = Math.floor(filled * 0.01)
      for (let at = bucketCount - 1; at >= 0; at--) {
        above -= buckets[at]!
        if (above < 0) return Math.max(floor, Math.ceil(2 ** ((at + 1) / bucketsPerOctave)))
      }
      return priorHigh
    },
    observeHidden(tokens) {
      if (!(tokens >= 0) || tokens > 1e9) return
      hidden = hidden === undefined ? tokens : hidden + weight * (tokens - hidden)
    },
    hidden: () => hidden,
    get count() {
      return count
    },
    snapshot: () => ({
      mean,
      variance,
      count,
      buckets: [...buckets],
      ...(hidden === undefined ? {} : { hidden }),
    }),
  }
}

function wholeBucket(value: number): number {
  return Number.isInteger(value) && value > 0 ? Math.min(value, fullHistogram) : 0
}
