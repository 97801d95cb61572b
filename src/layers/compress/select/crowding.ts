/**
 * Units that would crowd out the rest: stuffed with the question's own words, or repeating a unit before them. They
 * lose their rank, not their place: whoever writes a page for the selector gains nothing by it.
 * @module
 */
import type { Asked } from './asked.ts'
import type { Prepared } from './prepared.ts'

/** A unit of this many words that are mostly the question's, some of them again and again. */
const fewest = 5
const share = 0.6
/** From this unit on of one document that holds nearly all of a question's words and little else, more of them add nothing. */
const mostAlike = 3
const nearlyAll = 0.8
const echo = 0.45

/** 1 for each unit that crowds. Linear in the words. */
export function crowdingOf(asked: Asked, documents: readonly Prepared[]): Uint8Array {
  const count = documents.reduce((sum, { units }) => sum + units.length, 0)
  const crowding = new Uint8Array(count)
  const terms = new Set(asked.stems)
  const seen = new Set<string>()
  let first = 0
  for (const { units, words, wordAt, keys } of documents) {
    let alike = 0
    for (const [index, { kind }] of units.entries()) {
      const from = wordAt[index]!
      const to = wordAt[index + 1]!
      if (kind === 'space' || to - from < fewest) continue
      let hits = 0
      let distinct: Set<number> | undefined
      for (let word = from; word < to; word += 1) {
        if (!terms.has(words[word]!)) continue
        hits += 1
        ;(distinct ??= new Set()).add(words[word]!)
      }
      const size = distinct?.size ?? 0
      const stuffed =
        terms.size >= 2 && hits >= share * (to - from) && hits >= size * 2 && hits >= 4
      const echoes = terms.size >= 4 && size >= nearlyAll * terms.size && hits >= echo * (to - from)
      if (echoes) alike += 1
      const more = echoes && alike > mostAlike
      const key = keys[index]!
      if (stuffed || more || seen.has(key)) crowding[first + index] = 1
      seen.add(key)
    }
    first += units.length
  }
  return crowding
}
