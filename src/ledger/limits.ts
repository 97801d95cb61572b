/**
 * Limits of rate: requests and tokens of a key in a calendar window. Dollars are budgets.
 *
 * Tokens are held back by estimate before a call and corrected after it, as money is in budgets.
 * @module
 */
import { FarthingError } from '../errors.ts'
import type { Clock } from './subject.ts'
import { windowAt } from './windows.ts'
import type { Window } from './windows.ts'

export interface Limit {
  readonly unit: 'requests' | 'tokens'
  readonly window: Exclude<Window, 'total'>
  readonly limit: number
}

export interface LimitOptions {
  readonly clock: Clock
  /** What the ledger holds for a key between two times; asked once a key, limit and start, for windows of an hour and more. */
  readonly used?: (
    key: string,
    from: number,
    to: number,
  ) => { readonly requests: number; readonly tokens: number }
}

export interface Admission {
  /** Tokens that the call took in the end; undefined: unknown, the estimate stands. Only the first call counts. */
  settle(tokens: number | undefined): void
}

export interface Limits {
  /** Counts a call of `key` with an estimate of its tokens, or answers with `rate_limited` and counts nothing. */
  admit(key: string, limits: readonly Limit[], tokens: number): Admission | FarthingError
}

interface Counter {
  readonly start: number
  readonly end: number
  used: number
}

/** Counters older than this many keys ago are dropped once their window ended. */
const mostCounters = 10_000
const open: Admission = { settle() {} }

/** Limits over counters in memory; windows of an hour and more start from the ledger. */
export function createLimits(options: LimitOptions): Limits {
  const counters = new Map<string, Counter>()

  const counterOf = (key: string, limit: Limit, now: number): Counter => {
    const id = `${limit.unit}:${limit.window}:${key}`
    const known = counters.get(id)
    if (known && now >= known.start && now < known.end) return known
    if (counters.size >= mostCounters) sweep(counters, now)
    const { start, end } = windowAt(limit.window, now)
    // A window that follows one of before begins empty; a clock that went back finds what was.
    const fresh = limit.window === 'minute' || (known !== undefined && start >= known.end)
    const inLedger = fresh ? undefined : options.used?.(key, start, end)
    const counter = { start, end, used: inLedger?.[limit.unit] ?? 0 }
    counters.set(id, counter)
    return counter
  }

  return {
    admit(key, limits, tokens) {
      if (limits.length === 0) return open
      const now = options.clock.now()
      const estimate = Math.max(0, Math.round(tokens))
      const held: Counter[] = []
      for (const limit of limits) {
        const counter = counterOf(key, limit, now)
        const more = limit.unit === 'requests' ? 1 : estimate
        // A call that is larger than the whole limit passes when nothing else is in the window, else it never would.
        const full =
          counter.used + more > limit.limit && !(limit.unit === 'tokens' && counter.used === 0)
        if (full) return refusal(key, limit, counter.end - now)
        held.push(counter)
      }
      limits.forEach(({ unit }, index) => (held[index]!.used += unit === 'requests' ? 1 : estimate))
      let settled = false
      return {
        settle(actual) {
          if (settled || actual === undefined) return
          settled = true
          limits.forEach(({ unit }, index) => {
            if (unit === 'tokens') held[index]!.used += actual - estimate
          })
        },
      }
    },
  }
}

function sweep(counters: Map<string, Counter>, now: number): void {
  for (const [id, counter] of counters)
    if (now < counter.start || now >= counter.end) counters.delete(id)
}

function refusal(key: string, limit: Limit, leftMs: number): FarthingError {
  return new FarthingError('rate_limited', {
    scope: `key ${key}`,
    limit: limit.limit,
    unit: limit.unit,
    window: limit.window,
    seconds: Math.max(1, Math.ceil(leftMs / 1000)),
  })
}
