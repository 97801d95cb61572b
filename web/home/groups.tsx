/**
 * Routes or models by what they cost: the light bar is what they would have cost, the solid one what was paid.
 * @module
 */
import { pathTo } from '../address.ts'
import type { Group } from '../api.ts'
import { parseMoney, toDollars } from '../money.ts'
import { Amount } from '../parts/amount.tsx'
import { paidOf } from './waterfall-rows.ts'

/** What fits beside the others; the rest is in the list of calls. */
const mostShown = 6

export function Groups({
  groups,
  filter,
}: {
  groups: readonly Group[]
  filter: 'route' | 'model'
}) {
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
    <table class="groups">
      <thead>
        <tr>
          <th scope="col">{filter === 'route' ? 'Route' : 'Model'}</th>
          <th scope="col">Calls</th>
          <th scope="col">Paid</th>
          <th scope="col">Saved</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ name, totals }) => (
          <tr key={name}>
            <th scope="row">
              <a href={pathTo('calls', { [filter]: name })}>{name || '(none)'}</a>
              <span class="pair" aria-hidden="true">
                <span class="was" style={{ width: width(parseMoney(totals.baseline)) }} />
                <span class="is" style={{ width: width(paidOf(totals)) }} />
              </span>
            </th>
            <td>{totals.calls.toLocaleString('en-US')}</td>
            <td>
              <Amount
                of={totals.origins.unpriced.calls === totals.calls ? undefined : paidOf(totals)}
              />
            </td>
            <td>
              <Amount of={parseMoney(totals.baseline) - paidOf(totals)} as="saved" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
