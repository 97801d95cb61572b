/**
 * The methods that selection must beat, each given the same units and the same budget in o200k tokens: head, head and
 * tail, random sentences, BM25 sentences, and BM25 with neighbours and document (notes: compression.md §4.2).
 * @module
 */
import { splitSentences, type Unit } from '../../src/layers/compress/select/sentences.ts'
import { seeded, shuffled, type CaseDocument } from './sets/case.ts'
import { stopWords, wordsOf, type Pool } from './sets/pool.ts'

export interface Units {
  readonly documents: readonly CaseDocument[]
  readonly units: readonly {
    readonly document: number
    readonly unit: Unit
    readonly text: string
  }[]
  /** o200k tokens of each unit. */
  readonly tokens: readonly number[]
  /** Of each document's title line. */
  readonly titleTokens: readonly number[]
  readonly whole: number
}

export function unitsOf(
  documents: readonly CaseDocument[],
  count: (text: string) => number,
): Units {
  const units = documents.flatMap(({ text }, document) =>
    splitSentences(text)
      .filter(({ kind }) => kind !== 'space')
      .map((unit) => ({ document, unit, text: text.slice(unit.start, unit.end) })),
  )
  const titleTokens = documents.map(({ title }) => (title === '' ? 0 : count(`${title}\n`)))
  const tokens = units.map(({ text }) => count(text))
  const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0)
  return { documents, units, tokens, titleTokens, whole: sum(tokens) + sum(titleTokens) }
}

/** By falling score, passing over what no longer fits; a document's title is paid with its first unit. */
export function fill(
  { units, tokens, titleTokens }: Units,
  scores: readonly number[],
  budget: number,
): Set<number> {
  const kept = new Set<number>()
  const opened = new Set<number>()
  let used = 0
  const order = scores
    .map((_, at) => at)
    .sort((left, right) => scores[right]! - scores[left]! || left - right)
  for (const at of order) {
    const { document } = units[at]!
    const cost = tokens[at]! + (opened.has(document) ? 0 : titleTokens[document]!)
    if (used > 0 && used + cost > budget) continue
    kept.add(at)
    opened.add(document)
    used += cost
    if (used >= budget) break
  }
  return kept
}

export const head = (asked: Units): number[] => asked.units.map((_, at) => -at)

export const headAndTail = (asked: Units): number[] =>
  asked.units.map((_, at) => -Math.min(at, asked.units.length - 1 - at))

export function randomSentences(asked: Units, seed: number): number[] {
  const order = shuffled(
    asked.units.map((_, at) => at),
    seeded(seed),
  )
  const scores: number[] = []
  for (const [rank, at] of order.entries()) scores[at] = -rank
  return scores
}

/** `idf` as a method of the protocol knows it: from the whole pool, which a gateway never has. */
export function bm25(asked: Units, question: string, idf: Pool['idf'], around: boolean): number[] {
  const terms = [...new Set(wordsOf(question))].filter((word) => !stopWords.has(word))
  const sentences = scoreTexts(
    asked.units.map(({ text }) => text),
    terms,
    idf,
  )
  if (!around) return sentences
  const documents = scoreTexts(
    asked.documents.map(({ title, text }) => `${title} ${text}`),
    terms,
    idf,
  )
  const beside = (at: number, other: number): number =>
    asked.units[other]?.document === asked.units[at]!.document ? sentences[other]! : 0
  return sentences.map(
    (own, at) =>
      own +
      0.5 * beside(at, at - 1) +
      0.5 * beside(at, at + 1) +
      documents[asked.units[at]!.document]!,
  )
}

function scoreTexts(
  texts: readonly string[],
  terms: readonly string[],
  idf: Pool['idf'],
): number[] {
  const words = texts.map(wordsOf)
  const average = words.reduce((sum, list) => sum + list.length, 0) / Math.max(1, words.length)
  return words.map((list) => {
    let score = 0
    for (const term of terms) {
      let count = 0
      for (const word of list) if (word === term) count += 1
      if (count > 0) {
        score += (idf(term) * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * list.length) / average))
      }
    }
    return score
  })
}
