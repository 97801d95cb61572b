/**
 * Keys: who spends what?
 * @module
 */
import type { Budget, GatewayKey, Group } from '../api.ts'
import { Empty, Failure, Skeleton } from '../parts/states.tsx'
import { useWindow, WindowChoice } from '../parts/window-choice.tsx'
import { useData } from '../use-data.ts'
import { AddKey } from './add-key.tsx'
import { BudgetBar } from './budget-bar.tsx'
import { KeyList } from './key-list.tsx'
import { Tenants } from './tenants.tsx'

interface Groups {
  readonly groups: readonly Group[]
}

export function Keys() {
  const { id: window } = useWindow()
  const shownWindow = window === 'all' ? '' : window
  const keys = useData<{ keys: readonly GatewayKey[] }>('api/keys')
  const budgets = useData<{ budgets: readonly Budget[] }>('api/budgets', true)
  const byKey = useData<Groups>(`api/summary?window=${window}&by=key`, true)
  const byTenant = useData<Groups>(`api/summary?window=${window}&by=tenant`, true)
  const error = keys.error ?? budgets.error ?? byKey.error ?? byTenant.error
  const again = (): void => {
    for (const data of [keys, budgets, byKey, byTenant]) data.again()
  }
  return (
    <>
      <header class="head">
        <h1>Who spends what</h1>
        <WindowChoice screen="keys" />
      </header>
      {error !== undefined && <Failure error={error} again={again} />}
      {keys.value === undefined ? (
        error === undefined && <Skeleton rows={8} label="Keys are being read" />
      ) : (
        <>
          <section class="card">
            <h2>Keys</h2>
            {keys.value.keys.length === 0 ? (
              <Empty title="No gateway keys yet">
                <p>
                  Until there is one, every program on this machine may call without. A key gives a
                  team its own budget, limits and figures, and can be taken back.
                </p>
              </Empty>
            ) : (
              <KeyList
                keys={keys.value.keys}
                spent={byKey.value?.groups}
                budgets={budgets.value?.budgets ?? []}
                window={shownWindow}
                changed={again}
              />
            )}
            <AddKey changed={again} first={keys.value.keys.length === 0} />
          </section>
          <section class="card">
            <h2>Tenants</h2>
            <Tenants groups={byTenant.value?.groups} window={shownWindow} />
          </section>
          <OtherBudgets budgets={budgets.value?.budgets ?? []} />
        </>
      )}
    </>
  )
}

/** Those of the configuration; a key's own stand beside it. */
function OtherBudgets({ budgets }: { budgets: readonly Budget[] }) {
  const others = budgets.filter(({ scope }) => scope.of !== 'key')
  return (
    <section class="card">
      <h2>Budgets of the configuration</h2>
      {others.length === 0 ? (
        <Empty title="None is set">
          <p>
            <code>budgets</code> in the configuration bounds a tenant, a tag, a route or everyone by
            the hour, day or month. A call that has no room is refused before it costs anything.
          </p>
        </Empty>
      ) : (
        <div class="budgets">
          {others.map((budget) => (
            <BudgetBar
              key={`${budget.scope.of}${budget.scope.name}${budget.window}`}
              budget={budget}
            />
          ))}
        </div>
      )}
    </section>
  )
}
