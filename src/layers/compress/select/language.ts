/**
 * How far a text's language is from what the transformer has read, which is English. In other languages of Latin
 * script its word counts half (XQuAD German at 5 times: 94.2 % of spans, 93.1 with it alone, 93.0 without), in other
 * scripts nothing.
 * @module
 */

const english =
  /(?<![\p{L}])(?:the|of|and|is|was|were|are|what|which|who|when|where|how|does|did|do|to|by|for|with|from|has|have|that|it|on|at|be|been|in|a)(?![\p{L}])/giu
const others =
  /(?<![\p{L}])(?:der|die|das|und|ist|wurde|wird|nicht|ein|eine|einer|dem|den|von|mit|für|auf|wie|wer|wo|wann|welche[rsnm]?|im|zu|le|la|les|des|du|est|une|dans|que|qui|quel(?:le)?s?|el|los|las|del|y|en|es|una|por|qué|cuál|cuándo|il|lo|gli|di|che|della|è|os|um|uma|não|do que|het|een|van|wat|zijn|og|och|att|som|på|det|i|w|się|jest|nie)(?![\p{L}])/giu

export type Language = 'English' | 'other' | 'other script'

/** By function words of the question and the heads of the documents. */
export function languageOf(question: string, documents: readonly string[]): Language {
  const sample = `${question}\n${question}\n${documents
    .slice(0, 4)
    .map((text) => text.slice(0, 400))
    .join('\n')}`
  const latin = sample.match(/[A-Za-z]/g)?.length ?? 0
  if (latin < sample.length * 0.5) return 'other script'
  const own = sample.match(english)?.length ?? 0
  const other = sample.match(others)?.length ?? 0
  return own > other * 1.5 ? 'English' : 'other'
}
