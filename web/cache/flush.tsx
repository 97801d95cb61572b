/**
 * Forgets kept answers, by tenant, tag and model, or all of them.
 * @module
 */
import { useState } from 'preact/hooks'
import { ask } from '../api.ts'

const fields = ['tenant', 'tag', 'model'] as const

export function Flush({ again }: { again: () => void }) {
  const [said, setSaid] = useState<{ readonly text: string; readonly bad: boolean } | undefined>()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = fields
      .map((name) => [name, String(form.get(name) ?? '').trim()])
      .filter(([, value]) => value !== '')
    if (given.length === 0 && form.get('all') === null) {
      setSaid({ text: 'Name a tenant, a tag or a model, or tick “everything”.', bad: true })
      return
    }
    const search = new URLSearchParams(given.length === 0 ? { all: 'true' } : given)
    try {
      const { removed } = await ask<{ removed: number }>(`api/cache?${search}`, {
        method: 'DELETE',
      })
      setSaid({ text: `${removed.toLocaleString('en-US')} answers forgotten.`, bad: false })
      again()
    } catch (error) {
      setSaid({ text: (error as Error).message, bad: true })
    }
  }
  return (
    <form class="flush" onSubmit={submit}>
      {fields.map((name) => (
        <label key={name}>
          {name}
          <input name={name} autocomplete="off" placeholder="any" />
        </label>
      ))}
      <label class="check">
        <input type="checkbox" name="all" /> everything
      </label>
      <button type="submit">Forget</button>
      <p class={said?.bad === true ? 'bad small' : 'small'} role="status">
        {said?.text}
      </p>
    </form>
  )
}
