/**
 * Says in words what was decided, for the call's story.
 * @module
 */
import type { Decision } from './decision.ts'
import type { Sort } from './rules.ts'

/** @param dollars of so many fresh tokens */
export function why(
  { sight, plan, rules }: Decision,
  sort: Sort,
  marked: boolean,
  dollars: (tokens: number) => string,
): string {
  const { places } = sight
  const all = places.at(-1)?.end ?? 0
  if (all < rules.minimum) {
    return `no mark: about ${count(all)} tokens, and this model keeps ${count(rules.minimum)} or more`
  }
  if (sort === 'automatic') {
    return marked
      ? 'a cache key, so that calls of this prefix meet on one machine'
      : 'nothing to add'
  }
  const parts: string[] = []
  if (plan.read >= 0) parts.push(`reads about ${count(places[plan.read]!.end)} tokens`)
  for (const { tokens, lifetime } of plan.writes) {
    parts.push(`keeps ${count(tokens)} for ${spelled[lifetime.name]}`)
  }
  if (plan.premium > 0) {
    parts.push(`costs ${dollars(plan.premium)} now, saves about ${dollars(plan.expected)} later`)
  }
  if (parts.length > 0) return parts.join('; ')
  const seen = sight.seen < 0 ? undefined : sight.points[sight.seen]
  if (!seen) return 'no mark: this beginning was not seen before, nor has such traffic come again'
  const gap = Math.round((sight.at - seen.lastAt) / 1000)
  return `no mark: this beginning came ${gap} s ago, and by the gaps seen a write would not pay`
}

const spelled = { '5m': '5 minutes', '30m': '30 minutes', '1h': 'an hour' } as const

function count(tokens: number): string {
  return tokens.toLocaleString('en-US')
}
