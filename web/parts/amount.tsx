/**
 * An amount of money: short to read, exact to hover.
 * @module
 */
import { exactMoney, parseMoney, shortMoney } from '../money.ts'

export interface AmountProps {
  /** Decimal dollars, or picodollars; undefined where there is no price. */
  readonly of: string | bigint | undefined
  /** `saved` is green; `change` shows its sign always. */
  readonly as?: 'saved' | 'change' | undefined
}

/** What was saved; a dash where nothing was. */
export function Saved({ of }: { of: bigint }) {
  return of === 0n ? <span class="quiet">–</span> : <Amount of={of} as="saved" />
}

export function Amount({ of, as }: AmountProps) {
  if (of === undefined) {
    return (
      <span class="quiet money" title="The model has no price, or a subscription pays for it.">
        no price
      </span>
    )
  }
  const money = typeof of === 'bigint' ? of : parseMoney(of)
  const sign = as === 'change' && money > 0n ? '+' : ''
  return (
    <data
      class={as === 'saved' && money > 0n ? 'money saved' : 'money'}
      value={exactMoney(money)}
      title={exactMoney(money)}
    >
      {sign}
      {shortMoney(money)}
    </data>
  )
}
