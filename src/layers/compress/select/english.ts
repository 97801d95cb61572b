/**
 * Whether a text is English: the transformer has read nothing else, and the cheap scores judge other languages better
 * without it (XQuAD German, 3 times: 96.5 against 95.7 % of spans).
 * @module
 */

const english =
  /(?<![\p{L}])(?:the|of|and|is|was|were|are|what|which|who|when|where|how|does|did|do|to|by|for|with|from|has|have|that|it|on|at|be|been|in|a)(?![\p{L}])/giu
const others =
  /(?<![\p{L}])(?:der|die|das|und|ist|wurde|wird|nicht|ein|eine|einer|dem|den|von|mit|für|auf|wie|wer|wo|wann|welche[rsnm]?|im|zu|le|la|les|des|du|est|une|dans|que|qui|quel(?:le)?s?|el|los|las|del|y|en|es|una|por|qué|cuál|cuándo|il|lo|gli|di|che|della|è|os|um|uma|não|do que|het|een|van|wat|zijn|og|och|att|som|på|det|i|w|się|jest|nie)(?![\p{L}])/giu

/** By function words of the question and the heads of the documents. */
export function isEnglish(question: string, documents: readonly string[]): boolean {
  const sample = `${question}\n${question}\n${documents
    .slice(0, 4)
    .map((text) => text.slice(0, 400))
    .join('\n')}`
  const own = sample.match(english)?.length ?? 0
  const other = sample.match(others)?.length ?? 0
  const latin = sample.match(/[A-Za-z]/g)?.length ?? 0
  return latin > sample.length * 0.5 && own > other * 1.5
}
