/**
 * What the running traffic adds to a pair's logit: where the candidate stands among the others.
 * @module
 */
import type { Candidate } from './risk.ts'

/** Beyond this a lead in cosine says no more. */
const widestLead = 0.3

/** In the order of `streamNames`. Margin and support look at answers, not entries: two that agree are no rivals. */
export function streamVector(
  candidates: readonly Candidate[],
  index: number,
  logit: number,
): readonly number[] {
  const { cluster, evidence } = candidates[index]!
  let rival = evidence.similarity - widestLead
  let support = 0
  for (let i = 0; i < candidates.length; i++) {
    const other = candidates[i]!
    if (i === index) continue
    if (other.cluster === cluster) support++
    else if (other.evidence.similarity > rival) rival = other.evidence.similarity
  }
  const lead = Math.max(evidence.similarity - rival, -widestLead)
  const days = evidence.age / 86_400
  return [1, logit, 4 * (evidence.similarity - 0.8), 5 * lead, support / 2, Math.log1p(days) / 4]
}
