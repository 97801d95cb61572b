/**
 * What kept prefixes from being read, with the differing text and what it cost.
 * @module
 */
import { pathTo } from '../address.ts'
import type { PrefixFamily } from '../api.ts'
import { Amount } from '../parts/amount.tsx'
import { Empty } from '../parts/states.tsx'
import { breakersOf, breakerWords } from './breaker-list.ts'

export function Breakers({ families }: { families: readonly PrefixFamily[] }) {
  const found = breakersOf(families, 20)
  if (found.length === 0) {
    return (
      <Empty title="Nothing does">
        <p>
          A date in a system prompt, tools in another order, a pause that is too long: such would be
          named here, with what it cost.
        </p>
      </Empty>
    )
  }
  return (
    <ol class="findings">
      {found.map(({ kind, place, times, worth, excerpt, family }) => (
        <li key={`${family.model} ${family.route} ${kind} ${place}`}>
          <p class="title">
            <a href={pathTo('calls', { route: family.route, model: family.model })}>
              {breakerWords({ kind, place })}
            </a>
            <span>
              <Amount of={worth} /> <span class="origin">estimated</span>
            </span>
          </p>
          <p class="quiet">
            {times.toLocaleString('en-US')} {times === 1 ? 'time' : 'times'}, {family.model} on
            route {family.route}
          </p>
          {excerpt !== undefined && <pre tabIndex={0}>{excerpt}</pre>}
        </li>
      ))}
    </ol>
  )
}
