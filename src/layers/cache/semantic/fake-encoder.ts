/** An encoder of questions whose queue and failures the test plays. */
import type { Transformer } from '../../../learned/transformer.ts'
import { embedWords } from './fake-semantic.ts'

export interface FakeEncoder extends Transformer {
  /** Texts in the order in which they came. */
  readonly encoded: string[]
  waiting: number
  broken: boolean
}

/** Goes by the words of a text, and answers in a later turn as the real one does. */
export function fakeEncoder(): FakeEncoder {
  const encoder: FakeEncoder = {
    version: 'fake',
    encoded: [],
    waiting: 0,
    broken: false,
    scorePairs: () => Promise.reject(new Error('no cross-encoder')),
    async embed(texts) {
      if (encoder.broken) throw new Error('broken')
      encoder.encoded.push(...texts)
      await new Promise((resolve) => setImmediate(resolve))
      return texts.map(embedWords)
    },
    close: () => Promise.resolve(),
  }
  return encoder
}
