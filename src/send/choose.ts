/**
 * Which candidate is tried next.
 * @module
 */
import { FarthingError } from '../errors.ts'
import type { Breaker, Caller } from '../providers/breaker.ts'
import type { Candidate } from '../providers/candidates.ts'

/**
 * The first candidate that this call has not tried and whose circuit is closed.
 * Throws `upstream_unavailable` where every circuit is open.
 */
export function choose(
  candidates: readonly Candidate[],
  tried: readonly string[],
  call: Caller,
  breaker: Breaker,
  clock: { now(): number },
): Candidate {
  const now = clock.now()
  let again: Candidate | undefined
  let shortest = Infinity
  for (const candidate of candidates) {
    const wait = breaker.closedFor(candidate.key, call, now)
    if (wait > 0) shortest = Math.min(shortest, wait)
    else if (!tried.includes(candidate.key)) return candidate
    else again ??= candidate
  }
  if (again !== undefined) return again
  const first = candidates[0]!
  throw new FarthingError('upstream_unavailable', {
    provider: first.provider.name,
    seconds: Math.ceil(shortest / 1000),
    failures: breaker.failures(first.key, call),
  })
}
