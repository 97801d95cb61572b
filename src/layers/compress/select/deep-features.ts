/**
 * The features of a unit with what the transformer said of it: its cosine with the question, alone and beside the
 * call's best, that of its neighbours and of its document's best unit.
 * @module
 */
import { cheapNames, type CheapRows } from './features.ts'

export const fullNames = [
  ...cheapNames,
  'seen',
  'cosine',
  'cosineRelative',
  'cosineNear',
  'cosineDocument',
  'cosineDocumentRelative',
  'callCosine',
  'callCosineSpread',
  'cheap',
  'cheapRelative',
] as const

/** Adds what the transformer said: rows of `fullNames`. `cosines` is NaN where a unit was not shown to it. */
export function fullRows(
  { rows, width, scored, documentOf }: CheapRows,
  cheap: Float32Array,
  cosines: Float32Array,
  documents: number,
): Float32Array {
  const count = scored.length
  const wide = fullNames.length
  const result = new Float32Array(count * wide)
  const byDocument = new Float32Array(documents).fill(-1)
  let highest = -1
  let sum = 0
  let squares = 0
  let seen = 0
  let topCheap = -Infinity
  for (let at = 0; at < count; at += 1) {
    if (scored[at] === 1) topCheap = Math.max(topCheap, cheap[at]!)
    const cosine = cosines[at]!
    if (Number.isNaN(cosine)) continue
    seen += 1
    sum += cosine
    squares += cosine * cosine
    highest = Math.max(highest, cosine)
    const document = documentOf[at]!
    byDocument[document] = Math.max(byDocument[document]!, cosine)
  }
  const mean = seen === 0 ? 0 : sum / seen
  const spread = seen === 0 ? 0 : Math.sqrt(Math.max(0, squares / seen - mean * mean))
  for (let at = 0; at < count; at += 1) {
    if (scored[at] === 0) continue
    const row = at * wide
    result.set(rows.subarray(at * width, (at + 1) * width), row)
    const cosine = cosines[at]!
    const shown = !Number.isNaN(cosine)
    const document = documentOf[at]!
    const own = shown ? cosine : mean
    const of = byDocument[document]! < 0 ? mean : byDocument[document]!
    let beside = 0
    for (const other of [at - 1, at + 1]) {
      if (other < 0 || other >= count || documentOf[other] !== document) continue
      const value = cosines[other]!
      if (!Number.isNaN(value)) beside = Math.max(beside, value)
    }
    result.set(
      [
        shown ? 1 : 0,
        own,
        own - highest,
        beside,
        of,
        of - highest,
        highest,
        spread,
        cheap[at]!,
        cheap[at]! - topCheap,
      ],
      row + width,
    )
  }
  return result
}
