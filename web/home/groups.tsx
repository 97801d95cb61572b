/**
 * Routes or models by what they cost: the light bar is what they would have cost, the solid one what was paid.
 * @module
 */
import { pathTo } from '../address.ts'
import type { Group } from '../api.ts'
import { parseMoney, toDollars } from '../money.ts'
import { Amount, Saved } from '../parts/amount.tsx'
import { paidOf } from './waterfall-rows.ts'

/** What fits beside the others; the rest is in the list of calls. */
const mostShown = 6

interface GroupsProps {
  readonly groups: readonly Group[]
  readonly filter: 'route' | 'model'
  /** Span of the figures, for the list of calls behind them; '' for all time. */
  readonly window: string
}

export function Groups({ groups, filter, window }: GroupsProps) {
  const shown = groups.slice(0, mostShown)
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
            {filter === 'route' ? 'Route' : 'Model'}
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
