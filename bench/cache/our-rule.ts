/**
 * The cache's own rule in the stream: `createRisk` with stored answers joined by its labels.
 * @module
 */
import type { RiskPrior } from '../../src/layers/cache/semantic/risk/prior.ts'
import {
  createRisk,
  type Decision,
  type Risk,
  type RiskSettings,
} from '../../src/layers/cache/semantic/risk/risk.ts'
import { allowed, type Rule } from './stream.ts'
import type { World } from './world.ts'

/** Seconds between two calls of the stream. */
const pace = 10

export function ourRule(
  prior: RiskPrior,
  settings: RiskSettings,
  seen: (risk: Risk) => void = () => {},
): (world: World, random: () => number) => Rule {
  return (world, random) => {
    const risk = createRisk(prior, settings)
    seen(risk)
    const cluster = Array.from({ length: world.size }, (_, i) => String(i))
    const since = new Int32Array(world.size)
    let pending: { decision: Decision; slot: number } | undefined
    return {
      decide(slots, now) {
        const open = allowed(world, slots)
        const decision = risk.decide(
          open.map((slot) => {
            const kept = world.neighbours[slot]!
            const age = pace * (now - since[kept]!)
            return {
              id: String(kept),
              cluster: cluster[kept]!,
              evidence: world.evidence(slot, age),
            }
          }),
          random,
        )
        const slot = decision.index < 0 ? -1 : open[decision.index]!
        pending = { decision, slot }
        return { hit: decision.verdict === 'hit', slot }
      },
      upstream(question, same, now) {
        const { decision, slot } = pending!
        since[question] = now
        let joined = false
        if (same !== undefined) joined = risk.learn({ decision, same }).joined
        if (joined) cluster[question] = cluster[world.neighbours[slot]!]!
        else risk.added(cluster[question]!)
        return true
      },
    }
  }
}
