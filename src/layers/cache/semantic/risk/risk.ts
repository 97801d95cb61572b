/**
 * Whether a kept answer may be served for another wording of its question, under a limit on wrong answers per call.
 *
 * The limit δ is on wrong hits / all calls. See `belief.ts` for the probability, `budget.ts` for the threshold,
 * `drift.ts` for what happens when the belief no longer fits, `caution.ts` for when δ may be used up, `held-out.ts` for
 * what counts before the first label.
 * @module
 */
import type { Random } from '../../../layer.ts'
import { Belief, type BeliefState } from './belief.ts'
import { Budget, type BudgetState } from './budget.ts'
import { Caution, type CautionState } from './caution.ts'
import { Drift, type DriftState } from './drift.ts'
import type { Evidence } from './evidence.ts'
import { carefulShare, type HeldOut } from './held-out.ts'
import { priorJudge, type RiskPrior } from './prior.ts'
import { streamVector } from './stream-vector.ts'

export interface RiskSettings {
  /** δ: wrong hits / calls. */
  readonly limit: number
  /** Share of the calls that would be hits which go upstream all the same, for a label. */
  readonly shadow?: number
  /** Chance that a label is wrong, either way: what the judge was measured at. */
  readonly noise?: number
}

/** A question kept that may serve. Vetoed ones are left out by the caller. */
export interface Candidate {
  readonly id: string
  /** Entries known to have the same answer share one; an entry of its own has its id here. */
  readonly cluster: string
  readonly evidence: Evidence
}

export type Verdict = 'hit' | 'explore' | 'grey' | 'miss'

/** Keep it until the label comes. Numbers and strings only. */
export interface Decision {
  readonly verdict: Verdict
  /** Place of the best candidate in the list; −1 without candidates. */
  readonly index: number
  /** That its answer serves. */
  readonly probability: number
  /** Chance with which this verdict was drawn: of exploring, where it could have been a hit; else 1. */
  readonly propensity: number
  /** The most careful share of δ that would have served it (`caution.ts`). */
  readonly reach: number
  readonly tenant: string
  readonly cluster: string
  readonly vector: readonly number[]
}

export interface RiskLabel {
  readonly decision: Decision
  /** Whether the fresh answer and the kept one are the same. */
  readonly same: boolean
  /** Chance that this label is wrong; default: the setting. 0 for answers equal byte by byte. */
  readonly noise?: number
}

export interface RiskState {
  readonly version: 1
  readonly belief: BeliefState
  readonly budget: BudgetState
  readonly drift: DriftState
  readonly caution: CautionState
  /** Absent in states of before. */
  readonly labels?: number
}

export interface Risk {
  /** That the answer serves, for one pair by itself. */
  probability(evidence: Evidence, tenant?: string): number
  /** The same, and whether the account would bear it now. Counts nothing. */
  outlook(
    evidence: Evidence,
    tenant?: string,
  ): { readonly probability: number; readonly affordable: boolean }
  /** Decides a call. Every call of the route must pass here, also one without candidates: the limit is per call. */
  decide(candidates: readonly Candidate[], random: Random, tenant?: string): Decision
  /** Returns what follows: whether the two questions are now held to have one answer, and whether a drift was seen. */
  learn(label: RiskLabel): { readonly joined: boolean; readonly drifted: boolean }
  /** An entry was stored; answers stored after a drift are not doubted. */
  added(cluster: string): void
  state(): RiskState
  restore(state: RiskState): void
  /** For reports: calls, expected wrong hits among those served, threshold in force. */
  readonly account: { readonly calls: number; readonly spent: number; readonly threshold: number }
}

/** The candidate that a decision is about. */
interface Best extends Pick<Decision, 'index' | 'probability' | 'vector'> {
  readonly held: HeldOut | undefined
}

const alpha = 0.05
/** A label joins two answers for good only where their being different is less likely than this. */
const joinable = 0.02
const falseAlarms = 1000

