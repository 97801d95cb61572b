/**
 * What the benchmark measured on recorded workloads: for who has no calls yet, or asks what more there is to gain.
 * The figures are the table's of README and docs/savings.md; `node bench/savings/publish.ts` writes them.
 * @module
 */
import figures from './figures.json'

const minus = (share: number): string => {
  const whole = Math.round(100 * share)
  return whole > 0 ? `−${whole} %` : whole < 0 ? `+${-whole} %` : '0 %'
}

const width = (saved: number): { width: string } => ({
  width: `${Math.min(100, 100 * (1 - saved)).toFixed(1)}%`,
})

export function Recorded() {
  const { rows, mean } = figures
  const all = [...rows, { title: 'Mean, unweighted', ...mean, kept: undefined }]
  return (
    <section class="card recorded" aria-labelledby="recorded">
      <h2 id="recorded">What it saves on recorded workloads</h2>
      <p class="quiet small">
        What is left of the bill: <span class="key certified" aria-hidden="true" /> in{' '}
        <code>balanced</code>, certified; <span class="key safe" aria-hidden="true" /> in{' '}
        <code>safe</code>, from the first call. Not your traffic, and billed by a simulator with
        Anthropic’s prices.
      </p>
      <ol class="waterfall">
        {all.map(({ title, safe, certified, kept }) => (
          <li class={kept === undefined ? 'whole' : ''}>
            <span class="label">{title}</span>
            <span class="track" aria-hidden="true">
              <span class="bar rest" />
              <span class="bar safe" style={width(safe)} />
              <span class="bar certified" style={width(certified)} />
            </span>
            <span class="money">
              <span class="unseen">bill </span>
              {minus(certified)}
              <span class="unseen">
                , in safe {minus(safe)}
                {kept !== undefined && `, quality kept ${kept}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
      <p class="quiet small">
        Quality kept, by recorded outcomes: {figures.least} or more of the baseline’s in every row.
        How it was measured, and what was not: <code>docs/savings.md</code>.
      </p>
    </section>
  )
}
