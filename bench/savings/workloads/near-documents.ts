/**
 * Hard distractors: the documents nearest to a question by BM25 that do not hold its answer.
 * @module
 */

export interface Document {
  readonly title: string
  readonly text: string
}

const k1 = 1.2
const b = 0.75

export function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Lower case, no punctuation, no articles: how answers are compared (SQuAD's rule). */
export function plain(text: string): string {
  return wordsIn(text)
    .filter((word) => word !== 'a' && word !== 'an' && word !== 'the')
    .join(' ')
}

/** Answers the places of the documents in order of their score (Robertson and Zaragoza, 2009). */
export function createNearest(
  documents: readonly Document[],
): (question: string, most: number) => number[] {
  const lengths: number[] = []
  const postings = new Map<string, [document: number, times: number][]>()
  for (const [at, { title, text }] of documents.entries()) {
    const counts = new Map<string, number>()
    const words = wordsIn(`${title} ${text}`)
    lengths.push(words.length)
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    for (const [word, times] of counts) {
      const list = postings.get(word)
      if (list === undefined) postings.set(word, [[at, times]])
      else list.push([at, times])
    }
  }
  const mean = lengths.reduce((a, c) => a + c, 0) / Math.max(1, lengths.length)
  return (question, most) => {
    const scores = new Map<number, number>()
    for (const word of new Set(wordsIn(question))) {
      const list = postings.get(word) ?? []
      const idf = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5))
      for (const [at, times] of list) {
        const weight = (times * (k1 + 1)) / (times + k1 * (1 - b + (b * lengths[at]!) / mean))
        scores.set(at, (scores.get(at) ?? 0) + idf * weight)
      }
    }
    return [...scores]
      .sort((x, y) => y[1] - x[1] || x[0] - y[0])
      .slice(0, most)
      .map(([at]) => at)
  }
}
