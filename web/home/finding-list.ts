/**
 * What is worth looking at, by dollars: told from the sums, so that each can be checked in the list of calls.
 * @module
 */
import type { PrefixFamily, Summary } from '../api.ts'
import { parseMoney, percent } from '../money.ts'
import { breakersOf, breakerWords } from '../prefix/breaker-list.ts'

export interface Finding {
  readonly id: string
  readonly title: string
  readonly words: string
  /** Picodollars that were lost; undefined: not known, which is the finding. */
  readonly worth: bigint | undefined
  /** Filters of the list of calls that shows it. */
  readonly calls: Readonly<Record<string, string>>
}

/** The findings worth most dollars, at most `most`. What breaks prefixes is known since the gateway started. */
export function findingsOf(
  { totals, routes }: Summary,
  families: readonly PrefixFamily[] = [],
  most = 3,
): Finding[] {
  const found: Finding[] = breakersOf(families, most).map((breaker) => ({
    id: `${breaker.kind} ${breaker.place} ${breaker.family.model} ${breaker.family.route}`,
    title: breakerWords(breaker),
    words: `It broke the prefix of ${breaker.family.model} on route ${breaker.family.route} ${breaker.times} times since the gateway started.`,
    worth: breaker.worth,
    calls: { route: breaker.family.route, model: breaker.family.model },
  }))
  const failures = parseMoney(totals.failures)
  const worst = routes.toSorted((a, b) => compare(b.totals.failures, a.totals.failures))[0]
  if (failures > 0n && worst !== undefined) {
    found.push({
      id: 'failures',
      title: 'Attempts that failed were billed',
      words: `Most of it on route ${worst.name}. Shorter time limits or another provider in second place bound it.`,
      worth: failures,
      calls: { route: worst.name, sort: 'cost' },
    })
  }
  const misses = parseMoney(totals.misses)
  if (misses > 0n) {
    found.push({
      id: 'misses',
      title: 'Estimates were too low',
      words: `${percent(Number(misses), Number(parseMoney(totals.baseline)))} of the baseline: calls that cost more than was foreseen, mostly cache writes that nothing read.`,
      worth: misses,
      calls: { sort: 'cost' },
    })
  }
  const unpriced = totals.origins.unpriced.calls
  if (unpriced > 0) {
    found.push({
      id: 'unpriced',
      title: `${unpriced.toLocaleString('en-US')} ${unpriced === 1 ? 'call has' : 'calls have'} no price`,
      words:
        'They are in no figure of money here. A price under “prices” in the configuration brings them in.',
      worth: undefined,
      calls: {},
    })
  }
  return found.sort((a, b) => Number((b.worth ?? 0n) - (a.worth ?? 0n))).slice(0, most)
}

function compare(a: string, b: string): number {
  return Number(parseMoney(a) - parseMoney(b))
}
