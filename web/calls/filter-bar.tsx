/**
 * The filters of the list. What is chosen goes into the address at once.
 * @module
 */
import { useEffect, useState } from 'preact/hooks'
import { ask, type Group } from '../api.ts'
import { go, pathTo } from '../address.ts'
import { layers } from '../layers.ts'
import { listAddress, type Filters } from './filters.ts'

interface BarProps {
  readonly filters: Filters
  readonly names: ReadonlyMap<string, string>
}

const typed = ['model', 'route', 'key', 'tag'] as const
/** Set by links of other places; shown so that they can be taken away. */
const linked = ['tenant', 'conversation', 'id'] as const

export function FilterBar({ filters, names }: BarProps) {
  const set = (name: string, value: string): void =>
    go(pathTo('calls', listAddress({ ...filters, [name]: value.trim() })))
  const count = [...typed, 'layer', 'status', 'window', ...linked].filter((name) => filters[name])
  return (
    <search class="filters" aria-label="Filter the calls">
      {typed.map((name) => (
        <Typed key={name} name={name} value={filters[name] ?? ''} set={set} names={names} />
      ))}
      <Chosen name="layer" value={filters['layer']} set={set} choices={layers.map((l) => [l, l])} />
      <Chosen
        name="status"
        value={filters['status']}
        set={set}
        choices={[
          ['ok', 'ok'],
          ['failed', 'failed'],
          ['429', '429'],
          ['500', '500'],
        ]}
      />
      <Chosen
        name="window"
        label="time"
        value={filters['window']}
        set={set}
        choices={[
          ['1h', 'last hour'],
          ['24h', 'last 24 hours'],
          ['7d', 'last 7 days'],
          ['30d', 'last 30 days'],
        ]}
      />
      {linked
        .filter((name) => filters[name])
        .map((name) => (
          <button type="button" class="chip" key={name} onClick={() => set(name, '')}>
            {name} {filters[name]} <span aria-hidden="true">×</span>
            <span class="hidden">remove this filter</span>
          </button>
        ))}
      {count.length > 0 && (
        <a class="clear" href={pathTo('calls')}>
          Clear
        </a>
      )}
    </search>
  )
}

interface FieldProps {
  readonly name: string
  readonly label?: string
  readonly value: string | undefined
  readonly set: (name: string, value: string) => void
}

function Typed({ name, value, set, names }: FieldProps & Pick<BarProps, 'names'>) {
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  const [choices, setChoices] = useState<readonly string[] | undefined>(undefined)
  const suggest = (): void => {
    if (choices !== undefined) return
    setChoices([])
    ask<{ groups: readonly Group[] }>(`api/summary?window=30d&by=${name}`).then(
      ({ groups }) =>
        setChoices(groups.flatMap(({ name }) => (name === '' ? [] : [name])).slice(0, 200)),
      () => {},
    )
  }
  return (
    <label>
      <span>{name}</span>
      <input
        type="search"
        list={`choices-${name}`}
        placeholder="any"
        autocomplete="off"
        spellcheck={false}
        value={draft}
        onFocus={suggest}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onChange={(event) => set(name, event.currentTarget.value)}
        // Outside of a form, Enter is no change to the browser.
        onKeyDown={(event) => event.key === 'Enter' && set(name, event.currentTarget.value)}
      />
      <datalist id={`choices-${name}`}>
        {choices?.map((choice) => (
          <option
            key={choice}
            value={choice}
            label={name === 'key' ? names.get(choice) : undefined}
          />
        ))}
      </datalist>
    </label>
  )
}

function Chosen({
  name,
  label = name,
  value = '',
  set,
  choices,
}: FieldProps & { choices: readonly (readonly [string, string])[] }) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => set(name, event.currentTarget.value)}>
        <option value="">any</option>
        {choices.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
