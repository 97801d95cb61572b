/**
 * From what the calls would have cost to what was paid, step by step. Exact: each bar begins where the last one ended.
 * @module
 */
import type { LayerName } from '../../src/call.ts'
import { layers, layerWords } from '../layers.ts'
import { parseMoney } from '../money.ts'

export interface WaterfallRow {
  readonly id: string
  readonly label: string
  /** `whole` begins at zero; `discount` is the provider's own and no merit of a layer. */
  readonly kind: 'whole' | 'layer' | 'loss' | 'discount'
  /** Picodollars, from the smaller to the larger. */
  readonly low: bigint
  readonly high: bigint
  /** With its sign, as it changes the bill; of a `whole` its height. */
  readonly amount: bigint
  readonly words: string
}

/** The money of some calls, as decimal dollars. */
export interface WaterfallSums {
  readonly baseline: string
  readonly cost: string
  readonly saved: Readonly<Record<LayerName, string>>
  readonly misses: string
  readonly failures: string
  readonly extra: string
}

/** What was paid in all: for answers, and for the samples that prove them. */
export function paidOf(sums: Pick<WaterfallSums, 'cost' | 'extra'>): bigint {
  return parseMoney(sums.cost) + parseMoney(sums.extra)
}

/** What layers saved. Misses, failed attempts and proof stand beside it: they are nobody's merit. */
export function savedOf({
  saved,
}: {
  readonly saved: Readonly<Partial<Record<LayerName, string>>>
}): bigint {
  return layers.reduce((sum, layer) => sum + parseMoney(saved[layer]), 0n)
}

/** The bars, top to bottom. Layers that changed nothing have none. `discount`: what the provider took off by itself. */
export function waterfallRows(sums: WaterfallSums, discount = 0n): WaterfallRow[] {
  const baseline = parseMoney(sums.baseline)
  const rows: WaterfallRow[] = []
  let level = baseline
  const step = (
    id: string,
    label: string,
    kind: 'layer' | 'loss',
    amount: bigint,
    words: string,
  ) => {
    if (amount === 0n) return
    const next = level + amount
    const [low, high] = next < level ? [next, level] : [level, next]
    rows.push({ id, label, kind, low, high, amount, words })
    level = next
  }
  if (discount > 0n) {
    rows.push({
      id: 'discount',
      label: 'Provider’s discount',
      kind: 'discount',
      low: baseline,
      high: baseline + discount,
      amount: -discount,
      words: 'Cached input that the provider makes cheaper by itself: not counted as saved',
    })
  }
  rows.push({
    id: 'baseline',
    label: 'Without Farthing',
    kind: 'whole',
    low: 0n,
    high: baseline,
    amount: baseline,
    words: 'The same calls as they came, with no layer at work',
  })
  for (const layer of layers) {
    const name = layer[0]!.toUpperCase() + layer.slice(1)
    step(layer, name, 'layer', -parseMoney(sums.saved[layer]), layerWords[layer])
  }
  step('misses', 'Misses', 'loss', parseMoney(sums.misses), 'What the estimates were wrong by')
  step('failures', 'Failed attempts', 'loss', parseMoney(sums.failures), 'Billed, but of no use')
  step(
    'extra',
    'Proof',
    'loss',
    parseMoney(sums.extra),
    'Samples and judges that check the answers, and answers made in the background',
  )
  const paid = paidOf(sums)
  rows.push({
    id: 'paid',
    label: 'Paid',
    kind: 'whole',
    low: 0n,
    high: paid,
    amount: paid,
    words: 'What the providers bill',
  })
  return rows
}
