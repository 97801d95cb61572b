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

/** How many letters a text has, and function words of English and of others. */
export interface LanguageSigns {
  readonly length: number
  readonly latin: number
  readonly english: number
  readonly others: number
}

export function languageSigns(text: string): LanguageSigns {
  return {
    length: text.length,
    latin: text.match(/[A-Za-z]/g)?.length ?? 0,
    english: text.match(english)?.length ?? 0,
    others: text.match(others)?.length ?? 0,
  }
}

/** By the question, which counts twice, and the heads of four documents. */
export function languageOf(question: string, documents: readonly LanguageSigns[]): Language {
  const asked = languageSigns(question)
  const all = [asked, asked, ...documents.slice(0, 4)]
  const sum = (name: keyof LanguageSigns): number =>
    all.reduce((total, one) => total + one[name], 0)
  if (sum('latin') < (sum('length') + all.length - 1) * 0.5) return 'other script'
  return sum('english') > sum('others') * 1.5 ? 'English' : 'other'
}
