/**
 * Prompts that begin alike: how long the beginning is, how often it came again, after which gaps, and the plan for it.
 * @module
 */
import { pathTo } from '../address.ts'
import type { PrefixFamily } from '../api.ts'
import { percent, shortNumber } from '../money.ts'

export function Family({ family, bounds }: { family: PrefixFamily; bounds: readonly number[] }) {
  const { billed } = family
  const input = billed.fresh + billed.read + billed.written
  return (
    <li>
      <div>
        <b>{family.model}</b> <span class="quiet">at {family.provider}</span>
        <p class="quiet small">
          route <a href={pathTo('calls', { route: family.route })}>{family.route}</a> · beginning of{' '}
          {shortNumber(family.tokens)} tokens <span class="origin">estimated</span>
        </p>
        <p class="small">
          Last plan: {planWords(family.plan)}
          {family.expectedTokens > 0 && (
            <>
              , worth {shortNumber(family.expectedTokens)} fresh tokens to later calls{' '}
              <span class="origin">estimated</span>
            </>
          )}
        </p>
      </div>
      <div>
        <b>{percent(family.repeats, family.calls)}</b>{' '}
        <span class="quiet">of the calls began alike</span>
        <p class="quiet small">{family.calls.toLocaleString('en-US')} calls</p>
      </div>
      <div>
        <b>{percent(billed.read, input)}</b> <span class="quiet">of the input read from cache</span>
        <span class="warmth" aria-hidden="true">
          <span class="cacheRead" style={{ width: share(billed.read, input) }} />
          <span class="cacheWrite" style={{ width: share(billed.written, input) }} />
        </span>
        <p class="quiet small">
          {shortNumber(billed.read)} read, {shortNumber(billed.written)} written,{' '}
          {shortNumber(billed.fresh)} fresh
        </p>
      </div>
      <Gaps gaps={family.gaps} bounds={bounds} />
    </li>
  )
}

/** The layer's word for a plan, or the times for which it keeps a prefix. */
function planWords(plan: string): string {
  if (plan === 'none') return 'keep nothing'
  if (plan === 'read') return 'read what is held'
  return plan === '' ? 'not known yet' : `keep for ${plan.replace(/^(\d+)m$/, '$1 min')}`
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0' : `${(100 * part) / whole}%`
}

/** A small histogram of the time between calls: the lifetime of a cache is 5 minutes or an hour. */
function Gaps({ gaps, bounds }: { gaps: readonly number[]; bounds: readonly number[] }) {
  const top = Math.max(1, ...gaps)
  const words = gaps
    .map((count, index) => `${count} ${nameOf(bounds, index)}`)
    .filter((text) => !text.startsWith('0 '))
    .join(', ')
  return (
    <figure class="gaps">
      <div role="img" aria-label={`Gaps between calls: ${words || 'none yet'}`} title={words}>
        {gaps.map((count, index) => (
          <span key={index} style={{ height: `${(100 * count) / top}%` }} />
        ))}
      </div>
      <figcaption class="quiet small">gaps from ≤ 30 s to over a day</figcaption>
    </figure>
  )
}

function nameOf(bounds: readonly number[], index: number): string {
  const bound = bounds[index]
  if (bound === undefined) return 'over a day'
  if (bound < 60_000) return `within ${bound / 1000} s`
  if (bound < 3_600_000) return `within ${bound / 60_000} min`
  return `within ${bound / 3_600_000} h`
}
