/**
 * From near questions to evidence: what a veto forbids is out, the rest is compared word by word and, where that may
 * change the decision, by the transformers.
 * @module
 */
import { packedCosine } from '../../../learned/packed-vector.ts'
import type { Transformer } from '../../../learned/transformer.ts'
import { createBoundedMap } from '../../../maps/bounded-map.ts'
import type { Near } from './index/vectors.ts'
import type { Models } from './models.ts'
import { lexicalFeatures } from './question/features.ts'
import type { Question, Veto } from './question/question.ts'
import { readQuestion } from './question/read-question.ts'
import { isVetoed, vetoesBetween } from './question/vetoes.ts'
import type { Evidence } from './risk/evidence.ts'
import type { Encodings } from './store/encodings.ts'
import type { Kept } from './store/kept.ts'

export interface Weighed {
  readonly kept: Kept
  readonly similarity: number
  /** It is no candidate, whatever else is known. */
  readonly vetoed: boolean
  readonly evidence: Evidence
}

export interface Scales {
  /** Vetoes, and evidence without the transformers; of what is vetoed, its likeness only. */
  weigh(asked: Question, near: readonly Near<Kept>[], now: number): Weighed[]
  /** What vetoes it: all of it, which takes twice as long as to know that something does. */
  vetoes(asked: Question, kept: Kept): readonly Veto[]
  /** Adds what the transformers say, in the same order; nothing where they are not there or have too much to do. */
  verify(asked: Question, weighed: readonly Weighed[]): Promise<Weighed[]>
  /**
   * The same for the most promising alone, one after the other; where the one settles it, either way, no other is read.
   * @param chance - that the answer serves
   */
  verifyBest(
    asked: Question,
    weighed: readonly Weighed[],
    chance: (one: Weighed) => number,
  ): Promise<Weighed[]>
}

/** Kept questions that are read already; 2 KB each. */
const rememberedQuestions = 500

/** More texts and pairs than this in the queue: the decision falls without the transformers, which means no hit. */
const longestQueue = 32

/** Pairs that the transformers read for a call, the most alike first: 1 to 2 ms each. */
const mostVerified = 2

/** Chances of the most promising candidate at which no other is looked at. */
const settled = 0.9
const hopeless = 0.2

const none = new Float64Array(0)

export function createScales(models: Models, encodings: Encodings<Kept>): Scales {
  const read = createBoundedMap<Question>(rememberedQuestions)

  function question(text: string): Question {
    const known = read.get(text)
    if (known) return known
    const made = readQuestion(text)
    read.set(text, made)
    return made
  }

  async function verify(asked: Question, weighed: readonly Weighed[]): Promise<Weighed[]> {
    const { verifier, encoder } = models
    const waiting = (verifier?.waiting ?? 0) + (encoder?.waiting ?? 0)
    if ((!verifier && !encoder) || waiting > longestQueue) return []
    const [logits, cosines] = await Promise.all([
      verifier?.scorePairs(weighed.map(({ kept }) => [asked.text, kept.text] as const)),
      encoder && Promise.all(weighed.map(({ kept }) => cosineOf(encoder, asked.text, kept))),
    ])
    return weighed.map((one, at) => ({
      ...one,
      evidence: { ...one.evidence, verifier: logits?.[at], encoder: cosines?.[at] },
    }))
  }

  async function cosineOf(encoder: Transformer, text: string, kept: Kept): Promise<number> {
    const [asked, made] = await Promise.all([
      askedVector(encoder, kept.partition, text),
      encodings.of(kept) ? undefined : encoder.embed([kept.text]),
    ])
    // Not before the wait: what was known then may be forgotten, and its place another's.
    const known = made ? undefined : encodings.of(kept)
    const [vector] = known ? [] : (made ?? (await encoder.embed([kept.text])))
    return packedCosine(asked, known ?? encodings.keep(kept, vector!))
  }

  async function askedVector(
    encoder: Transformer,
    partition: string,
    text: string,
  ): Promise<Float32Array> {
    const known = encodings.asked(partition, text)
    if (known) return known
    const [made] = await encoder.embed([text])
    encodings.keepAsked(partition, text, made!)
    return made!
  }

  return {
    weigh(asked, near, now) {
      return near.map(({ item: kept, similarity }) => {
        const other = question(kept.text)
        const vetoed = isVetoed(asked, other)
        const age = Math.max(0, now - kept.madeAt) / 1000
        const evidence: Evidence = vetoed
          ? { similarity, vetoed, lexical: none, age }
          : {
              similarity,
              linear: models.linear?.(asked, other),
              lexical: lexicalFeatures(asked, other),
              age,
            }
        return { kept, similarity, vetoed, evidence }
      })
    },
    vetoes: (asked, kept) => vetoesBetween(asked, question(kept.text)),
    verify,
    async verifyBest(asked, weighed, chance) {
      const inOrder = weighed
        .map((one) => ({ one, light: chance(one) }))
        .sort((a, b) => b.light - a.light)
        .slice(0, mostVerified)
      const verified: Weighed[] = []
      for (const { one } of inOrder) {
        const [known] = await verify(asked, [one])
        if (!known) return []
        verified.push(known)
        const found = chance(known)
        if (found >= settled || found <= hopeless) break
      }
      return verified
    },
  }
}
