/**
 * Failover prices the loss: going elsewhere leaves a warm prompt behind, waiting costs time.
 * @module
 */
import type { Call, Money } from '../call.ts'
import { worthMs, type Stakes } from '../pricing/warmth/stakes.ts'
import type { Candidate } from '../providers/candidates.ts'

/** Nobody waits longer for the sake of a warm prompt. */
const longestStayMs = 10_000

/** Names where a candidate's prompts are warm: its credential, or, where that is the first one's, its endpoint. */
export function placeOf(candidates: readonly Candidate[], { credential, key }: Candidate): string {
  return credential === candidates[0]!.credential ? key : credential
}

/** What the call is expected to cost more there than at the first candidate; 0 where none was preferred. */
export function lossAt(
  stakes: Stakes,
  call: Call,
  candidates: readonly Candidate[],
  candidate: Candidate,
): Money {
  if (call.target.credential?.id !== candidates[0]!.credential) return 0n
  return stakes.lossOf(call, placeOf(candidates, candidate))
}

/**
 * How many milliseconds it is worth waiting for the first candidate; -1: none.
 * @param elsewhere where the call would go instead; the best of the others where absent
 */
export function stayMs(
  stakes: Stakes | undefined,
  call: Call,
  candidates: readonly Candidate[],
  elsewhere?: Candidate,
): number {
  if (stakes === undefined) return -1
  let least: Money | undefined
  for (const other of elsewhere ? [elsewhere] : candidates.slice(1)) {
    const loss = lossAt(stakes, call, candidates, other)
    if (least === undefined || loss < least) least = loss
  }
  return least === undefined || least === 0n ? -1 : Math.min(longestStayMs, worthMs(least))
}
