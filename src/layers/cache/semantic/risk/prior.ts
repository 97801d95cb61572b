/**
 * What the calibration believes before the first label of a route: the shipped prior.
 * @module
 */
import { createScorer, type Evidence, type ScorerWeights } from './evidence.ts'
import { checkHeldOut, type HeldOut } from './held-out.ts'

/** The part of the belief that labels of the running traffic move. */
export const streamNames = ['bias', 'logit', 'similarity', 'margin', 'support', 'age'] as const

export type StreamWeights = Readonly<
  Record<(typeof streamNames)[number], readonly [number, number]>
>

/** As `weights/question-risk/model.json` holds it; made by `training/cache/risk.ts`. */
export interface RiskPrior {
  /** Pair scorers, the best first; one whose inputs are missing passes the turn to the next. */
  readonly scorers: readonly ScorerWeights[]
  /** Names of the lexical features that the scorers were fitted on. */
  readonly lexical: readonly string[]
  /** Mean and variance of each stream weight. */
  readonly stream: StreamWeights
  /** Variance of the deviations of a tenant (a share of the stream variances) and of an entry's own logit. */
  readonly tenant: number
  readonly entry: number
  /** Probability of the pair scorers from which a pair passes in benchmarks of single pairs. */
  readonly operating: number
  /** Logit of the scorers without the transformer below which it is not worth its time. */
  readonly worth: number
  /** Beta belief of the share of pairs that differ although all that can be read says otherwise. */
  readonly lapse: readonly [number, number]
}

/**
 * The prior in the fields of `weights/question-risk/model.json`.
 * @throws RangeError where something is missing or no number
 */
export function readRiskPrior(fields: Readonly<Record<string, unknown>>): RiskPrior {
  const prior = fields as unknown as RiskPrior
  const pairs = [...streamNames.map((name) => prior.stream?.[name]), prior.lapse]
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2 || !pair.every(Number.isFinite)) {
      throw new RangeError(`A risk prior with ${JSON.stringify(pair)} for a pair of numbers`)
    }
  }
  const { tenant, entry, operating } = prior
  if (![tenant, entry, operating].every((value) => value > 0)) {
    throw new RangeError('A risk prior without variances')
  }
  if (!Number.isFinite(prior.worth)) throw new RangeError('A risk prior without a worth')
  for (const { held } of prior.scorers) if (held) checkHeldOut(held)
  priorScorer(prior)
  return prior
}

export interface Judged {
  readonly logit: number
  /** What held-out pairs say of logits as high as this one. */
  readonly held?: HeldOut | undefined
}

/** Scores evidence with the first scorer that can; a pair that none can score is certainly no hit. */
export function priorJudge({ scorers, lexical }: RiskPrior): (evidence: Evidence) => Judged {
  const all = scorers.map((one) => ({ score: createScorer(one, lexical), held: one.held }))
  return (evidence) => {
    for (const { score, held } of all) {
      const logit = score(evidence)
      if (logit === undefined) continue
      return held && logit >= held.from ? { logit, held } : { logit }
    }
    return { logit: -8 }
  }
}

export function priorScorer(prior: RiskPrior): (evidence: Evidence) => number {
  const judge = priorJudge(prior)
  return (evidence) => judge(evidence).logit
}

/**
 * Whether the cross-encoder could still make a hit of it: 98 of 100 held-out pairs that it lets pass are above.
 * Called with evidence that has no verifier's logit yet.
 */
export function worthVerifying(prior: RiskPrior): (evidence: Evidence) => boolean {
  const score = priorScorer(prior)
  return (evidence) => score(evidence) >= prior.worth
}

/** Where no weights are: cosine alone, as careful as cosine alone has to be. */
export const plainPrior: RiskPrior = {
  scorers: [{ inputs: ['similarity'], mean: [0.9], scale: [0.05], weights: [1.2], intercept: 0.5 }],
  lexical: [],
  stream: {
    bias: [0, 1],
    logit: [1, 0.1],
    similarity: [0, 0.25],
    margin: [0.5, 0.5],
    support: [0.5, 0.25],
    age: [0, 0.01],
  },
  tenant: 0.25,
  entry: 0.5,
  lapse: [0.6, 20],
  operating: 0.9,
  worth: -4,
}
