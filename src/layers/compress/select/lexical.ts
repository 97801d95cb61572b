/**
 * BM25 of a question over the units and the documents of one call (Robertson, Zaragoza 2009), and which share of the
 * question's words, by their rarity, a unit, its surroundings and its document hold.
 * @module
 */
import type { Prepared } from './prepared.ts'
import type { Rarity } from './rarity.ts'

export interface Lexical {
  /** Of each unit of the call, in the order of the documents; 1 is what a unit of mean length with every term scores. */
  readonly unit: Float32Array
  readonly document: Float32Array
  /** Share of the question's rarity that stands in: the unit; the unit, its two neighbours and title; the document. */
  readonly coverUnit: Float32Array
  readonly coverNear: Float32Array
  readonly coverDocument: Float32Array
  /** Share of the question's distinct terms that stand nowhere. */
  readonly unknown: number
}

const k1 = 1.2
const b = 0.75
/** A question has at most this many distinct terms; beyond, the rarest are taken. */
const mostTerms = 64

interface Source {
  readonly terms: Int32Array
  readonly at: Uint32Array
}

/**
 * Scores every unit of the documents against the terms of a question.
 * `source` picks words or letter pieces of a document. Rarity is that in the call, or in text at large (`background`). Linear in their number.
 */
export function lexical(
  asked: Int32Array,
  documents: readonly Prepared[],
  source: (document: Prepared) => Source,
  titles: boolean,
  background?: Rarity,
): Lexical {
  const count = documents.reduce((sum, { units }) => sum + units.length, 0)
  const terms = asked.subarray(0, mostTerms * (titles ? 1 : 4))
  const place = new Map<number, number>()
  for (const term of terms) if (!place.has(term)) place.set(term, place.size)
  const size = place.size
  const unit = new Float32Array(count)
  const coverUnit = new Float32Array(count)
  const coverNear = new Float32Array(count)
  const document = new Float32Array(documents.length)
  const coverDocument = new Float32Array(documents.length)
  const result = { unit, document, coverUnit, coverNear, coverDocument, unknown: 1 }
  if (size === 0 || count === 0) return result

  const inUnits = new Float64Array(size)
  const inDocuments = new Float64Array(size)
  /** Hits of a unit: pairs of term and count, flat. */
  const hits: number[][] = []
  const titleHits: number[][] = []
  const tally = new Uint32Array(size)
  let totalLength = 0
  let filled = 0
  for (const prepared of documents) {
    const { terms: all, at } = source(prepared)
    const seen = new Uint8Array(size)
    for (let index = 0; index < prepared.units.length; index += 1) {
      const touched: number[] = []
      for (let word = at[index]!; word < at[index + 1]!; word += 1) {
        const term = place.get(all[word]!)
        if (term === undefined) continue
        const before = tally[term]
        if (before === 0) touched.push(term)
        tally[term]! += 1
      }
      const found: number[] = []
      for (const term of touched) {
        found.push(term, tally[term]!)
        tally[term] = 0
        inUnits[term]! += 1
        seen[term] = 1
      }
      hits.push(found)
      const length = at[index + 1]! - at[index]!
      if (length > 0) filled += 1
      totalLength += length
    }
    const inTitle: number[] = []
    if (titles) {
      for (const word of prepared.titleWords) {
        const term = place.get(word)
        if (term !== undefined) {
          inTitle.push(term)
          seen[term] = 1
        }
      }
    }
    titleHits.push(inTitle)
    for (let term = 0; term < size; term += 1) inDocuments[term]! += seen[term]!
  }
  const rarity = (frequency: number, of: number): number =>
    Math.log(1 + (of - frequency + 0.5) / (frequency + 0.5))
  const names = [...place.keys()]
  const mixed = (idf: number, term: number): number => (background ? background(names[term]!) : idf)
  const unitIdf = Float64Array.from(inUnits, (frequency, term) =>
    mixed(rarity(frequency, Math.max(filled, 1)), term),
  )
  const documentIdf = Float64Array.from(inDocuments, (frequency, term) =>
    mixed(rarity(frequency, documents.length), term),
  )
  // With one document each term stands in all or none: units tell rarity then.
  const weight =
    documents.length >= 5 ? unitIdf.map((idf, term) => (idf + documentIdf[term]!) / 2) : unitIdf
  let most = 0
  let missing = 0
  for (let term = 0; term < size; term += 1) {
    most += unitIdf[term]!
    if (inDocuments[term] === 0) missing += 1
  }
  const whole = weight.reduce((sum, idf) => sum + idf, 0)
  const averageUnit = totalLength / Math.max(filled, 1)
  const averageDocument = totalLength / documents.length
  let first = 0
  for (const [number, prepared] of documents.entries()) {
    const { at } = source(prepared)
    const units = prepared.units.length
    const counts = new Float64Array(size)
    const inTitle = titleHits[number]!
    for (let index = 0; index < units; index += 1) {
      const found = hits[first + index]!
      const length = (at[index + 1]! - at[index]!) / averageUnit
      let score = 0
      let cover = 0
      for (let pair = 0; pair < found.length; pair += 2) {
        const term = found[pair]!
        const frequency = found[pair + 1]!
        counts[term]! += frequency
        score += (unitIdf[term]! * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * length))
        cover += weight[term]!
      }
      unit[first + index] = score / most
      coverUnit[first + index] = cover / whole
      const near = new Set<number>(inTitle)
      for (
        let other = Math.max(0, index - 1);
        other <= Math.min(units - 1, index + 1);
        other += 1
      ) {
        const beside = hits[first + other]!
        for (let pair = 0; pair < beside.length; pair += 2) near.add(beside[pair]!)
      }
      let sum = 0
      for (const term of near) sum += weight[term]!
      coverNear[first + index] = sum / whole
    }
    for (const term of inTitle) counts[term]! += 1
    const length = at[units]! / averageDocument
    let score = 0
    let cover = 0
    for (let term = 0; term < size; term += 1) {
      const frequency = counts[term]!
      if (frequency === 0) continue
      score += (weight[term]! * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * length))
      cover += weight[term]!
    }
    document[number] = score / whole
    coverDocument[number] = cover / whole
    first += units
  }
  return { ...result, unknown: missing / size }
}
