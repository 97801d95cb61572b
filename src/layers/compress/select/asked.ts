/**
 * A question as the scores see it.
 * @module
 */
import type { StaticEmbedding } from '../../../learned/static-embedding.ts'
import { gramsOf, stemsOf } from './prepared.ts'

export interface Asked {
  readonly text: string
  readonly stems: Int32Array
  readonly grams: Int32Array
  readonly vector: Float32Array | undefined
  readonly asksDigit: boolean
  readonly asksName: boolean
}

const digitQuestion =
  /\b(?:when|how (?:many|much|old|long|far|tall|often|big|large|high)|what (?:year|date|day|percent|number|time)|which year|date|wann|wie ?viele?|wie (?:lange|alt|oft|hoch|groß|weit)|jahr|quand|combien|cuándo|cuánt[oa]s?|quando|quant[oi]|сколько|когда)\b/iu
const nameQuestion =
  /\b(?:who|whom|whose|where|which|what (?:is|was) the name|wer|wen|wem|wessen|wo|woher|wohin|welche[rsnm]?|qui|où|quel(?:le)?s?|quién(?:es)?|dónde|cuál(?:es)?|chi|dove|кто|где)\b/iu

export function ask(text: string, table: StaticEmbedding | undefined): Asked {
  return {
    text,
    stems: stemsOf(text),
    grams: gramsOf(text),
    vector: table?.embed(text),
    asksDigit: digitQuestion.test(text),
    asksName: nameQuestion.test(text),
  }
}
