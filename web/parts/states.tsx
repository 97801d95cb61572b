/**
 * What stands where there is nothing yet: while it is awaited, when it failed, and when there is none.
 * @module
 */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { adminKey, setAdminKey, type ApiError } from '../api.ts'

/** Grey lines in the form of what is to come. */
export function Skeleton({ rows = 3, label }: { rows?: number; label: string }) {
  return (
    <div class="skeleton" role="status" aria-label={`${label} …`}>
      {Array.from({ length: rows }, () => (
        <span />
      ))}
    </div>
  )
}

export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="what">{title}</p>
      {children}
    </div>
  )
}

/** Says what went wrong; asks for a key where that is it. */
export function Failure({ error, again }: { error: ApiError; again: () => void }) {
  if (error.status === 401 || error.status === 403) return <AskKey error={error} again={again} />
  return (
    <div class="failure" role="alert">
      <p>{error.message}</p>
      <button type="button" onClick={again}>
        Try again
      </button>
    </div>
  )
}

function AskKey({ error, again }: { error: ApiError; again: () => void }) {
  const [key, setKey] = useState(adminKey())
  const submit = (event: Event): void => {
    event.preventDefault()
    setAdminKey(key.trim())
    again()
  }
  return (
    <form class="ask-key" onSubmit={submit}>
      <h2>This page needs an administrator’s key</h2>
      <p class="quiet">{error.message}</p>
      <label>
        Gateway key
        <input
          type="password"
          autocomplete="off"
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Open</button>
      <p class="quiet">
        <code>farthing keys add --admin</code> makes one. It is kept until this tab closes.
      </p>
    </form>
  )
}
