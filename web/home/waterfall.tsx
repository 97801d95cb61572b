/**
 * The waterfall: one bar a layer, from what it would have cost to what was paid.
 * @module
 */
import { layers } from '../layers.ts'
import { shortMoney, toDollars } from '../money.ts'
import { Amount } from '../parts/amount.tsx'
import { waterfallRows, type WaterfallSums } from './waterfall-rows.ts'

export function Waterfall({ sums, discount }: { sums: WaterfallSums; discount: bigint }) {
  const rows = waterfallRows(sums, discount)
  const top = Math.max(...rows.map(({ high }) => toDollars(high)), 1e-12)
  const share = (money: bigint): string => `${(100 * toDollars(money)) / top}%`
  const idle = layers.filter((layer) => !rows.some(({ id }) => id === layer))
  return (
    <>
      <ol class="waterfall">
        {rows.map(({ id, label, kind, low, high, amount, words }) => (
          <li class={kind} data-layer={id}>
            <span class="label" title={words}>
              {label}
            </span>
            <span class="track" aria-hidden="true">
              <span
                class="bar"
                title={`${words}: ${shortMoney(amount)}`}
                style={{ left: share(low), width: share(high - low) }}
              />
            </span>
            <Amount of={amount} as={kind === 'whole' ? undefined : 'change'} />
          </li>
        ))}
      </ol>
      {idle.length > 0 && <p class="quiet small">Nothing saved here by {idle.join(', ')}.</p>}
    </>
  )
}
