/**
 * The strip of certificates: what may change answers, and the bound under which it does.
 * @module
 */
import { pathTo } from '../address.ts'
import type { ProofReport } from '../api.ts'
import { percent } from '../money.ts'
import { LayerChip } from '../parts/layer-chip.tsx'
import { Empty, Skeleton } from '../parts/states.tsx'
import { stateWords } from '../proof/certificate-card.tsx'
import { useData } from '../use-data.ts'

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
  return (
    <ul class="strip">
      {value.certificates.map(({ key, layer, route, state, bound, target, units }) => (
        <li key={key}>
          <a href={pathTo('proof')}>
            <LayerChip layer={layer} /> on {route}
          </a>
          <span class={state === 'breached' ? 'bad' : 'quiet'}>{stateWords[state]}</span>
          <span>
            {units === 0 ? 'no label yet' : `≤ ${percent(bound, 1)} worse`}
            <span class="quiet"> of {percent(target, 1)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
