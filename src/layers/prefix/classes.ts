/**
 * In which classes the tokens of a prompt are billed: expected under a plan, and without us from what was billed.
 * @module
 */
import type { Usage } from '../../call.ts'
import type { Decision } from './decision.ts'
import type { Plan } from './plan.ts'
import type { Sort } from './rules.ts'

export type InputClasses = Pick<Usage, 'input' | 'cacheRead' | 'cacheWrite' | 'cacheWrite1h'>

const hour = 3_600_000

/** The classes of `prompt` tokens under a plan. They add up to `prompt`. */
export function planned({ sight }: Decision, plan: Plan, prompt: number): InputClasses {
  const all = sight.places.at(-1)?.end ?? 0
  const scale = all > 0 ? prompt / all : 0
  const read = plan.read < 0 ? 0 : sight.places[plan.read]!.end
  let short = 0
  let long = 0
  for (const { tokens, lifetime } of plan.writes) {
    if (lifetime.ms >= hour) long += tokens
    else short += tokens
  }
  return classes(prompt, read * scale, short * scale, long * scale)
}

/** What the provider does by itself where nothing is marked. */
export function unmarked(sort: Sort, decision: Decision, prompt: number): InputClasses {
  if (sort === 'marks') return planned(decision, decision.own, prompt)
  const { sight, rules } = decision
  const all = sight.places.at(-1)?.end ?? 0
  if (all < rules.minimum) return classes(prompt, 0, 0, 0)
  const read = (warmEnd(sort, decision) * prompt) / all
  return sort === 'automatic'
    ? classes(prompt, read, 0, 0)
    : classes(prompt, read, prompt - read, 0)
}

/** OpenAI's guide: 5 to 10 minutes of inactivity. */
const idleMs = 300_000
const breakpointMs = 1_800_000

/** Where a provider that caches by itself has probably been before, in time. */
function warmEnd(sort: Sort, { sight, rules }: Decision): number {
  const { places, points, at } = sight
  const longest = sort === 'automatic' ? idleMs : breakpointMs
  for (let index = places.length - 1; index >= 0; index--) {
    const point = points[index]
    if (point === undefined || point.visits === 0 || at - point.lastAt > longest) continue
    // By itself GPT-5.6 writes only where a prompt ended.
    if (sort === 'breakpoints' && !point.tail) continue
    const { end } = places[index]!
    return end < rules.minimum ? 0 : end
  }
  return 0
}

/**
 * The bill of the same call without our marks: what was read or written goes back to fresh input, but for what the
 * client's own marks, or the provider by itself, would have done.
 */
export function withoutUs(sort: Sort, decision: Decision, billed: Usage): Usage {
  if (sort === 'automatic') return billed
  const prompt = billed.input + billed.cacheRead + billed.cacheWrite + billed.cacheWrite1h
  return { ...billed, ...unmarked(sort, decision, prompt) }
}

function classes(prompt: number, read: number, short: number, long: number): InputClasses {
  const cacheRead = Math.min(prompt, Math.round(read))
  const cacheWrite1h = Math.min(prompt - cacheRead, Math.round(long))
  const cacheWrite = Math.min(prompt - cacheRead - cacheWrite1h, Math.round(short))
  return {
    input: prompt - cacheRead - cacheWrite - cacheWrite1h,
    cacheRead,
    cacheWrite,
    cacheWrite1h,
  }
}
