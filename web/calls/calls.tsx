/**
 * Calls: what happened to this one?
 * @module
 */
import { useMemo } from 'preact/hooks'
import { pathTo, useAddress } from '../address.ts'
import type { GatewayKey } from '../api.ts'
import { useData } from '../use-data.ts'
import { CallTable } from './call-table.tsx'
import { FilterBar } from './filter-bar.tsx'
import { filtersOf } from './filters.ts'
import { StoryPanel } from './story.tsx'

export function Calls() {
  const { item, query } = useAddress()
  const filters = useMemo(() => filtersOf(query), [query])
  const { value } = useData<{ keys: readonly GatewayKey[] }>('api/keys')
  const names = useMemo(() => new Map(value?.keys.map(({ id, name }) => [id, name]) ?? []), [value])
  return (
    <div class={item === '' ? 'calls' : 'calls with-story'}>
      <section class="list" aria-label="Calls">
        <header class="head">{item === '' ? <h1>Calls</h1> : <h2>Calls</h2>}</header>
        <FilterBar filters={filters} names={names} />
        <CallTable filters={filters} names={names} open={item} />
      </section>
      {item !== '' && <StoryPanel id={item} names={names} back={pathTo('calls', filters)} />}
    </div>
  )
}