/** @throws RangeError where the limit is not in (0, 1) or the prior does not fit together */
export function createRisk(prior: RiskPrior, settings: RiskSettings): Risk {
  const { limit, shadow = 0.05, noise: usual = 0.05 } = settings
  const judge = priorJudge(prior)
  const belief = new Belief(prior)
  /** Never learns. */
  const shipped = new Belief(prior)
  const budget = new Budget(limit)
  const drift = new Drift(falseAlarms)
  const caution = new Caution(limit, alpha, shadow)

  /** Of this traffic. */
  let labels = 0

  /**
   * Held-out pairs are believed until labels of this traffic are as many, or make the answer less likely than it was
   * without any. Believed beyond that they brought more hits, and after a drift of BANKING77 δ = .01 was passed on the
   * way in 9.5 % of the shuffles.
   */
  const believed = (held: HeldOut | undefined, chance: number, x: readonly number[]) =>
    held && labels < held.pairs && chance >= shipped.probability('', '', x) ? held : undefined

  const best = (candidates: readonly Candidate[], tenant: string): Best => {
    let index = -1
    let chance = 0
    let vector: readonly number[] = []
    let known: HeldOut | undefined
    for (let i = 0; i < candidates.length; i++) {
      const candidate = candidates[i]!
      const { logit, held } = judge(candidate.evidence)
      const x = streamVector(candidates, i, logit)
      const its = belief.probability(tenant, candidate.cluster, x)
      if (index < 0 || its > chance) {
        index = i
        chance = its
        vector = x
        known = held
      }
    }
    const held = believed(known, chance, vector)
    return { index, probability: held ? Math.max(chance, 1 - held.most) : chance, vector, held }
  }

  /** At the careful end of what is known. */
  function wrongOf({ index, vector, held }: Best, tenant: string, cluster: string): number {
    if (index < 0) return 1
    const doubted = 1 - belief.careful(tenant, cluster, vector)
    return held ? Math.min(doubted, carefulShare(held)) : doubted
  }

  const bears = (wrong: number): boolean =>
    wrong <= budget.threshold(caution.share) && budget.bears(wrong)

  return {
    probability(evidence, tenant = '') {
      const alone = [{ id: '', cluster: '', evidence }]
      return best(alone, tenant).probability
    },
    outlook(evidence, tenant = '') {
      const alone = best([{ id: '', cluster: '', evidence }], tenant)
      return { probability: alone.probability, affordable: bears(wrongOf(alone, tenant, '')) }
    },
    decide(candidates, random, tenant = '') {
      const found = best(candidates, tenant)
      const { index, probability, vector } = found
      const cluster = index < 0 ? '' : candidates[index]!.cluster
      const wrong = wrongOf(found, tenant, cluster)
      budget.call(wrong)
      const reach = caution.call(wrong, (share) => budget.threshold(share))
      const decision = (verdict: Verdict, propensity: number): Decision => ({
        verdict,
        index,
        probability,
        propensity,
        reach,
        tenant,
        cluster,
        vector,
      })
      if (!bears(wrong)) {
        return decision(probability >= 0.5 ? 'grey' : 'miss', 1)
      }
      const { rate } = caution
      if (random() < rate) return decision('explore', rate)
      budget.spend(wrong)
      return decision('hit', 1 - rate)
    },
    learn({ decision, same, noise = usual }) {
      const { index, tenant, cluster, vector, probability, propensity, reach, verdict } = decision
      if (index < 0) return { joined: false, drifted: false }
      labels++
      const now = belief.probability(tenant, cluster, vector)
      const drifted = drift.observe(now, same, noise)
      belief.learn(tenant, cluster, vector, same, noise)
      if (drifted) belief.drifted()
      if (drifted) caution.drifted()
      else if (verdict !== 'hit') caution.observe(reach, same, propensity, noise)
      const different = same
        ? (noise * (1 - probability)) / (noise * (1 - probability) + (1 - noise) * probability)
        : 1
      return { joined: different <= joinable, drifted }
    },
    added(cluster) {
      belief.added(cluster)
    },
    state: () => ({
      version: 1,
      belief: belief.state(),
      budget: budget.state(),
      drift: drift.state(),
      caution: caution.state(),
      labels,
    }),
    restore(state) {
      belief.restore(state.belief)
      budget.restore(state.budget)
      drift.restore(state.drift)
      caution.restore(state.caution)
      labels = state.labels ?? 0
    },
    get account() {
      return {
        calls: budget.calls,
        spent: budget.spent,
        threshold: budget.threshold(caution.share),
      }
    },
  }
}
