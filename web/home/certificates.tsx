/**
 * The strip of certificates: what may change answers, and the bound under which it does.
 * @module
 */
import { pathTo } from '../address.ts'
import type { ProofCertificate, ProofReport } from '../api.ts'
import { percent } from '../money.ts'
import { LayerChip } from '../parts/layer-chip.tsx'
import { Empty, Skeleton } from '../parts/states.tsx'
import { placeOf, stateWords } from '../proof/certificate-card.tsx'
import { useData } from '../use-data.ts'

/** What fits beside the others; all are on the Proof screen. */
const mostShown = 6

export function Certificates() {
  const { value, error } = useData<ProofReport>('api/proof')
  if (value === undefined) {
    return error === undefined ? (
      <Skeleton rows={2} label="Certificates are being read" />
    ) : (
      <p class="bad">{error.message}</p>
    )
  }
  if (value.certificates.length === 0) {
    return (
      <Empty title="No certificate is needed">
        <p>
          In mode <code>safe</code> the model reads what you sent and its own answer is served. Mode{' '}
          <code>balanced</code> lets layers change more, each only under a certificate: a bound on
          how many answers got worse, measured on your own traffic.
        </p>
      </Empty>
    )
  }
  const told = mostTelling(value.certificates)
  const rest = value.certificates.length - told.length
  return (
    <>
      <ul class="strip">
        {told.map((certificate) => (
          <Line key={certificate.key} certificate={certificate} />
        ))}
      </ul>
      {rest > 0 && (
        <p class="small">
          <a href={pathTo('proof')}>
            {rest} more {rest === 1 ? 'certificate' : 'certificates'}
          </a>
        </p>
      )}
    </>
  )
}

function Line({ certificate }: { certificate: ProofCertificate }) {
  const { layer, state, bound, target, units } = certificate
  return (
    <li>
      <span>
        <LayerChip layer={layer} /> <a href={pathTo('proof')}>{placeOf(certificate)}</a>
      </span>
      <span class={state === 'breached' ? 'bad' : 'quiet'}>{stateWords[state]}</span>
      <span>
        {units === 0 ? 'no label yet' : `≤ ${percent(bound, 1)} worse`}
        <span class="quiet"> of {percent(target, 1)}</span>
      </span>
    </li>
  )
}

/** Breaches, then what acts, then the most labels; users who said nothing yet are not waited for here. */
function mostTelling(certificates: readonly ProofCertificate[]): readonly ProofCertificate[] {
  const rank = ({ state, acting }: ProofCertificate): number =>
    state === 'breached' ? 0 : acting ? 1 : 2
  return certificates
    .filter(({ kind, units, state }) => kind === 'shadow' || units > 0 || state === 'breached')
    .toSorted((a, b) => rank(a) - rank(b) || b.units - a.units)
    .slice(0, mostShown)
}
