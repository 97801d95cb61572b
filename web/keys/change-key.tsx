/**
 * Changes what a key may; its secret stays.
 * @module
 */
import { useState } from 'preact/hooks'
import { request, type ApiError, type GatewayKey } from '../api.ts'
import { budgetWindows, changesOf, isShown } from './key-changes.ts'

interface ChangeProps {
  readonly gatewayKey: GatewayKey
  readonly done: () => void
  readonly changed: () => void
}

const spans = { hour: 'an hour', day: 'a day', month: 'a month', total: 'in all' } as const

export function ChangeKey({ gatewayKey: key, done, changed }: ChangeProps) {
  const [error, setError] = useState<ApiError | undefined>(undefined)
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const body = JSON.stringify(changesOf(key, form))
    try {
      await request(`api/keys/${encodeURIComponent(key.id)}`, { method: 'PATCH', body })
      done()
      changed()
    } catch (error) {
      setError(error as ApiError)
    }
  }
  return (
    <div class="add change">
      <form onSubmit={submit} aria-label={`Change ${key.name}`}>
        {budgetWindows.map((window) => (
          <label key={window}>
            Dollars {spans[window]}
            <input
              name={`budget-${window}`}
              inputMode="decimal"
              pattern="\d{1,9}(\.\d{1,12})?"
              placeholder="no budget"
              autocomplete="off"
              defaultValue={key.budgets?.find((budget) => budget.window === window)?.limit ?? ''}
            />
          </label>
        ))}
        <label>
          Requests a minute
          <input
            name="requests"
            inputMode="numeric"
            pattern="[1-9]\d{0,8}"
            placeholder="no limit"
            autocomplete="off"
            defaultValue={String(key.limits?.find(isShown)?.limit ?? '')}
          />
        </label>
        <label>
          Models
          <input
            name="models"
            placeholder="all; gpt-5-* claude-*"
            autocomplete="off"
            defaultValue={key.models?.join(' ') ?? ''}
          />
        </label>
        <label>
          Routes
          <input
            name="routes"
            placeholder="all"
            autocomplete="off"
            defaultValue={key.routes?.join(' ') ?? ''}
          />
        </label>
        <label>
          Highest mode
          <select name="mode">
            {['', 'observe', 'safe', 'balanced', 'max'].map((mode) => (
              <option key={mode} value={mode} selected={mode === (key.mode ?? '')}>
                {mode === '' ? 'as the route' : mode}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Save {key.name}</button>
        <button type="button" onClick={done}>
          Leave it
        </button>
      </form>
      {error !== undefined && (
        <p class="bad" role="alert">
          {error.message}
        </p>
      )}
    </div>
  )
}
