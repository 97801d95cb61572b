/**
 * A budget as a bar: spent, held back for calls in flight (hatched), and the room that is left.
 * @module
 */
import type { Budget } from '../api.ts'
import { parseMoney, percent, shortMoney, toDollars } from '../money.ts'
import { Amount } from '../parts/amount.tsx'
import { fullTime } from '../time.ts'

export function BudgetBar({ budget }: { budget: Budget }) {
  const { scope, window } = budget
  const [limit, spent, reserved] = [budget.limit, budget.spent, budget.reserved].map(
    parseMoney,
  ) as [bigint, bigint, bigint]
  const over = spent + reserved >= limit
  // A call may have cost more than was held back: then the bar is of all that was spent.
  const whole = Math.max(toDollars(limit), toDollars(spent + reserved), 1e-12)
  const share = (money: bigint): string => `${(100 * toDollars(money)) / whole}%`
  const name = scope.of === 'all' ? 'everyone' : `${scope.of} ${scope.name}`
  return (
    <div class="budget">
      <p>
        <span>
          {scope.of !== 'key' && <b>{name} </b>}
          {window === 'total' ? 'in all' : `a ${window}`}
        </span>
        <span>
          <Amount of={spent} /> of <Amount of={limit} />
          {over && <span class="bad"> spent</span>}
        </span>
      </p>
      <div
        class="meter"
        role="meter"
        aria-label={`Budget of ${name}, ${window === 'total' ? 'in all' : `a ${window}`}`}
        aria-valuemin={0}
        aria-valuemax={toDollars(limit)}
        aria-valuenow={Math.min(toDollars(spent), toDollars(limit))}
        aria-valuetext={`${shortMoney(spent)} spent, ${shortMoney(reserved)} held back, of ${shortMoney(limit)}`}
      >
        <span class={over ? 'spent over' : 'spent'} style={{ width: share(spent) }} />
        <span class="reserved" style={{ width: share(reserved) }} />
      </div>
      <p class="quiet small">
        {percent(toDollars(spent), toDollars(limit))}
        {reserved > 0n && (
          <>
            , <Amount of={reserved} /> held back for calls in flight
          </>
        )}
        {typeof budget.until === 'number' && `, begins again ${fullTime(budget.until)}`}
      </p>
    </div>
  )
}
