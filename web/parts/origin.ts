/**
 * Where a figure comes from, in a word: the provider's own bill, tokens × price list, or a count of ours.
 * @module
 */
import type { Origin } from '../../src/call.ts'
import type { Sums } from '../api.ts'
import { percent } from '../money.ts'

export const originWord: Readonly<Record<Origin, string>> = {
  provider: 'billed',
  computed: 'computed',
  estimated: 'estimated',
}

export const originTitle: Readonly<Record<Origin, string>> = {
  provider: 'The provider said what it costs',
  computed: 'Tokens that the provider counted, times its list price',
  estimated: 'Tokens counted here, times the list price: the provider did not say',
}

/** `computed`, or `97 % computed, 3 % estimated` by calls. */
export function originWords({ origins }: Pick<Sums, 'origins'>): string {
  const kinds = (['provider', 'computed', 'estimated'] as const).filter(
    (kind) => origins[kind].calls > 0,
  )
  const [only] = kinds
  if (only === undefined) return 'nothing priced'
  if (kinds.length === 1) return originWord[only]
  const all = kinds.reduce((sum, kind) => sum + origins[kind].calls, 0)
  return kinds.map((kind) => `${percent(origins[kind].calls, all)} ${originWord[kind]}`).join(', ')
}
