/**
 * From near questions to evidence: what a veto forbids is out, the rest is compared word by word and, where that may
 * change the decision, by the cross-encoder.
 * @module
 */
import { createBoundedMap } from '../../../pricing/bounded-map.ts'
import type { Near } from './index/vectors.ts'
import type { Transformer } from '../../../learned/transformer.ts'
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
  /** Adds what the transformers say, in the same order; nothing where they are not there or have too much to do. */
  verify(asked: Question, weighed: readonly Weighed[]): Promise<Weighed[]>
  question(text: string): Question
}

/** Kept questions that are read already; 2 KB each. */
const rememberedQuestions = 500

/** Vectors of the sentence encoder that are known already: 1.5 KB each, and 1 to 2 ms to make. */
const rememberedVectors = 1000

/** More texts and pairs than this in the queue: the decision falls without the cross-encoder, which means no hit. */
const longestQueue = 32

export function createScales(models: Models): Scales {
  const read = createBoundedMap<Question>(rememberedQuestions)
  const vectors = createBoundedMap<Float32Array>(rememberedVectors)

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
    async verify(asked, weighed) {
      const { verifier, encoder } = models
      const waiting = (verifier?.waiting ?? 0) + (encoder?.waiting ?? 0)
      if ((!verifier && !encoder) || waiting > longestQueue) return []
      const [logits, cosines] = await Promise.all([
        verifier?.scorePairs(weighed.map(({ kept }) => [asked.text, kept.text] as const)),
        encoder && cosinesOf(encoder, asked.text, weighed),
      ])
      return weighed.map((one, at) => ({
        ...one,
        evidence: { ...one.evidence, verifier: logits?.[at], encoder: cosines?.[at] },
      }))
    },
  }

  async function cosinesOf(
    encoder: Transformer,
    text: string,
    weighed: readonly Weighed[],
  ): Promise<number[]> {
    const [asked, ...kept] = await Promise.all(
      [text, ...weighed.map(({ kept: { text: other } }) => other)].map((one) =>
        encoded(encoder, one),
      ),
    )
    return kept.map((vector) => vector.reduce((sum, value, at) => sum + value * asked![at]!, 0))
  }

  async function encoded(encoder: Transformer, text: string): Promise<Float32Array> {
    const known = vectors.get(text)
    if (known) return known
    const [made] = await encoder.embed([text])
    vectors.set(text, made!)
    return made!
  }
}
