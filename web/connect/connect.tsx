/**
 * Connect: how do I use it?
 * @module
 */
import { useEffect, useState } from 'preact/hooks'
import { pathTo } from '../address.ts'
import type { Connect as ConnectAnswer, Listed } from '../api.ts'
import { onCalls } from '../live.ts'
import { Amount } from '../parts/amount.tsx'
import { Copy } from '../parts/copy.tsx'
import { Failure, Skeleton } from '../parts/states.tsx'
import { Recorded } from '../recorded/recorded.tsx'
import { shortTime } from '../time.ts'
import { useData } from '../use-data.ts'

export function Connect() {
  const { value, error, again } = useData<ConnectAnswer>('api/connect')
  return (
    <>
      <header class="head">
        <h1>Change one line</h1>
      </header>
      {value !== undefined ? (
        <Lines {...value} />
      ) : error === undefined ? (
        <Skeleton rows={10} label="The address is being read" />
      ) : (
        <Failure error={error} again={again} />
      )}
    </>
  )
}

function Lines({ url, needsKey, arrived, clients }: ConnectAnswer) {
  // The browser knows best by which name, and whether by HTTPS, this gateway is reached.
  const here = (line: string): string => line.replaceAll(url, location.origin)
  return (
    <>
      <p class="lead">
        Point your client at <code>{location.origin}</code>.{' '}
        {needsKey ? (
          <>
            Its API key is a <a href={pathTo('keys')}>gateway key</a>.
          </>
        ) : (
          'It keeps the API key that it has; the provider still gets it, nobody else does.'
        )}
      </p>
      <Arrival arrived={arrived} />
      <ul class="clients">
        {clients.map(({ id, name, line }) => (
          <li key={id}>
            <span class="client">{name}</span>
            <code>{here(line)}</code>
            <Copy text={here(line)} label={`the line for ${name}`} />
          </li>
        ))}
      </ul>
      <Recorded />
    </>
  )
}

/** Says whether calls arrive, and shows the first that does while one looks. */
function Arrival({ arrived }: { arrived: number }) {
  const [newest, setNewest] = useState<Listed | undefined>(undefined)
  useEffect(() => onCalls((calls) => setNewest(calls.at(-1))), [])
  return (
    <p class={newest === undefined ? 'arrival' : 'arrival here'} role="status">
      {newest !== undefined ? (
        <>
          A call arrived at {shortTime(newest.at)}: {newest.served || newest.asked}, status{' '}
          {newest.status}, <Amount of={newest.cost} />.{' '}
          <a href={pathTo(`calls/${encodeURIComponent(newest.id)}`)}>Its story</a>
        </>
      ) : arrived > 0 ? (
        <>
          {arrived.toLocaleString('en-US')} {arrived === 1 ? 'call has' : 'calls have'} arrived so
          far. The next one shows here.
        </>
      ) : (
        'Waiting for the first call. It shows here when it is answered.'
      )}
    </p>
  )
}
