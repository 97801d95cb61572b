/**
 * A small extractive reader: the sentence that shares most rare words with the question, then the phrase in it that
 * looks like what is asked for. It knows no language beyond that and is often wrong; what counts is whether it is
 * wrong as often on a compressed prompt as on the full one.
 * @module
 */
import { wordsIn } from './near-documents.ts'

const stop = new Set(
  'a an the of in on at to for and or is are was were be been by with from as that this it its who what when where which how many much did does do has have had will would can could'.split(
    ' ',
  ),
)

export function sentencesIn(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+(?=["“(\p{Lu}\p{N}])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

export interface Reading {
  readonly sentence: string
  readonly answer: string
}

/** Reads `context`, any text, for an answer; undefined where nothing in it touches the question. */
export function readAnswer(question: string, context: string): Reading | undefined {
  const asked = new Set(wordsIn(question).filter((word) => !stop.has(word)))
  const sentences = sentencesIn(context)
  const seen = new Map<string, number>()
  const bags = sentences.map((sentence) => {
    const bag = new Set(wordsIn(sentence))
    for (const word of bag) seen.set(word, (seen.get(word) ?? 0) + 1)
    return bag
  })
  const rarity = (word: string): number => Math.log(1 + sentences.length / (seen.get(word) ?? 1))
  const numeric = /\b(when|year|how many|how much|how old|how long|what date|what time)\b/i.test(
    question,
  )
  let best: Reading | undefined
  let bestScore = 0
  for (const [at, sentence] of sentences.entries()) {
    let score = 0
    for (const word of asked) if (bags[at]!.has(word)) score += rarity(word)
    // The sentence before often names whom this one is about.
    if (at > 0) for (const word of asked) if (bags[at - 1]!.has(word)) score += 0.3 * rarity(word)
    const answer = phraseIn(sentence, asked, numeric)
    if (answer === undefined) score *= 0.5
    if (score <= bestScore) continue
    bestScore = score
    best = { sentence, answer: answer ?? '' }
  }
  return best
}

/** A date or number where one is asked for; else the first name in the sentence that the question does not hold. */
function phraseIn(
  sentence: string,
  asked: ReadonlySet<string>,
  numeric: boolean,
): string | undefined {
  const pattern = numeric
    ? /(?:\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?\d[\d,.]*(?:\s(?:million|billion|percent|years?|days?|miles|km))?(?:,\s\d{4})?/g
    : /\p{Lu}[\p{L}.'’-]*(?:\s(?:(?:of|the|de|van|von|and)\s)?\p{Lu}[\p{L}.'’-]*)*/gu
  for (const match of sentence.matchAll(pattern)) {
    const phrase = match[0].replace(/[.,]+$/, '')
    const words = wordsIn(phrase)
    if (words.some((word) => asked.has(word))) continue
    if (!numeric && match.index === 0 && words.length === 1) continue
    if (words.every((word) => stop.has(word))) continue
    return phrase
  }
  return undefined
}
