/**
 * Calls unlike those that the floor was calibrated on: nothing is left out of them. Each limit is one that no more
 * than a few in a hundred of the calibrated calls pass.
 * @module
 */
import type { Asked } from './asked.ts'
import type { Lexical } from './lexical.ts'
import type { Prepared } from './prepared.ts'
import type { Unit } from './sentences.ts'

/** Under a fifth of the question's weight stands in any one document: other words, or another language. */
const leastCover = 0.2
/** Unless the transformer finds something close. */
const closeCosine = 0.45
/** Questions of more words ask several things, or tell a story. */
const mostTerms = 40
const mostQuestions = 2
/** Share of units that are turns of a conversation, rows of a table or code. */
const mostOther = 0.4
/** So many are always read; of more, each must have so many characters on average. */
const fewUnits = 1500
const shortUnit = 40

/** Why a call is out of what was calibrated; undefined where it is not. `cosine`: the best one, where there is any. */
export function outside(
  asked: Asked,
  documents: readonly Prepared[],
  { coverDocument }: Lexical,
  cosine: number | undefined,
): string | undefined {
  const why =
    unlikeQuestion(asked) ??
    unlikeUnits(
      documents.map(({ units }) => units),
      documents.reduce((sum, { text }) => sum + text.length, 0),
    )
  if (why) return why
  if (inOtherWords(coverDocument) && !((cosine ?? 0) >= closeCosine)) {
    return 'other words than the question'
  }
  return undefined
}

/** Whether only the transformer could still find something close. */
export function inOtherWords(coverDocument: Float32Array): boolean {
  return coverDocument.every((cover) => cover < leastCover)
}

export function unlikeQuestion({ stems, text }: Asked): string | undefined {
  if (stems.length > mostTerms) return 'a long question'
  const questions = text.match(/[?？]/g)?.length ?? 0
  return questions > mostQuestions ? 'several questions' : undefined
}

/** By what the units are, before any of them is read. `length`: characters in all. */
export function unlikeUnits(
  documents: readonly (readonly Unit[])[],
  length: number,
): string | undefined {
  let all = 0
  let units = 0
  let turns = 0
  let data = 0
  for (const document of documents) {
    all += document.length
    for (const { kind } of document) {
      if (kind === 'space') continue
      units += 1
      if (kind === 'turn') turns += 1
      if (kind === 'row' || kind === 'code') data += 1
    }
  }
  if (all > mostUnitsOf(length)) return 'too many units'
  if (turns > units * mostOther) return 'a conversation'
  if (data > units * mostOther) return 'tables or code'
  return undefined
}

/** Units that texts of so many characters have at most: prose has one in 100 characters. */
export function mostUnitsOf(length: number): number {
  return Math.max(fewUnits, length / shortUnit)
}
