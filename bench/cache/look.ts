/**
 * Looks into a cache, as its layer does them and with its parts, the encoder in a thread of its own.
 * @module
 */
import { openTransformerAside } from '../../src/learned/transformer-thread.ts'
import { openWeights } from '../../src/learned/weights.ts'
import { createSemanticIndex } from '../../src/layers/cache/semantic/index/semantic-index.ts'
import type { Models } from '../../src/layers/cache/semantic/models.ts'
import { neverAcross } from '../../src/layers/cache/semantic/question/never.ts'
import { readQuestion } from '../../src/layers/cache/semantic/question/read-question.ts'
import { priorScorer, worthVerifying } from '../../src/layers/cache/semantic/risk/prior.ts'
import { createRisk } from '../../src/layers/cache/semantic/risk/risk.ts'
import { createEncodings } from '../../src/layers/cache/semantic/store/encodings.ts'
import type { Kept } from '../../src/layers/cache/semantic/store/kept.ts'
import { createScales, type Weighed } from '../../src/layers/cache/semantic/weigh.ts'
import type { ModelSet } from './models.ts'

/** As in the cache: five by vector, two by rare words, nothing below this cosine. */
const near = 5
const beside = 2
const floor = 0.5

export type Index = ReturnType<typeof createSemanticIndex<Kept>>

/** What the encoder says of kept questions. */
export type Known = ReadonlyMap<Kept, Float32Array>

export interface Found {
  readonly compared: number
  readonly verified: readonly Kept[]
  readonly hit: boolean
}

export interface Looker {
  readonly encode: ((text: string) => Promise<Float32Array>) | undefined
  filled(texts: Iterable<string>): Index
  add(index: Index, text: string, id: number): void
  /** A cache that has read no question yet and knows the vectors given, for one look after the other. */
  cache(index: Index, known: Known): (text: string) => Promise<Found>
}

export async function openLooker(set: ModelSet): Promise<Looker> {
  const { embed, prior, linear } = set
  const weights = openWeights(set.encoder)
  const encoder = set.encode && weights && (await openTransformerAside(weights))
  const dimensions = embed('a').length
  const models: Models = {
    version: '',
    dimensions,
    embed,
    floor,
    verifier: undefined,
    encoder,
    linear,
    prior,
    load: () => Promise.resolve(),
    ready: true,
  }
  const score = priorScorer(prior)
  const worthIt = worthVerifying(prior)
  const pass = Math.log(prior.operating / (1 - prior.operating))
  const add = (index: Index, text: string, id: number): void => {
    // What else the cache holds of an answer is not of the index.
    const item = { text, partition: 'p', id, madeAt: 0, place: undefined }
    index.add('p', item as unknown as Kept, embed(text))
  }
  return {
    encode: encoder && (async (text) => (await encoder.embed([text]))[0]!),
    filled(texts) {
      const index = createSemanticIndex<Kept>(dimensions, floor)
      let id = 0
      for (const text of texts) add(index, text, id++)
      return index
    },
    add,
    cache(index, known) {
      const encodings = createEncodings<Kept>()
      for (const [kept, vector] of known) encodings.keep(kept, vector)
      const scales = createScales(models, encodings)
      const risk = createRisk(prior, { limit: 0.01 })
      const chance = ({ evidence }: Weighed): number => risk.probability(evidence)
      return async (text) => {
        const asked = readQuestion(text)
        if (neverAcross(asked)) return { compared: 0, verified: [], hit: false }
        const candidates = index.candidates('p', text, embed(text), near, beside)
        const open = scales.weigh(asked, candidates, 0).filter(({ vetoed }) => !vetoed)
        const worth = open.filter(({ evidence }) => worthIt(evidence))
        const read =
          encoder && worth.length > 0 ? await scales.verifyBest(asked, worth, chance) : worth
        const all = [...read, ...open.filter((one) => !worth.includes(one))]
        const { index: best } = risk.decide(
          all.map(({ kept: { id }, evidence }) => {
            return { id: String(id), cluster: String(id), evidence }
          }),
          () => 1,
        )
        const chosen = read[best]
        return {
          compared: candidates.length,
          verified: encoder ? read.map(({ kept }) => kept) : [],
          hit: chosen !== undefined && score(chosen.evidence) >= pass,
        }
      }
    },
  }
}
