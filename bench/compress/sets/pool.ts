/**
 * A pool of passages and the hard distractors of a question: BM25 over the whole pool, nearest first, the gold
 * passage and every passage that holds an answer left out (notes/compression.md §6, protocol of the baselines).
 * @module
 */
import { holdsAnswer, normalised, type CaseDocument } from './case.ts'

const k1 = 1.2
const b = 0.75

/** Function words of English and German; "not", "no", "nicht" and "kein" are none. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a an the of in on at to for from by with and or is are was were be been being do does did has have had it its ' +
    'this that these those as what which who whom whose when where why how s t i you he she we they his her their ' +
    'there than then so if into about can could will would should may might must ' +
    'der die das den dem des ein eine einer eines einem einen und oder ist sind war waren wird wurde wurden sein in im ' +
    'am an auf aus bei mit nach von vom vor zu zum zur für über als wie was wer wen wem wo wann warum welche welcher ' +
    'welches welchen welchem hat haben hatte hatten es er sie wir ihr ihre sich dass auch durch'
  ).split(' '),
)

export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

export class Pool {
  readonly passages: readonly CaseDocument[]
  readonly #counts: Map<string, number>[]
  readonly #lengths: number[]
  readonly #average: number
  readonly #postings = new Map<string, number[]>()
  readonly #normal: string[]

  constructor(passages: readonly CaseDocument[]) {
    this.passages = passages
    this.#normal = passages.map(({ text }) => normalised(text))
    const words = passages.map(({ title, text }) => wordsOf(`${title} ${text}`))
    this.#lengths = words.map((list) => list.length)
    this.#average = this.#lengths.reduce((sum, length) => sum + length, 0) / passages.length
    this.#counts = words.map((list, at) => {
      const counts = new Map<string, number>()
      for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1)
      for (const word of counts.keys()) {
        const posting = this.#postings.get(word)
        if (posting) posting.push(at)
        else this.#postings.set(word, [at])
      }
      return counts
    })
  }

  /** ln(1 + (N − df + ½) / (df + ½)), after Robertson and Spärck Jones. */
  idf(word: string): number {
    const frequency = this.#postings.get(word)?.length ?? 0
    return Math.log(1 + (this.passages.length - frequency + 0.5) / (frequency + 0.5))
  }

  /** Indices of the nearest passages that are neither `gold` nor hold an answer. */
  distractors(
    question: string,
    gold: ReadonlySet<number>,
    answers: readonly string[],
    most: number,
    among?: (at: number) => boolean,
  ): number[] {
    const scores = new Map<number, number>()
    for (const word of new Set(wordsOf(question))) {
      if (stopWords.has(word)) continue
      const idf = this.idf(word)
      for (const at of this.#postings.get(word) ?? []) {
        const count = this.#counts[at]!.get(word)!
        const length = this.#lengths[at]! / this.#average
        const part = (idf * count * (k1 + 1)) / (count + k1 * (1 - b + b * length))
        scores.set(at, (scores.get(at) ?? 0) + part)
      }
    }
    const ranked = [...scores].sort((left, right) => right[1] - left[1] || left[0] - right[0])
    const found: number[] = []
    for (const [at] of ranked) {
      if (found.length === most) break
      if (gold.has(at) || (among && !among(at))) continue
      if (answers.length > 0 && holdsAnswer(this.#normal[at]!, answers)) continue
      found.push(at)
    }
    return found
  }
}
