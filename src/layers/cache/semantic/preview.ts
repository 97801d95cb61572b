/**
 * What would happen to a question, for whoever runs the gateway: candidates, what forbids them, how sure the rest is,
 * and on which routes it would be served.
 * @module
 */
import type { Mode } from '../../../call.ts'
import type { Models } from './models.ts'
import type { Semantic } from './open-semantic.ts'
import { neverAcross } from './question/never.ts'
import { readQuestion } from './question/read-question.ts'
import type { Evidence } from './risk/evidence.ts'
import { sameWords } from './same-words.ts'
import type { Flush, Kept } from './store/kept.ts'
import { createScales, type Weighed } from './weigh.ts'

/** What a route lets happen now. */
export interface Standing {
  readonly route: string
  readonly mode: Mode
  readonly serve: 'certified' | 'at-once'
  /** Wrong answers, as a share of the route's calls, at most. */
  readonly limit: number
  /** Probability from which a candidate is served; absent where nothing is. */
  readonly threshold?: number
  /** Why nothing is served, whatever is near; absent where something may be. */
  readonly stopped?: string
}

/** A candidate on a route, as if the call came now, in the candidate's context. */
export interface Outlook {
  readonly route: string
  readonly served: boolean
  /** With what the route has learned; absent where a veto forbids it anyway. */
  readonly probability?: number
  /** What it is served on, or what stands against it. */
  readonly why: string
}

export interface PreviewedCandidate {
  readonly question: string
  readonly tenant: string
  /** As asked for. */
  readonly model: string
  /** Which of the candidates stand in one context (tenant, target, system, history, parameters): equal numbers. */
  readonly context: number
  readonly ageSeconds: number
  /** Cosine of the static vectors, −1 to 1. */
  readonly similarity: number
  readonly vetoes: readonly { readonly kind: string; readonly words: string }[]
  /** That its answer serves, on the first route; undefined where a veto forbids it anyway. */
  readonly probability?: number
  /** In the order of `routes`. */
  readonly on: readonly Outlook[]
}

export interface Preview {
  /** Why the question is never answered across wordings, whatever lies near; undefined where it may be. */
  readonly never?: string
  readonly routes: readonly Standing[]
  readonly candidates: readonly PreviewedCandidate[]
  /** What the probability rests on. */
  readonly judgedBy: 'transformers' | 'words'
  /** Models that are not there, a sentence each, with what that costs. */
  readonly missing: readonly string[]
}

export interface Asked {
  readonly text: string
  /** At least one. */
  readonly routes: readonly Standing[]
  readonly missing: readonly string[]
}

/** Longest question that is looked at; a longer one has `never` anyway. */
const mostCharacters = 4000

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

export const judgedBy = (models: Models): Preview['judgedBy'] =>
  models.verifier || models.encoder ? 'transformers' : 'words'

export async function previewQuestion(
  { store, beliefs, models }: Semantic,
  { text, routes, missing }: Asked,
  what: Flush,
  now: number,
): Promise<Preview> {
  // Whoever asks waits for them once; what half of the models say is no decision.
  await models.load()
  const asked = readQuestion(text.slice(0, mostCharacters))
  const scales = createScales(models, store.encodings)
  const weighed = scales.weigh(asked, await store.search(asked.text, what, now), now)
  const open = weighed.filter(({ vetoed }) => !vetoed)
  const verified = models.verifier || models.encoder ? await scales.verify(asked, open) : open
  const evidence = new Map(verified.map((one) => [one.kept, one.evidence]))
  const contexts = [...new Set(weighed.map(({ kept }) => kept.partition))]
  const never = neverAcross(asked)

  /** Without looking at the others of its context. */
  function alone(one: Weighed, standing: Standing): Outlook {
    const { route, threshold, stopped } = standing
    const stop = (why: string): Outlook => ({ route, served: false, why })
    if (one.vetoed) return stop(`it differs in ${vetoWords(scales.vetoes(asked, one.kept))}`)
    const risk = beliefs.of(route, standing.limit)
    const known: Evidence = evidence.get(one.kept) ?? one.evidence
    const { probability, affordable } = risk.outlook(known, one.kept.tenant)
    const say = (served: boolean, why: string): Outlook => ({ route, served, probability, why })
    if (never !== undefined) return say(false, `never answered across wordings: ${never}`)
    if (stopped !== undefined || threshold === undefined) return say(false, stopped ?? '')
    if (approved(one.kept)) return say(true, 'these words were approved for it')
    if (sameWords(one.kept.text, text)) return say(true, 'the same words')
    // A probability and a bound of the dial are sums of other figures: a last bit decides nothing.
    if (probability < threshold - 1e-9)
      return say(
        false,
        `${percent(probability)} is below the ${percent(threshold)} that are wanted`,
      )
    const { calls, spent } = risk.account
    if (!affordable)
      return say(
        false,
        `the account bears no more yet: ${percent(standing.limit)} of ${calls} calls may be wrong, and beside the ${Number(spent.toPrecision(2))} expected so far this one could be too many`,
      )
    return say(true, `${percent(probability)}, ${percent(threshold)} are wanted`)
  }

  const approved = (kept: Kept): boolean => store.alias(kept.partition, text) === kept

  /** Of a context one answer is served: for words that are the same, else the likeliest. */
  function onRoute(standing: Standing): Outlook[] {
    const all = weighed.map((one) => ({ one, its: alone(one, standing) }))
    const weight = ({ one, its }: (typeof all)[number]): number =>
      (its.probability ?? 0) + (approved(one.kept) ? 2 : sameWords(one.kept.text, text) ? 1 : 0)
    return all.map((entry) => {
      const { one, its } = entry
      const before = all.some(
        (other) =>
          other !== entry &&
          other.its.served &&
          other.one.kept.partition === one.kept.partition &&
          (weight(other) > weight(entry) ||
            (weight(other) === weight(entry) && all.indexOf(other) < all.indexOf(entry))),
      )
      return its.served && before
        ? { ...its, served: false, why: 'another of its context comes first' }
        : its
    })
  }

  const outlooks = routes.map(onRoute)
  return {
    ...(never === undefined ? {} : { never }),
    routes,
    judgedBy: judgedBy(models),
    missing,
    candidates: weighed.map(({ kept, similarity, vetoed }, at) => {
      const on = outlooks.map((route) => route[at]!)
      const probability = on[0]?.probability
      return {
        question: kept.text,
        tenant: kept.tenant,
        model: kept.asked,
        context: contexts.indexOf(kept.partition) + 1,
        ageSeconds: Math.round((now - kept.madeAt) / 1000),
        similarity,
        vetoes: vetoed ? scales.vetoes(asked, kept) : [],
        ...(probability === undefined ? {} : { probability }),
        on,
      }
    }),
  }
}

const vetoWords = (vetoes: PreviewedCandidate['vetoes']): string =>
  vetoes.map(({ kind, words }) => `${kind} (${words})`).join(', ')
