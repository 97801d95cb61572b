/**
 * Changes what a key may; its secret stays.
 * @module
 */
import { useState } from 'preact/hooks'
import { request, type ApiError, type GatewayKey } from '../api.ts'
import { KeyFields } from './key-fields.tsx'
import { changesOf } from './key-form.ts'

interface ChangeProps {
  readonly gatewayKey: GatewayKey
  readonly done: () => void
  readonly changed: () => void
}

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
        <KeyFields now={key} />
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
