/**
 * Routes, models or tenants by what they cost: the light bar is what they would have cost, the solid one what was paid.
 * @module
 */
import { pathTo } from '../address.ts'
import type { Group } from '../api.ts'
import { paidOf } from '../home/waterfall-rows.ts'
import { parseMoney, toDollars } from '../money.ts'
import { Amount, Saved } from './amount.tsx'
import { originWords } from './origin.ts'

const titles = { route: 'Route', model: 'Model', tenant: 'Tenant' } as const

interface GroupsProps {
  readonly groups: readonly Group[]
  readonly filter: keyof typeof titles
  /** No more than this are shown. */
  readonly most: number
  /** Whether each line says where its figures come from. */
  readonly origins?: boolean
  /** Span of the figures, for the list of calls behind them; '' for all time. */
  readonly window: string
}

export function Groups({ groups, filter, most, origins = false, window }: GroupsProps) {
  const shown = groups.slice(0, most)
  const top = Math.max(
    1e-12,
    ...shown.flatMap(({ totals }) => [
      toDollars(parseMoney(totals.baseline)),
      toDollars(paidOf(totals)),
    ]),
  )
  const width = (money: bigint): string => `${(100 * toDollars(money)) / top}%`
  return (
    <table class="groups" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            {titles[filter]}
          </th>
          <th scope="col" role="columnheader">
            Calls
          </th>
          <th scope="col" role="columnheader">
            Paid
          </th>
          <th scope="col" role="columnheader">
            Saved
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {shown.map(({ name, totals }) => (
          <tr key={name} role="row">
            <th scope="row" role="rowheader">
              <a href={pathTo('calls', { [filter]: name, window })}>{name || '(none)'}</a>
              <span class="pair" aria-hidden="true">
                <span class="was" style={{ width: width(parseMoney(totals.baseline)) }} />
                <span class="is" style={{ width: width(paidOf(totals)) }} />
              </span>
            </th>
            <td role="cell">{totals.calls.toLocaleString('en-US')}</td>
            <td role="cell">
              <Amount
                of={totals.origins.unpriced.calls === totals.calls ? undefined : paidOf(totals)}
              />
              {origins && <div class="origin">{originWords(totals)}</div>}
            </td>
            <td role="cell">
              <Saved of={parseMoney(totals.baseline) - paidOf(totals)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
