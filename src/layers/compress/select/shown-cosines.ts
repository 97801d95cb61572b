/**
 * What the transformer says of the units that it is shown.
 * @module
 */
import type { Transformer } from '../../../learned/transformer.ts'
import type { Asked } from './asked.ts'
import type { Scored } from './pick.ts'
import type { Prepared } from './prepared.ts'
import { shownTo } from './shown.ts'

/** What the transformer reads of a unit: with its document's title, since "He was born there" says nothing alone. */
export function shownText({ title, text, units }: Prepared, index: number): string {
  const { start, end } = units[index]!
  const part = text.slice(start, end).trim()
  return title === '' ? part : `${title}: ${part}`
}

/** Cosines of the question with the units shown; NaN elsewhere. Vectors stay with the remembered document. */
export async function cosinesOf(
  asked: Asked,
  { documents, firsts, documentOf, logits, tokens }: Scored,
  transformer: Transformer,
  most: number,
): Promise<Float32Array | undefined> {
  const cosines = new Float32Array(logits.length).fill(Number.NaN)
  const units = shownTo(logits, tokens, most)
  const missing: { readonly document: Prepared; readonly index: number }[] = []
  for (const at of units) {
    const number = documentOf[at]!
    const index = at - firsts[number]!
    const document = documents[number]!
    if (!document.embedded[index]) missing.push({ document, index })
  }
  try {
    const [question] = await transformer.embed([asked.text])
    // One at a time: each keeps the event loop for some milliseconds, and those asked for together run in one go.
    for (const { document, index } of missing) {
      const [vector] = await transformer.embed([shownText(document, index)])
      document.embedded[index] = vector
    }
    for (const at of units) {
      const number = documentOf[at]!
      const vector = documents[number]!.embedded[at - firsts[number]!]!
      let dot = 0
      for (let place = 0; place < vector.length; place += 1)
        dot += vector[place]! * question![place]!
      cosines[at] = dot
    }
    return cosines
  } catch {
    return undefined
  }
}
