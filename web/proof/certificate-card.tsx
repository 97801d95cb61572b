/**
 * One certificate: its bound over labels against its target, what it is measured against, and the samples behind it.
 * @module
 */
import { useState } from 'preact/hooks'
import { pathTo } from '../address.ts'
import type { ProofCertificate, ProofDetail } from '../api.ts'
import { percent } from '../money.ts'
import { LayerChip } from '../parts/layer-chip.tsx'
import { Failure, Skeleton } from '../parts/states.tsx'
import { shortTime } from '../time.ts'
import { useData } from '../use-data.ts'
import { BoundLine } from './bound-line.tsx'

export const stateWords: Readonly<Record<ProofCertificate['state'], string>> = {
  learning: 'learning',
  certified: 'certified',
  breached: 'breached, stepped down',
  stale: 'stale, learning anew',
}

/** Which calls it is about, and who labels them, where that are the users. */
export function placeOf({ route, segment, kind }: ProofCertificate): string {
  return `on ${route}${segment === null ? '' : `, ${segment}`}${kind === 'feedback' ? ', by feedback' : ''}`
}

export function CertificateCard({ certificate }: { certificate: ProofCertificate }) {
  const { layer, state, bound, target, alpha, units, floor, accepted } = certificate
  const [open, setOpen] = useState(false)
  return (
    <section class="card certificate">
      <h2>
        <LayerChip layer={layer} /> {placeOf(certificate)}
      </h2>
      <p>
        <b class={state === 'breached' ? 'bad' : ''}>{stateWords[state]}</b>
        {certificate.acting ? ', acting' : ', not acting'}
        {accepted !== null && `: accepted by you up to ${percent(accepted, 1)} from day one`}
      </p>
      <p>
        At most <b>{units === 0 ? 'unknown' : percent(bound, 1)}</b> of answers worse, target{' '}
        {percent(target, 1)}, wrong with a chance of {percent(alpha, 1)}
      </p>
      <BoundLine history={certificate.history} target={target} />
      <p class="quiet small">
        {units.toLocaleString('en-US')} labels · window {certificate.window}
        {floor !== null &&
          floor.units > 0 &&
          ` · the same model twice differs in ${percent(floor.mean, 1)} (${floor.units.toLocaleString('en-US')} pairs)`}
        {certificate.needed !== null && ` · still ${certificate.needed.words}`}
      </p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Samples behind it</summary>
        {open && <Samples of={certificate.key} />}
      </details>
    </section>
  )
}

function Samples({ of }: { of: string }) {
  const { value, error, again } = useData<ProofDetail>(
    `api/proof?certificate=${encodeURIComponent(of)}`,
  )
  if (value === undefined) {
    return error === undefined ? (
      <Skeleton rows={3} label="Samples are being read" />
    ) : (
      <Failure error={error} again={again} />
    )
  }
  if (value.samples.length === 0) return <p class="quiet">There are none yet.</p>
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={`Samples of ${of}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col">When</th>
            <th scope="col">Label</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {value.samples.map(({ call, at, harm, source, arm }) => (
            <tr key={`${call} ${arm} ${source}`}>
              <td>
                <a href={pathTo(`calls/${encodeURIComponent(call)}`)}>
                  <code>{call}</code>
                </a>
              </td>
              <td>{shortTime(at)}</td>
              <td class={harm > 0 ? 'bad' : ''}>{harm > 0 ? `worse ${harm}` : 'as good'}</td>
              <td>{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
