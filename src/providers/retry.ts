/**
 * Whether to send again, and when. Pure: the caller waits.
 *
 * A POST is not idempotent: it is sent again only where the provider cannot have begun to work on it, or said itself
 * that it did not (429, 5xx before any byte of an answer). The official clients retry twice on top of this, so their
 * hints are left on the reply that is handed on.
 * @module
 */
import type { Stage } from './attempt.ts'
import { headerOf } from './headers.ts'

/** What one attempt ended with. */
export type Ending =
  | {
      readonly kind: 'failed'
      readonly stage: Stage
      /** No use: a timeout, or our own doing. */ readonly final: boolean
    }
  | {
      readonly kind: 'replied'
      readonly status: number
      readonly headers: readonly string[]
      /** `error.code` or `error.type` of the body, where read. */
      readonly code: string | undefined
    }

export interface RetryLimits {
  /** Further attempts after the first. */
  readonly retries: number
  /** Longest wait that is taken on; a longer `retry-after` is the client's to obey. */
  readonly longestWaitMs: number
  /**
   * How long it is worth waiting for the same place, where the prompt is warm, rather than going elsewhere at once. The
   * last attempt goes elsewhere in any case. Absent: not at all.
   */
  readonly stayMs?: number
}

export type Decision =
  /** Hand the last reply or error on. */
  | { readonly kind: 'stop' }
  /** Try again after `waitMs`. `elsewhere`: on another endpoint or credential only. */
  | { readonly kind: 'again'; readonly waitMs: number; readonly elsewhere: boolean }

const stop: Decision = { kind: 'stop' }
const firstPauseMs = 500
const longestPauseMs = 8000

/** The account is empty or closed: the same credential answers the same again. */
const spent = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'billing_error',
  'account_deactivated',
  'credit_balance_too_low',
])

const retried = new Set([408, 409, 429, 500, 502, 503, 504, 529])

/**
 * Decides after attempt number `tried` (1 for the first).
 * @param others endpoints or credentials are left that this call has not tried
 * @param idempotent GET and HEAD: may be sent again whatever happened before the reply
 */
export function decide(
  ending: Ending,
  tried: number,
  limits: RetryLimits,
  others: boolean,
  idempotent: boolean,
  random: () => number,
): Decision {
  if (tried > limits.retries) return stop
  if (ending.kind === 'failed') {
    const safe = ending.stage === 'connecting' || (idempotent && ending.stage === 'sent')
    if (!safe || ending.final) return stop
    // Another endpoint needs no pause.
    return { kind: 'again', waitMs: others ? 0 : pause(tried, random), elsewhere: others }
  }
  const { status, headers, code } = ending
  if (status < 400) return stop
  if (code !== undefined && spent.has(code)) {
    return others ? { kind: 'again', waitMs: 0, elsewhere: true } : stop
  }
  const should = headerOf(headers, 'x-should-retry')
  if (should === 'false') return stop
  if (should !== 'true' && !retried.has(status)) return stop
  const asked = retryAfterMs(headers)
  if (others) {
    const waitMs = asked ?? pause(tried, random)
    const stays = tried < limits.retries && waitMs <= (limits.stayMs ?? -1)
    return stays
      ? { kind: 'again', waitMs, elsewhere: false }
      : { kind: 'again', waitMs: 0, elsewhere: true }
  }
  if (asked === undefined) return { kind: 'again', waitMs: pause(tried, random), elsewhere: false }
  return asked > limits.longestWaitMs ? stop : { kind: 'again', waitMs: asked, elsewhere: false }
}

/** Full jitter: uniform between nothing and a bound that doubles, so that many callers do not come back together. */
function pause(tried: number, random: () => number): number {
  return Math.round(random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (tried - 1)))
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110 §10.2.3), in milliseconds. */
export function retryAfterMs(headers: readonly string[], now = Date.now()): number | undefined {
  const precise = Number(headerOf(headers, 'retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(precise) && precise >= 0) return precise
  const value = headerOf(headers, 'retry-after')
  if (value === undefined || value.trim() === '') return undefined
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : undefined
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
