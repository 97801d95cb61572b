/**
 * The findings worth most dollars.
 * @module
 */
import { pathTo } from '../address.ts'
import type { PrefixAnswer, Summary } from '../api.ts'
import { Amount } from '../parts/amount.tsx'
import { Empty } from '../parts/states.tsx'
import { useData } from '../use-data.ts'
import { findingsOf } from './finding-list.ts'

export function Findings({ summary }: { summary: Summary }) {
  const { value } = useData<PrefixAnswer>('api/prefix')
  const families = value === undefined || 'off' in value ? [] : value.families
  const found = findingsOf(summary, families)
  if (found.length === 0) {
    return (
      <Empty title="Nothing is being lost">
        <p>Billed failures, wrong estimates and calls without a price would be listed here.</p>
      </Empty>
    )
  }
  return (
    <ol class="findings">
      {found.map(({ id, title, words, worth, calls }) => (
        <li key={id}>
          <p class="title">
            <a href={pathTo('calls', calls)}>{title}</a>
            {worth !== undefined && <Amount of={worth} />}
          </p>
          <p class="quiet">{words}</p>
        </li>
      ))}
    </ol>
  )
}
