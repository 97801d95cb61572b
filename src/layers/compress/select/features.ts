/**
 * What the learned head sees of each unit of a call: lexical, letter-piece and static scores of the unit, its
 * neighbours and its document, raw and relative to the call, and figures of the call itself, by which the head learns
 * how sure it may be.
 * @module
 */
import type { Asked } from './asked.ts'
import { lexical, tally, type Lexical } from './lexical.ts'
import type { Work } from '../in-stretches.ts'
import type { Rarity } from './rarity.ts'
import type { Prepared } from './prepared.ts'

/** Names in the order of a row; weights list them, so that no other order can be read. */
export const cheapNames = [
  'unit',
  'unitNear',
  'unitRelative',
  'document',
  'documentRelative',
  'gram',
  'gramNear',
  'gramRelative',
  'gramDocument',
  'gramDocumentRelative',
  'static',
  'staticNear',
  'staticRelative',
  'staticDocument',
  'staticDocumentRelative',
  'coverUnit',
  'coverNear',
  'coverDocument',
  'coverDocumentRelative',
  'coverTitle',
  'worldUnit',
  'worldUnitNear',
  'worldDocument',
  'worldDocumentRelative',
  'worldCoverUnit',
  'worldCoverNear',
  'worldCoverDocument',
  'length',
  'first',
  'position',
  'heading',
  'turn',
  'row',
  'digit',
  'capital',
  'asksDigit',
  'asksName',
  'asksDigitHas',
  'asksNameHas',
  'fresh',
  'before',
  'callUnits',
  'callDocuments',
  'callUnknown',
  'callGramUnknown',
  'callCover',
  'callStatic',
  'callSpread',
  'callAsked',
  'callLatin',
] as const

export interface CheapRows {
  readonly width: number
  /** Units × width, in the order of the documents. */
  readonly rows: Float32Array
  /** Which units may be chosen: all but blank ones. */
  readonly scored: Uint8Array
  readonly documentOf: Uint32Array
  readonly lexical: Lexical
}

