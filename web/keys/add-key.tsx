/**
 * Makes a gateway key. Its secret is shown once.
 * @module
 */
import { useState } from 'preact/hooks'
import { ask, type ApiError, type GatewayKey } from '../api.ts'
import { Copy } from '../parts/copy.tsx'

interface Made {
  readonly key: GatewayKey
  readonly secret: string
}

export function AddKey({ changed, first }: { changed: () => void; first: boolean }) {
  const [made, setMade] = useState<Made | undefined>(undefined)
  const [error, setError] = useState<ApiError | undefined>(undefined)
  const [open, setOpen] = useState(first)
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    const body = JSON.stringify(settingsOf(new FormData(form)))
    try {
      setMade(await ask<Made>('api/keys', { method: 'POST', body }))
      setError(undefined)
      setOpen(false)
      form.reset()
      changed()
    } catch (error) {
      setError(error as ApiError)
    }
  }
  return (
    <>
      {made !== undefined && (
        <div class="secret" role="status">
          <p>
            The key of <b>{made.key.name}</b>. It is shown this once; only its hash is kept.
          </p>
          <p class="line">
            <code>{made.secret}</code>
            <Copy text={made.secret} label="the key" />
          </p>
        </div>
      )}
      <details class="add" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Add a key</summary>
        <form onSubmit={submit}>
          <label>
            Name
            <input name="name" required maxLength={128} autocomplete="off" />
          </label>
          <label>
            Tenant
            <input name="tenant" maxLength={128} autocomplete="off" placeholder="as the name" />
          </label>
          <label>
            Budget in dollars
            <input
              name="limit"
              inputMode="decimal"
              pattern="\d{1,9}(\.\d{1,12})?"
              placeholder="none"
              autocomplete="off"
            />
          </label>
          <label>
            Budget for
            <select name="window">
              <option value="day">a day</option>
              <option value="month" selected>
                a month
              </option>
              <option value="hour">an hour</option>
              <option value="total">all time</option>
            </select>
          </label>
          <label>
            Requests a minute
            <input
              name="requests"
              inputMode="numeric"
              pattern="[1-9]\d{0,8}"
              placeholder="no limit"
              autocomplete="off"
            />
          </label>
          <label>
            Highest mode
            <select name="mode">
              <option value="">as the route</option>
              <option value="observe">observe</option>
              <option value="safe">safe</option>
              <option value="balanced">balanced</option>
              <option value="max">max</option>
            </select>
          </label>
          <label class="check">
            <input type="checkbox" name="admin" /> May use this page
          </label>
          <button type="submit">Make the key</button>
        </form>
        {error !== undefined && (
          <p class="bad" role="alert">
            {error.message}
          </p>
        )}
      </details>
    </>
  )
}

/** What the form says, in the form of `POST api/keys`. Fields left empty are left out. */
function settingsOf(form: FormData): Record<string, unknown> {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const settings: Record<string, unknown> = { name: text('name') }
  if (text('tenant') !== '') settings['tenant'] = text('tenant')
  if (text('mode') !== '') settings['mode'] = text('mode')
  if (text('limit') !== '') settings['budgets'] = [{ window: text('window'), limit: text('limit') }]
  if (text('requests') !== '')
    settings['limits'] = [{ unit: 'requests', window: 'minute', limit: Number(text('requests')) }]
  if (form.get('admin') !== null) settings['admin'] = true
  return settings
}
