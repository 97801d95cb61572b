/**
 * Prefix: which prefixes are warm, what breaks them?
 * @module
 */
import { pathTo } from '../address.ts'
import type { PrefixAnswer, Wire } from '../api.ts'
import type { PrefixReport } from '../../src/layers/prefix/report.ts'
import { Empty, Failure, Skeleton } from '../parts/states.tsx'
import { fullTime } from '../time.ts'
import { useData } from '../use-data.ts'
import { Breakers } from './breakers.tsx'
import { Family } from './family.tsx'

/** The newest families; the rest is found by its calls. */
const mostShown = 100

export function Prefix() {
  const { value, error, again } = useData<PrefixAnswer>('api/prefix', true)
  return (
    <>
      <header class="head">
        <h1>Prefixes: which are warm, what breaks them</h1>
        <p class="quiet small">since the gateway started</p>
      </header>
      {value === undefined ? (
        error === undefined ? (
          <Skeleton rows={8} label="Prefixes are being read" />
        ) : (
          <Failure error={error} again={again} />
        )
      ) : 'off' in value || value.families.length === 0 ? (
        <NoFamilies off={'off' in value} />
      ) : (
        <Report {...value} />
      )}
    </>
  )
}

function NoFamilies({ off }: { off: boolean }) {
  return (
    <Empty title={off ? 'The prefix layer does not run' : 'No prefix has been sent yet'}>
      <p>
        Providers charge a tenth for the beginning of a prompt that they read a moment ago. This
        screen shows which of your prompts begin alike, what of them was read from the cache, and
        what kept the rest from it.
      </p>
      {!off && (
        <p class="actions">
          <a class="button" href={pathTo('connect')}>
            Connect a client
          </a>
        </p>
      )}
    </Empty>
  )
}

function Report({ gapBounds, families, stepDowns }: Wire<PrefixReport>) {
  return (
    <>
      <section class="card">
        <h2>What breaks them</h2>
        <Breakers families={families} />
      </section>
      <section class="card">
        <h2>Families</h2>
        <ul class="families">
          {families.slice(0, mostShown).map((family) => (
            <Family
              key={`${family.tenant} ${family.provider} ${family.model} ${family.route} ${family.tokens}`}
              family={family}
              bounds={gapBounds}
            />
          ))}
        </ul>
        {families.length > mostShown && (
          <p class="quiet small">{families.length - mostShown} older ones are not shown.</p>
        )}
      </section>
      {stepDowns.length > 0 && (
        <section class="card">
          <h2>Left alone</h2>
          <ul>
            {stepDowns.map(({ provider, model, reason, until }) => (
              <li key={`${provider}/${model}`}>
                {provider} <span class="quiet">{model}</span>: {reason}, until {fullTime(until)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
