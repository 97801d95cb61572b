/**
 * Models that refused a mark: nothing is marked there for a day, and the reason can be told.
 * @module
 */
import type { Target } from '../../call.ts'

export interface StepDown {
  readonly provider: string
  readonly model: string
  readonly reason: string
  /** Milliseconds since the epoch. */
  readonly until: number
}

export interface StepDowns {
  add(target: Target, reason: string): void
  /** Why nothing is marked for a model; undefined: it may be. */
  reason(target: Target): string | undefined
  list(): StepDown[]
}

/** A provider that mends its rules is found out the next day. */
const lastsMs = 86_400_000
const mostModels = 1000

export function createStepDowns(now: () => number = Date.now): StepDowns {
  const downs = new Map<string, StepDown>()
  const keyOf = ({ provider, model }: Target): string => `${provider}/${model}`
  return {
    add(target, reason) {
      if (downs.size >= mostModels) downs.clear()
      const { provider, model } = target
      const text = reason.slice(0, 200)
      downs.set(keyOf(target), { provider, model, reason: text, until: now() + lastsMs })
    },
    reason(target) {
      if (downs.size === 0) return undefined
      const down = downs.get(keyOf(target))
      if (!down) return undefined
      if (down.until > now())
        return `the provider refused cache marks for this model: ${down.reason}`
      downs.delete(keyOf(target))
      return undefined
    },
    list: () => [...downs.values()],
  }
}
