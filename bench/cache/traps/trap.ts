/**
 * A pair of questions and whether the answer of the first may serve the second.
 * @module
 */
export type TrapKind =
  | 'number'
  | 'unit'
  | 'date'
  | 'id'
  | 'code'
  | 'entity'
  | 'place'
  | 'currency'
  | 'negation'
  | 'antonym'
  | 'frame'
  | 'tense'
  | 'language'
  | 'principal'
  | 'tier'
  | 'freshness'
  | 'order'
  | 'quantifier'
  | 'style'
  | 'product'
  | 'attribute'
  | 'action'

export interface Trap {
  readonly kept: string
  readonly asked: string
  /** What was changed; 'paraphrase' where nothing was and the answer serves both. */
  readonly kind: TrapKind | 'paraphrase'
  readonly domain: string
  /** Which half of topics and words it is made of. */
  readonly half: 'a' | 'b'
  /** Both sides have the same wording but for what was changed. */
  readonly near: boolean
}
