/**
 * Cache: what is reused, and forgetting it.
 * @module
 */
import type { Group, KeptAcross, ProofReport, Summary } from '../api.ts'
import { parseMoney, percent, shortNumber } from '../money.ts'
import { Amount } from '../parts/amount.tsx'
import { Empty, Failure, Skeleton } from '../parts/states.tsx'
import { useWindow, WindowChoice } from '../parts/window-choice.tsx'
import { pathTo } from '../address.ts'
import { useData } from '../use-data.ts'
import { AcrossWordings } from './across-wordings.tsx'
import { Flush } from './flush.tsx'
import { TryQuestion } from './try-question.tsx'

interface Kept {
  readonly answers: number
  readonly bytes: number
  readonly semantic: KeptAcross | null
}

export function Cache() {
  const { id: window, words } = useWindow()
  const sums = useData<Summary>(`api/summary?window=${window}`, true)
  const kept = useData<Kept>('api/cache', true)
  const proof = useData<ProofReport>('api/proof', true)
  const error = sums.error ?? kept.error
  const again = (): void => {
    sums.again()
    kept.again()
  }
  return (
    <>
      <header class="head">
        <h1>What was answered again in {words}</h1>
        <WindowChoice screen="cache" />
      </header>
      {error !== undefined && <Failure error={error} again={again} />}
      {sums.value === undefined || kept.value === undefined ? (
        error === undefined && <Skeleton rows={6} label="The cache is being read" />
      ) : (
        <Reuse
          sums={sums.value}
          kept={kept.value}
          proof={proof.value}
          window={window}
          again={again}
        />
      )}
    </>
  )
}

interface ReuseProps {
  readonly sums: Summary
  readonly kept: Kept
  readonly proof: ProofReport | undefined
  readonly window: string
  readonly again: () => void
}

function Reuse({ sums, kept, proof, window, again }: ReuseProps) {
  const { totals, routes } = sums
  const span = window === 'all' ? '' : window
  return (
    <>
      <section class="figures" aria-label="Sums">
        <dl>
          <dt>Hits</dt>
          <dd>
            <span>{totals.cached.toLocaleString('en-US')}</span>
            {totals.calls > 0 && (
              <small class="neutral">{percent(totals.cached, totals.calls)}</small>
            )}
          </dd>
          <dd class="origin">counted, of {totals.calls.toLocaleString('en-US')} calls</dd>
        </dl>
        <dl>
          <dt>Saved by them</dt>
          <dd>
            <Amount of={totals.saved.cache} as="saved" />
          </dd>
          <dd class="origin">computed: the price of the calls not sent</dd>
        </dl>
        <dl>
          <dt>Kept for equal calls</dt>
          <dd>
            <span>{kept.answers.toLocaleString('en-US')}</span>
          </dd>
          <dd class="origin">{shortNumber(kept.bytes)} bytes, counted</dd>
        </dl>
      </section>
      <div class="columns cache-cards">
        <section class="card">
          <h2>Routes that reuse most</h2>
          <Routes groups={routes} window={span} />
        </section>
        <section class="card">
          <h2>Across wordings</h2>
          <AcrossWordings kept={kept.semantic} proof={proof} />
        </section>
        <section class="card">
          <h2>Try a question</h2>
          <TryQuestion />
        </section>
        <section class="card">
          <h2>Forget</h2>
          <Flush again={again} />
        </section>
      </div>
    </>
  )
}

function Routes({ groups, window }: { groups: readonly Group[]; window: string }) {
  const hit = groups
    .filter(({ totals }) => totals.cached > 0)
    .sort((a, b) => b.totals.cached - a.totals.cached)
  if (hit.length === 0) {
    return (
      <Empty title="Nothing was answered again">
        <p>
          A call that is sure to get the same answer (temperature 0, a seed, embeddings) is answered
          from here the second time. <code>layers.cache</code> of a route says more.
        </p>
      </Empty>
    )
  }
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Route</th>
          <th scope="col">Hits</th>
          <th scope="col">Of calls</th>
          <th scope="col">Saved</th>
        </tr>
      </thead>
      <tbody>
        {hit.map(({ name, totals }) => (
          <tr key={name}>
            <th scope="row">
              <a href={pathTo('calls', { route: name, layer: 'cache', window })}>{name}</a>
            </th>
            <td>{totals.cached.toLocaleString('en-US')}</td>
            <td>{percent(totals.cached, totals.calls)}</td>
            <td>
              <Amount of={parseMoney(totals.saved.cache)} as="saved" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
