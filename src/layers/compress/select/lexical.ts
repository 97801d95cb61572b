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

/** Where the terms of a question stand in the documents of a call: what every way of weighing them shares. */
export interface Tally {
  readonly documents: readonly Prepared[]
  readonly source: (document: Prepared) => Source
  /** Of the question, distinct. */
  readonly terms: readonly number[]
  /** Of each unit: pairs of term (its place) and count, flat. */
  readonly hits: readonly (readonly number[])[]
  readonly titleHits: readonly (readonly number[])[]
  /** In how many units and documents each term stands. */
  readonly inUnits: Float64Array
  readonly inDocuments: Float64Array
  readonly totalLength: number
  /** Units with any term at all. */
  readonly filled: number
}

const noHits: readonly number[] = []

/** Looks every word up once. `source` picks words or letter pieces of a document. Linear in their number. */
export function tally(
  asked: Int32Array,
  documents: readonly Prepared[],
  source: (document: Prepared) => Source,
  titles: boolean,
): Tally {
  const place = new Map<number, number>()
  for (const term of asked.subarray(0, mostTerms * (titles ? 1 : 4))) {
    if (!place.has(term)) place.set(term, place.size)
  }
  const size = place.size
  const inUnits = new Float64Array(size)
  const inDocuments = new Float64Array(size)
  const hits: (readonly number[])[] = []
  const titleHits: (readonly number[])[] = []
  const counts = new Uint32Array(size)
  const seen = new Uint8Array(size)
  let totalLength = 0
  let filled = 0
  for (const prepared of documents) {
    const { terms: all, at } = source(prepared)
    seen.fill(0)
    for (let index = 0; index < prepared.units.length; index += 1) {
      const end = at[index + 1]!
      let found: number[] | undefined
      for (let word = at[index]!; word < end; word += 1) {
        const term = place.get(all[word]!)
        if (term === undefined) continue
        if (counts[term] === 0) (found ??= []).push(term, 0)
        counts[term]! += 1
      }
      if (found) {
        for (let pair = 0; pair < found.length; pair += 2) {
          const term = found[pair]!
          found[pair + 1] = counts[term]!
          counts[term] = 0
          inUnits[term]! += 1
          seen[term] = 1
        }
      }
      hits.push(found ?? noHits)
      const length = end - at[index]!
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
  const terms = [...place.keys()]
  return { documents, source, terms, hits, titleHits, inUnits, inDocuments, totalLength, filled }
}

/** Scores every unit. Rarity is that in the call, or in text at large (`background`). */
export function lexical(
  { documents, source, terms, hits, titleHits, inUnits, inDocuments, totalLength, filled }: Tally,
  background?: Rarity,
): Lexical {
  const count = hits.length
  const size = terms.length
  const unit = new Float32Array(count)
  const coverUnit = new Float32Array(count)
  const coverNear = new Float32Array(count)
  const document = new Float32Array(documents.length)
  const coverDocument = new Float32Array(documents.length)
  const result = { unit, document, coverUnit, coverNear, coverDocument, unknown: 1 }
  if (size === 0 || count === 0) return result

  const rarity = (frequency: number, of: number): number =>
    Math.log(1 + (of - frequency + 0.5) / (frequency + 0.5))
  const mixed = (idf: number, term: number): number => (background ? background(terms[term]!) : idf)
  const unitIdf = inUnits.map((frequency, term) =>
    mixed(rarity(frequency, Math.max(filled, 1)), term),
  )
  const documentIdf = inDocuments.map((frequency, term) =>
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
  /** By which unit a term was counted last, so that it counts once around each. */
  const counted = new Uint32Array(size)
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
      const stamp = first + index + 1
      let sum = 0
      for (const term of inTitle) {
        counted[term] = stamp
        sum += weight[term]!
      }
      const last = Math.min(units - 1, index + 1)
      for (let other = Math.max(0, index - 1); other <= last; other += 1) {
        const beside = hits[first + other]!
        for (let pair = 0; pair < beside.length; pair += 2) {
          const term = beside[pair]!
          if (counted[term] === stamp) continue
          counted[term] = stamp
          sum += weight[term]!
        }
      }
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
