/**
 * Certificates of which nothing is known yet, a line for each layer: with many routes their cards would hide the others.
 * @module
 */
import type { ProofCertificate } from '../api.ts'
import { LayerChip } from '../parts/layer-chip.tsx'

/** Whether its card would say nothing but its name. */
export function isAwaited({ state, units, acting, accepted, history }: ProofCertificate): boolean {
  return state === 'learning' && units === 0 && !acting && accepted === null && history.length === 0
}

export function Awaited({ certificates }: { certificates: readonly ProofCertificate[] }) {
  const byLayer = Map.groupBy(certificates, ({ layer, kind }) => `${layer} ${kind}`)
  return (
    <section class="card proof-rest">
      <h2>Waiting for the first label</h2>
      <p class="quiet small">
        None of these acts. Each gets a card of its own with its first label: of an answer run
        twice, or of what users say.
      </p>
      <ul class="awaited">
        {[...byLayer].map(([id, group]) => (
          <li key={id}>
            <LayerChip layer={group[0]!.layer} /> on{' '}
            {group
              .map(({ route, segment }) => (segment === null ? route : `${route} (${segment})`))
              .join(', ')}
            {group[0]!.kind === 'feedback' && ', by feedback'}
            {shared(group) !== undefined && (
              <span class="quiet small"> · each still {shared(group)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What all of them still need, where that is the same. */
function shared(group: readonly ProofCertificate[]): string | undefined {
  const words = group[0]?.needed?.words
  return group.every(({ needed }) => needed?.words === words) ? words : undefined
}
