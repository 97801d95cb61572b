/**
 * Tenants by what they cost.
 * @module
 */
import type { Group } from '../api.ts'
import { Groups } from '../parts/groups.tsx'
import { Empty, Skeleton } from '../parts/states.tsx'

/** The longest list that is read rather than searched. */
const mostShown = 50

interface TenantsProps {
  readonly groups: readonly Group[] | undefined
  /** Span of the figures, for the list of calls behind them; '' for all time. */
  readonly window: string
}

export function Tenants({ groups, window }: TenantsProps) {
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
    <section aria-label="Tenants">
      <Groups groups={groups} filter="tenant" most={mostShown} origins window={window} />
      {groups.length > mostShown && (
        <p class="quiet small">{groups.length - mostShown} more: farthing report --by tenant</p>
      )}
    </section>
  )
}
