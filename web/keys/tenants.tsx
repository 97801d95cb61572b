/**
 * Tenants by what they cost.
 * @module
 */
import { pathTo } from '../address.ts'
import type { Group } from '../api.ts'
import { parseMoney } from '../money.ts'
import { Amount } from '../parts/amount.tsx'
import { originWords } from '../parts/origin.ts'
import { Empty, Skeleton } from '../parts/states.tsx'

/** The longest list that is read rather than searched. */
const mostShown = 50

export function Tenants({ groups }: { groups: readonly Group[] | undefined }) {
  if (groups === undefined) return <Skeleton rows={3} label="Tenants are being summed" />
  if (groups.length === 0) {
    return (
      <Empty title="Nobody has spent anything in this time">
        <p>
          A tenant comes from the gateway key, or from a keyed hash of the provider’s key where a
          client brings its own.
        </p>
      </Empty>
    )
  }
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Tenants">
      <table>
        <thead>
          <tr>
            <th scope="col">Tenant</th>
            <th scope="col">Calls</th>
            <th scope="col">Paid</th>
            <th scope="col">Saved</th>
            <th scope="col">Paid is</th>
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, mostShown).map(({ name, totals }) => (
            <tr key={name}>
              <th scope="row" class="cut">
                <a href={pathTo('calls', { tenant: name })}>{name}</a>
              </th>
              <td>{totals.calls.toLocaleString('en-US')}</td>
              <td>
                <Amount of={totals.cost} />
              </td>
              <td>
                <Amount of={parseMoney(totals.baseline) - parseMoney(totals.cost)} as="saved" />
              </td>
              <td class="origin">{originWords(totals)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {groups.length > mostShown && (
        <p class="quiet small">{groups.length - mostShown} more: farthing report --by tenant</p>
      )}
    </div>
  )
}
