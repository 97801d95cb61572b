/**
 * From near questions to evidence: what a veto forbids is out, the rest is compared word by word and, where that may
 * change the decision, by the cross-encoder.
 * @module
 */
import { createBoundedMap } from '../../../pricing/bounded-map.ts'
import type { Near } from './index/vectors.ts'
import type { Models } from './models.ts'
import { lexicalFeatures } from './question/features.ts'
import type { Question, Veto } from './question/question.ts'
import { readQuestion } from './question/read-question.ts'
import { vetoesBetween } from './question/vetoes.ts'
import type { Evidence } from './risk/evidence.ts'
import type { Kept } from './store/kept.ts'

export interface Weighed {
  readonly kept: Kept
  readonly similarity: number
  /** Not empty: it is no candidate, whatever else is known. */
  readonly vetoes: readonly Veto[]
  readonly evidence: Evidence
}

export interface Scales {
  /** Vetoes, and evidence without the cross-encoder. */
  weigh(asked: Question, near: readonly Near<Kept>[], now: number): Weighed[]
  /** Adds what the cross-encoder says to those that are worth its time, at most `most` of them, in their order. */
  verify(asked: Question, weighed: readonly Weighed[], most: number): Promise<Weighed[]>
  question(text: string): Question
}

/** Kept questions that are read already; 2 KB each. */
const rememberedQuestions = 500

/** More pairs than this in the queue: the decision falls without the cross-encoder, which means no hit. */
const longestQueue = 32

export function createScales(models: Models): Scales {
  const read = createBoundedMap<Question>(rememberedQuestions)

  function question(text: string): Question {
    const known = read.get(text)
    if (known) return known
    const made = readQuestion(text)
    read.set(text, made)
    return made
  }

  return {
    question,
    weigh(asked, near, now) {
      return near.map(({ item: kept, similarity }) => {
        const other = question(kept.text)
        const evidence: Evidence = {
          similarity,
          linear: models.linear?.(asked, other),
          lexical: lexicalFeatures(asked, other),
          age: Math.max(0, now - kept.madeAt) / 1000,
        }
        return { kept, similarity, vetoes: vetoesBetween(asked, other), evidence }
      })
    },
    async verify(asked, weighed, most) {
      const { verifier } = models
      if (!verifier || verifier.waiting > longestQueue) return [...weighed]
      const chosen = weighed.slice(0, most)
      const logits = await verifier.scorePairs(
        chosen.map(({ kept }) => [asked.text, kept.text] as const),
      )
      return weighed.map((one, at) =>
        at < most ? { ...one, evidence: { ...one.evidence, verifier: logits[at] } } : one,
      )
    },
  }
}
