/**
 * Calls unlike those that the floor was calibrated on: nothing is left out of them. Each limit is one that no more
 * than a few in a hundred of the calibrated calls pass.
 * @module
 */
import type { Asked } from './asked.ts'
import type { Lexical } from './lexical.ts'
import type { Prepared } from './prepared.ts'

/** Under a fifth of the question's weight stands in any one document: other words, or another language. */
const leastCover = 0.2
/** Unless the transformer finds something close. */
const closeCosine = 0.45
/** Questions of more words ask several things, or tell a story. */
const mostTerms = 40
const mostQuestions = 2
/** Share of units that are turns of a conversation, rows of a table or code. */
const mostOther = 0.4

/** Why a call is out of what was calibrated; undefined where it is not. `cosine`: the best one, where there is any. */
export function outside(
  asked: Asked,
  documents: readonly Prepared[],
  { coverDocument }: Lexical,
  cosine: number | undefined,
): string | undefined {
  if (asked.stems.length > mostTerms) return 'a long question'
  if ((asked.text.match(/[?？]/g)?.length ?? 0) > mostQuestions) return 'several questions'
  let units = 0
  let turns = 0
  let data = 0
  for (const document of documents) {
    for (const { kind } of document.units) {
      if (kind === 'space') continue
      units += 1
      if (kind === 'turn') turns += 1
      if (kind === 'row' || kind === 'code') data += 1
    }
  }
  if (turns > units * mostOther) return 'a conversation'
  if (data > units * mostOther) return 'tables or code'
  const cover = Math.max(...coverDocument)
  if (cover < leastCover && !((cosine ?? 0) >= closeCosine)) return 'other words than the question'
  return undefined
}
