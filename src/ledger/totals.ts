/**
 * Sums as plain values.
 * @module
 */
import type { LayerName, Money, Origin, Usage } from '../call.ts'
import { layerNames } from './codes.ts'

export interface Totals {
  readonly calls: number
  readonly cached: number
  /** Status below 200 or from 400 on. */
  readonly failed: number
  readonly tokens: TokenTotals
  readonly baseline: Money
  /** Paid for answers: attempts of kind serve and retry. Unpriced calls add nothing; see `origins`. */
  readonly cost: Money
  readonly saved: Readonly<Record<LayerName, Money>>
  /** Calls in which a layer's result was used. */
  readonly acted: Readonly<Record<LayerName, number>>
  readonly misses: Money
  readonly failures: Money
  /** Paid for shadows, judges, and attempts that ended after their call: what is made in the background. */
  readonly extra: Money
  /** Sums in milliseconds. */
  readonly time: { readonly total: number; readonly upstream: number; readonly own: number }
  readonly origins: Readonly<
    Record<Origin | 'unpriced', { readonly calls: number; readonly cost: Money }>
  >
}

export type TokenTotals = Omit<Usage, 'other'>

type Row = Record<string, unknown>

/** SQL for the parts of `origins`, over the columns of `rollup`. */
export const originSums = [0, 1, 2, 3]
  .flatMap((origin) =>
    ['calls', 'cost_hi', 'cost_lo'].map(
      (name) =>
        `sum(CASE WHEN cost_origin = ${origin} THEN ${name} ELSE 0 END) AS ${name}_${origin}`,
    ),
  )
  .join(', ')

/** Totals of a row of sums that was read with BigInts. */
export function totalsOf(row: Row): Totals {
  const number = (name: string): number => Number(row[name] ?? 0)
  const money = (name: string, suffix = ''): Money =>
    joined(row[`${name}_hi${suffix}`], row[`${name}_lo${suffix}`])
  const byLayer = <T>(of: (layer: LayerName) => T): Record<LayerName, T> =>
    Object.fromEntries(layerNames.map((layer) => [layer, of(layer)])) as Record<LayerName, T>
  const origin = (code: number) => ({
    calls: number(`calls_${code}`),
    cost: money('cost', `_${code}`),
  })
  return {
    calls: number('calls'),
    cached: number('cached'),
    failed: number('failed'),
    tokens: {
      input: number('input'),
      cacheRead: number('cache_read'),
      cacheWrite: number('cache_write'),
      cacheWrite1h: number('cache_write_1h'),
      output: number('output'),
      reasoning: number('reasoning'),
    },
    baseline: money('baseline'),
    cost: money('cost'),
    saved: byLayer((layer) => money(`saved_${layer}`)),
    acted: byLayer((layer) => number(`acted_${layer}`)),
    misses: money('misses'),
    failures: money('failures'),
    extra: money('extra'),
    time: {
      total: number('total_us') / 1000,
      upstream: number('upstream_us') / 1000,
      own: number('own_us') / 1000,
    },
    origins: {
      provider: origin(0),
      computed: origin(1),
      estimated: origin(2),
      unpriced: origin(3),
    },
  }
}

/** The sum that was split into high and low 32 bits. */
export function joined(high: unknown, low: unknown): Money {
  return (BigInt((high as bigint | null) ?? 0n) << 32n) + BigInt((low as bigint | null) ?? 0n)
}
