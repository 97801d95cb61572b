/**
 * Numbers that say how alike two questions are word by word; the dense features of the linear verifier and of the risk.
 * @module
 */
import { closenessOf } from './closeness.ts'
import type { Question } from './question.ts'
import { without } from './sets.ts'

export const featureNames = [
  'idfJaccard',
  'idfCosine',
  'maximumUnmatchedAsked',
  'maximumUnmatchedKept',
  'sumUnmatchedAsked',
  'sumUnmatchedKept',
  'numberXor',
  'negationXor',
  'entityXor',
  'entityCommon',
  'lengthRatio',
  'sameFirst',
  'frameXor',
  'overlap',
  'trigrams',
  'sameOrder',
  // These after all others: weights that were fitted before them name their own places.
  'shared',
  'equal',
  'insertion',
] as const

/** How rare a stem is: ln(1 + N / (1 + df)) of a corpus, natural logarithm. */
export type Idf = (stem: string) => number

/** Without a corpus: words of grammar weigh little, long words more than short ones. */
export const plainIdf: Idf = (stem) => Math.min(9, 2 + stem.length * 0.7)

/**
 * The features of a pair, in the order of `featureNames`, all finite. Unmatched words are ordered (asked, kept);
 * everything else is symmetric. About 10 µs.
 */
export function lexicalFeatures(
  asked: Question,
  kept: Question,
  idf: Idf = plainIdf,
): Float32Array {
  const a = stems(asked)
  const b = stems(kept)
  const { shared, equal, insertion } = closenessOf(asked, kept)
  let matched = 0
  let squares = 0
  let common = 0
  for (const word of a) {
    if (!b.has(word)) continue
    const weight = idf(word)
    matched += weight
    squares += weight * weight
    common += 1
  }
  const left = weigh(a, b, idf)
  const right = weigh(b, a, idf)
  const all = matched + left.sum + right.sum
  const norm = Math.sqrt((squares + left.squares) * (squares + right.squares))
  const smaller = Math.min(a.size, b.size)
  const lengths = [Math.max(1, asked.text.length), Math.max(1, kept.text.length)] as const
  const names = [
    without(asked.entities, kept.words).length,
    without(kept.entities, asked.words).length,
  ] as const
  return Float32Array.of(
    all > 0 ? matched / all : 1,
    norm > 0 ? squares / norm : 1,
    left.maximum,
    right.maximum,
    left.sum,
    right.sum,
    numbersApart(asked, kept),
    Number(asked.negations % 2 !== kept.negations % 2),
    names[0] + names[1],
    asked.entities.size - names[0],
    Math.min(...lengths) / Math.max(...lengths),
    Number(asked.tokens[0]?.stem === kept.tokens[0]?.stem),
    Number(asked.frame !== kept.frame),
    smaller > 0 ? common / smaller : 0,
    trigramSimilarity(asked.text, kept.text),
    orderKept(asked.content, kept.content),
    shared,
    Number(equal),
    Number(insertion),
  )
}

function stems(question: Question): Set<string> {
  return new Set(question.tokens.map(({ stem }) => stem))
}

function weigh(
  from: ReadonlySet<string>,
  other: ReadonlySet<string>,
  idf: Idf,
): { sum: number; squares: number; maximum: number } {
  let [sum, squares, maximum] = [0, 0, 0]
  for (const word of from) {
    if (other.has(word)) continue
    const weight = idf(word)
    sum += weight
    squares += weight * weight
    if (weight > maximum) maximum = weight
  }
  return { sum, squares, maximum }
}

function numbersApart(a: Question, b: Question): number {
  const left = new Set(a.numbers.map(({ value }) => value))
  const right = new Set(b.numbers.map(({ value }) => value))
  return without(left, right).length + without(right, left).length
}

/** Dice coefficient of the distinct letter trigrams of the first 300 characters. */
function trigramSimilarity(a: string, b: string): number {
  const left = trigrams(a)
  const right = trigrams(b)
  let common = 0
  for (const gram of left) if (right.has(gram)) common += 1
  return left.size + right.size > 0 ? (2 * common) / (left.size + right.size) : 0
}

function trigrams(text: string): Set<number> {
  const lower = text.slice(0, 300).toLowerCase()
  const grams = new Set<number>()
  let window = 0
  for (let at = 0; at < lower.length; at++) {
    window = ((window << 10) ^ (lower.charCodeAt(at) & 1023)) & 0x3fffffff
    if (at >= 2) grams.add(window)
  }
  return grams
}

/** Share of neighbouring shared words that stand in the same order on both sides. */
function orderKept(a: readonly string[], b: readonly string[]): number {
  const places = new Map(b.map((word, at) => [word, at]))
  let before = -1
  let [kept, all] = [0, 0]
  for (const word of a) {
    const place = places.get(word)
    if (place === undefined) continue
    if (before >= 0) {
      all += 1
      if (place > before) kept += 1
    }
    before = place
  }
  return all > 0 ? kept / all : 1
}
