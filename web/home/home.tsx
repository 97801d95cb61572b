/**
 * Home: what did it cost, what would it have cost, why?
 * @module
 */
import { useMemo } from 'preact/hooks'
import { pathTo } from '../address.ts'
import type { Summary } from '../api.ts'
import { parseMoney, percent } from '../money.ts'
import { Amount } from '../parts/amount.tsx'
import { Groups } from '../parts/groups.tsx'
import { originWords } from '../parts/origin.ts'
import { Empty, Failure, Skeleton } from '../parts/states.tsx'
import { Recorded } from '../recorded/recorded.tsx'
import { useWindow, WindowChoice } from '../parts/window-choice.tsx'
import { useData } from '../use-data.ts'
import { Certificates } from './certificates.tsx'
import { Chart } from './chart.tsx'
import { Findings } from './findings.tsx'
import { SeriesTable } from './series-table.tsx'
import { seriesOf } from './series.ts'
import { paidOf } from './waterfall-rows.ts'
import { Waterfall } from './waterfall.tsx'

/** What fits beside the others; the rest is in the list of calls. */
const mostGroups = 6

export function Home() {
  const { id, words } = useWindow()
  const { value, error, again } = useData<Summary>(`api/summary?window=${id}`, true)
  const head = (
    <header class="head">
      <h1>What your calls cost in {words}</h1>
      <WindowChoice screen="" />
    </header>
  )
  if (value === undefined) {
    return (
      <>
        {head}
        {error === undefined ? (
          <Skeleton rows={8} label="The figures are being summed" />
        ) : (
          <Failure error={error} again={again} />
        )}
      </>
    )
  }
  return (
    <>
      {head}
      {value.totals.calls === 0 ? (
        <>
          <NoCalls all={id === 'all'} words={words} />
          <Recorded />
        </>
      ) : (
        <Sums {...value} />
      )}
    </>
  )
}

function NoCalls({ all, words }: { all: boolean; words: string }) {
  return (
    <Empty title={all ? 'No call has come yet' : `No call in ${words}`}>
      <p>
        Change one line in your client and its calls appear here, with what they cost and what they
        would have cost.
      </p>
      <p class="actions">
        <a class="button" href={pathTo('connect')}>
          Connect a client
        </a>
        {!all && <a href={pathTo('', { window: 'all' })}>Show all time</a>}
      </p>
    </Empty>
  )
}

function Sums(summary: Summary) {
  const { totals, models, routes } = summary
  const window = summary.window === 'all' ? '' : summary.window
  const baseline = parseMoney(totals.baseline)
  const paid = paidOf(totals)
  const saved = baseline - paid
  const series = useMemo(() => seriesOf(summary), [summary])
  return (
    <>
      <section class="figures" aria-label="Sums">
        <dl>
          <dt>Paid</dt>
          <dd>
            <Amount of={paid} />
          </dd>
          <dd class="origin">{originWords(totals)}</dd>
        </dl>
        <dl>
          <dt>Without Farthing</dt>
          <dd>
            <Amount of={baseline} />
          </dd>
          <dd class="origin">computed from the tokens billed</dd>
        </dl>
        <dl>
          <dt>Saved</dt>
          <dd>
            <Amount of={saved} as="saved" />
            {saved !== 0n && <small>{percent(Number(saved), Number(baseline))}</small>}
          </dd>
          <dd class="origin">computed: the difference</dd>
        </dl>
      </section>
      <p class="quiet small facts">
        {totals.calls.toLocaleString('en-US')} calls · {totals.cached.toLocaleString('en-US')} from
        the cache ·{' '}
        <a href={pathTo('calls', { status: 'failed', window })}>
          {totals.failed.toLocaleString('en-US')} failed
        </a>
        {totals.origins.unpriced.calls > 0 &&
          ` · ${totals.origins.unpriced.calls.toLocaleString('en-US')} without a price, in no figure of money`}
      </p>
      <div class="columns">
        <section class="card">
          <h2>Where the difference comes from</h2>
          <Waterfall sums={totals} discount={parseMoney(summary.discount)} />
        </section>
        <section class="card">
          <h2>Over time, by {summary.series.step}</h2>
          <Chart series={series} />
          <SeriesTable series={series} />
        </section>
        <section class="card">
          <h2>Routes that cost most</h2>
          <Groups groups={routes} filter="route" most={mostGroups} window={window} />
        </section>
        <section class="card">
          <h2>Models that cost most</h2>
          <Groups groups={models} filter="model" most={mostGroups} window={window} />
        </section>
        <section class="card">
          <h2>Worth a look</h2>
          <Findings summary={summary} />
        </section>
        <section class="card">
          <h2>Proof</h2>
          <Certificates />
        </section>
      </div>
    </>
  )
}
