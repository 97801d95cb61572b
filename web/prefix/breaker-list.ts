/**
 * What breaks prefixes, over all families, by dollars.
 * @module
 */
import type { BreakerKind } from '../../src/layers/prefix/breakers.ts'
import type { PrefixFamily } from '../api.ts'
import { parseMoney } from '../money.ts'

export type BreakerRow = PrefixFamily['breakers'][number] & {
  readonly family: PrefixFamily
  /** Picodollars. */
  readonly worth: bigint
}

/** Dearest first, at most `most`. */
export function breakersOf(families: readonly PrefixFamily[], most: number): BreakerRow[] {
  return families
    .flatMap((family) =>
      family.breakers.map((breaker) => ({
        ...breaker,
        family,
        worth: parseMoney(breaker.dollars),
      })),
    )
    .sort((a, b) => (a.worth < b.worth ? 1 : -1))
    .slice(0, most)
}

const kinds: Readonly<Record<BreakerKind, string>> = {
  timestamp: 'A date or time in it changes',
  uuid: 'An id in it changes',
  counter: 'A number in it changes',
  'tool-order': 'The order of the tools changes',
  tools: 'The tools change',
  edited: 'Its text changes',
  lapse: 'The cache had lapsed before the next call came',
}

/** In words: what changed, and where. */
export function breakerWords({ kind, place }: Pick<BreakerRow, 'kind' | 'place'>): string {
  return kind === 'lapse' ? kinds[kind] : `${kinds[kind]}: ${place}`
}
