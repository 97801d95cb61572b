/**
 * Makes a gateway key. Its secret is shown once.
 * @module
 */
import { useState } from 'preact/hooks'
import { ask, type ApiError, type GatewayKey } from '../api.ts'
import { Copy } from '../parts/copy.tsx'
import { Field, KeyFields } from './key-fields.tsx'
import { settingsOf } from './key-form.ts'

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
          <Field label="Name" name="name" required maxLength={128} />
          <Field label="Tenant" name="tenant" maxLength={128} placeholder="as the name" />
          <KeyFields />
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
