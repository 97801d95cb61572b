/**
 * What would happen to a question, for whoever runs the gateway: candidates, what forbids them, how sure the rest is.
 * @module
 */
import type { Models } from './models.ts'
import type { Semantic } from './open-semantic.ts'
import { neverAcross } from './question/never.ts'
import { readQuestion } from './question/read-question.ts'
import type { Flush } from './store/kept.ts'
import { createScales } from './weigh.ts'

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
  /** That its answer serves; undefined where a veto forbids it anyway. */
  readonly probability?: number
}

export interface Preview {
  /** Why the question is never answered across wordings, whatever lies near; undefined where it may be. */
  readonly never?: string
  readonly candidates: readonly PreviewedCandidate[]
  /** What the probability rests on. */
  readonly judgedBy: 'transformers' | 'words'
}

/** Longest question that is looked at; a longer one has `never` anyway. */
const mostCharacters = 4000

export const judgedBy = (models: Models): Preview['judgedBy'] =>
  models.verifier || models.encoder ? 'transformers' : 'words'

/** @param route - whose experience counts */
export async function previewQuestion(
  { store, beliefs, models }: Semantic,
  { text, route, limit }: { readonly text: string; readonly route: string; readonly limit: number },
  what: Flush,
  now: number,
): Promise<Preview> {
  const asked = readQuestion(text.slice(0, mostCharacters))
  const scales = createScales(models, store.encodings)
  const weighed = scales.weigh(asked, await store.search(asked.text, what, now), now)
  const open = weighed.filter(({ vetoed }) => !vetoed)
  const verified = models.verifier || models.encoder ? await scales.verify(asked, open) : open
  const evidence = new Map(verified.map((one) => [one.kept, one.evidence]))
  const risk = beliefs.of(route, limit)
  const contexts = [...new Set(weighed.map(({ kept }) => kept.partition))]
  const never = neverAcross(asked)
  return {
    ...(never === undefined ? {} : { never }),
    judgedBy: judgedBy(models),
    candidates: weighed.map(({ kept, similarity, vetoed, evidence: alone }) => ({
      question: kept.text,
      tenant: kept.tenant,
      model: kept.asked,
      context: contexts.indexOf(kept.partition) + 1,
      ageSeconds: Math.round((now - kept.madeAt) / 1000),
      similarity,
      vetoes: vetoed ? scales.vetoes(asked, kept) : [],
      ...(vetoed
        ? {}
        : { probability: risk.probability(evidence.get(kept) ?? alone, kept.tenant) }),
    })),
  }
}
