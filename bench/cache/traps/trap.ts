/**
 * A pair of questions and whether the answer of the first may serve the second.
 * @module
 */
import type { VetoKind } from '../../../src/layers/cache/semantic/question/question.ts'

/** What the generator changes; a text that is no question, and words of no kind, are no traps. */
export type TrapKind = Exclude<VetoKind, 'unfit' | 'substitution'>

export interface Trap {
  readonly kept: string
  readonly asked: string
  /** What was changed; 'paraphrase' where nothing was and the answer serves both. */
  readonly kind: TrapKind | 'paraphrase'
  readonly domain: string
  /** Which part of topics and words it is made of. */
  readonly half: 'a' | 'b' | 'c' | 'd'
  /** Both sides have the same wording but for what was changed. */
  readonly near: boolean
}
