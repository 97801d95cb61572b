/**
 * The gateway keys: what each spent, what it may, changing that, and taking it back.
 * @module
 */
import { useState } from 'preact/hooks'
import { pathTo } from '../address.ts'
import { request, type ApiError, type Budget, type GatewayKey, type Group } from '../api.ts'
import { paidOf } from '../home/waterfall-rows.ts'
import { Amount } from '../parts/amount.tsx'
import { fullTime, shortTime } from '../time.ts'
import { BudgetBar } from './budget-bar.tsx'
import { ChangeKey } from './change-key.tsx'

interface ListProps {
  readonly keys: readonly GatewayKey[]
  readonly spent: readonly Group[] | undefined
  readonly budgets: readonly Budget[]
  /** Span of the figures, for the list of calls behind them; '' for all time. */
  readonly window: string
  readonly changed: () => void
}

export function KeyList({ keys, spent, budgets, window, changed }: ListProps) {
  const valid = keys.filter(({ revoked }) => revoked === undefined)
  const gone = keys.filter(({ revoked }) => revoked !== undefined)
  return (
    <>
      <ul class="keys">
        {valid.map((key) => (
          <OneKey
            key={key.id}
            gatewayKey={key}
            group={spent?.find(({ name }) => name === key.id)}
            budgets={budgets.filter(({ scope }) => scope.of === 'key' && scope.name === key.id)}
            window={window}
            changed={changed}
          />
        ))}
      </ul>
      {gone.length > 0 && (
        <details>
          <summary>{gone.length} revoked</summary>
          <ul class="quiet">
            {gone.map(({ id, name, prefix, revoked }) => (
              <li key={id}>
                {name} <code>{prefix}…</code> revoked {fullTime(revoked!)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

interface KeyProps {
  readonly gatewayKey: GatewayKey
  readonly group: Group | undefined
  readonly budgets: readonly Budget[]
  readonly window: string
  readonly changed: () => void
}

function OneKey({ gatewayKey: key, group, budgets, window, changed }: KeyProps) {
  const [changing, setChanging] = useState(false)
  const calls = group?.totals.calls ?? 0
  return (
    <li>
      <div class="key-name">
        <b>{key.name}</b> <code class="quiet">{key.prefix}…</code>
        {key.admin === true && <span class="tag">admin</span>}
        {key.mode !== undefined && <span class="tag">mode {key.mode}</span>}
        <p class="quiet small">
          tenant {key.tenant} · made {shortTime(key.created)} ·{' '}
          {key.used === undefined ? 'never used' : `used ${shortTime(key.used)}`}
          {key.expires !== undefined && ` · expires ${fullTime(key.expires)}`}
        </p>
        <p class="quiet small">{allowed(key)}</p>
      </div>
      <div class="key-spent">
        <Amount of={group === undefined ? '0' : paidOf(group.totals)} />{' '}
        <span class="origin">paid</span>
        <p class="small">
          <a href={pathTo('calls', { key: key.id, window })}>
            {calls.toLocaleString('en-US')} {calls === 1 ? 'call' : 'calls'}
          </a>
        </p>
      </div>
      <div class="key-budgets">
        {budgets.length === 0 ? (
          <p class="quiet small">no budget</p>
        ) : (
          budgets.map((budget) => <BudgetBar key={budget.window} budget={budget} />)
        )}
      </div>
      <div class="key-actions">
        <button
          type="button"
          onClick={() => setChanging(!changing)}
          aria-expanded={changing}
          aria-label={`Change ${key.name}`}
        >
          Change
        </button>
        <Revoke id={key.id} name={key.name} changed={changed} />
      </div>
      {changing && <ChangeKey gatewayKey={key} done={() => setChanging(false)} changed={changed} />}
    </li>
  )
}

function allowed({ routes, models, limits }: GatewayKey): string {
  const parts = [
    ...(limits ?? []).map(
      ({ unit, window, limit }) => `${limit.toLocaleString('en-US')} ${unit} a ${window}`,
    ),
    ...(models === undefined ? [] : [`models ${models.join(', ')}`]),
    ...(routes === undefined ? [] : [`routes ${routes.join(', ')}`]),
  ]
  return parts.length === 0 ? 'all models and routes, no limit' : parts.join(' · ')
}

/** Asks once more in its own place: what is revoked stays so. */
function Revoke({ id, name, changed }: { id: string; name: string; changed: () => void }) {
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<ApiError | undefined>(undefined)
  const revoke = (): void => {
    request(`api/keys/${encodeURIComponent(id)}`, { method: 'DELETE' }).then(changed, setError)
  }
  return (
    <div class="revoke">
      {asking ? (
        <>
          <button type="button" class="danger" onClick={revoke}>
            Revoke {name} for ever
          </button>
          <button type="button" onClick={() => setAsking(false)}>
            Keep
          </button>
        </>
      ) : (
        <button type="button" onClick={() => setAsking(true)} aria-label={`Revoke ${name}`}>
          Revoke
        </button>
      )}
      {error !== undefined && (
        <p class="bad small" role="alert">
          {error.message}
        </p>
      )}
    </div>
  )
}