export function* cheapRows(
  asked: Asked,
  documents: readonly Prepared[],
  dimensions: number,
  rarity: Rarity | undefined,
): Work<CheapRows> {
  const count = documents.reduce((sum, { units }) => sum + units.length, 0)
  const width = cheapNames.length
  const rows = new Float32Array(count * width)
  const scored = new Uint8Array(count)
  const documentOf = new Uint32Array(count)
  const found = tally(asked.stems, documents, (d) => ({ terms: d.words, at: d.wordAt }), true)
  yield
  const words = lexical(found)
  yield
  const world = rarity ? lexical(found, rarity) : words
  yield
  const pieces = tally(asked.grams, documents, (d) => ({ terms: d.grams, at: d.gramAt }), false)
  yield
  const grams = lexical(pieces)
  yield
  const cosines = new Float32Array(count)
  const documentCosines = new Float32Array(documents.length)
  if (asked.vector) staticCosines(asked.vector, documents, dimensions, cosines, documentCosines)

  const topUnit = top(words.unit)
  const topDocument = top(words.document)
  const topWorld = top(world.document)
  const topGram = top(grams.unit)
  const topGramDocument = top(grams.document)
  const topStatic = top(cosines)
  const topStaticDocument = top(documentCosines)
  const topCover = top(words.coverDocument)
  const askedSet = new Set(asked.stems)
  let scoredCount = 0
  let sum = 0
  let squares = 0
  for (let at = 0; at < count; at += 1) {
    sum += words.unit[at]!
    squares += words.unit[at]! ** 2
  }
  let first = 0
  for (const { units } of documents) {
    for (let index = 0; index < units.length; index += 1) {
      if (units[index]!.kind !== 'space') {
        scored[first + index] = 1
        scoredCount += 1
      }
    }
    first += units.length
  }
  const mean = sum / Math.max(1, scoredCount)
  const spread = Math.sqrt(Math.max(0, squares / Math.max(1, scoredCount) - mean * mean))
  const call = [
    Math.log1p(scoredCount),
    Math.log1p(documents.length),
    words.unknown,
    grams.unknown,
    topCover,
    topStatic,
    topUnit === 0 ? 0 : spread / topUnit,
    Math.log1p(asked.stems.length),
    /\p{Script=Latin}/u.test(asked.text) ? 1 : 0,
  ]
  first = 0
  for (const [number, prepared] of documents.entries()) {
    const { units } = prepared
    let titleHits = 0
    for (const word of prepared.titleWords) if (askedSet.has(word)) titleHits += 1
    const coverTitle = asked.stems.length === 0 ? 0 : titleHits / asked.stems.length
    let before = 0
    for (let index = 0; index < units.length; index += 1) {
      const at = first + index
      documentOf[at] = number
      if (scored[at] === 0) continue
      if (at % 256 === 255) yield
      const { kind, start, end } = units[index]!
      const length = prepared.wordAt[index + 1]! - prepared.wordAt[index]!
      const hasDigit = prepared.signs[index]! & 1 ? 1 : 0
      const hasName = prepared.signs[index]! & 2 ? 1 : 0
      const lowest = first
      const highest = first + units.length - 1
      const values = [
        words.unit[at]!,
        near(words.unit, at, lowest, highest),
        relative(words.unit[at]!, topUnit),
        words.document[number]!,
        relative(words.document[number]!, topDocument),
        grams.unit[at]!,
        near(grams.unit, at, lowest, highest),
        relative(grams.unit[at]!, topGram),
        grams.document[number]!,
        relative(grams.document[number]!, topGramDocument),
        cosines[at]!,
        near(cosines, at, lowest, highest),
        cosines[at]! - topStatic,
        documentCosines[number]!,
        documentCosines[number]! - topStaticDocument,
        words.coverUnit[at]!,
        words.coverNear[at]!,
        words.coverDocument[number]!,
        words.coverDocument[number]! - topCover,
        coverTitle,
        world.unit[at]!,
        near(world.unit, at, lowest, highest),
        world.document[number]!,
        relative(world.document[number]!, topWorld),
        world.coverUnit[at]!,
        world.coverNear[at]!,
        world.coverDocument[number]!,
        Math.log1p(length),
        index === 0 ? 1 : 0,
        start / Math.max(1, prepared.text.length),
        kind === 'heading' ? 1 : 0,
        kind === 'turn' ? 1 : 0,
        kind === 'row' || kind === 'code' ? 1 : 0,
        hasDigit,
        hasName,
        asked.asksDigit ? 1 : 0,
        asked.asksName ? 1 : 0,
        asked.asksDigit && hasDigit ? 1 : 0,
        asked.asksName && hasName ? 1 : 0,
        Math.log1p((end - start) / 40),
        before,
        ...call,
      ]
      rows.set(values, at * width)
      before = Math.max(before, words.unit[at]!)
    }
    first += units.length
  }
  return { width, rows, scored, documentOf, lexical: words }
}

function staticCosines(
  question: Float32Array,
  documents: readonly Prepared[],
  dimensions: number,
  unitCosines: Float32Array,
  documentCosines: Float32Array,
): void {
  let first = 0
  for (const [number, { vectors, units, whole }] of documents.entries()) {
    for (let index = 0; index < units.length; index += 1) {
      const row = index * dimensions
      let dot = 0
      for (let at = 0; at < dimensions; at += 1) dot += vectors[row + at]! * question[at]!
      unitCosines[first + index] = dot
    }
    let dot = 0
    let square = 0
    for (let at = 0; at < dimensions; at += 1) {
      dot += whole[at]! * question[at]!
      square += whole[at]! * whole[at]!
    }
    documentCosines[number] = square === 0 ? 0 : dot / Math.sqrt(square)
    first += units.length
  }
}

function top(values: Float32Array): number {
  let highest = 0
  for (const value of values) if (value > highest) highest = value
  return highest
}

const relative = (value: number, highest: number): number => (highest === 0 ? 0 : value / highest)

/** Mean of the two neighbours inside the document. */
function near(values: Float32Array, at: number, lowest: number, highest: number): number {
  return ((at > lowest ? values[at - 1]! : 0) + (at < highest ? values[at + 1]! : 0)) / 2
}
