/**
 * The first sentence of a description: what the tool does. Lossy, a level of its own.
 * @module
 */
import { tidy } from './reduce-schema.ts'

/** A full stop that ends no sentence. */
const abbreviations =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|max|min|incl|resp|St|Dr|Mr|Mrs|Inc|Ltd|U\.S)|\b\p{Lu})\.$/u
const longest = 240

/** The first sentence, of at most `most` characters: what is longer ends at a word. */
export function firstSentence(text: string, most = longest): string {
  const plain = tidy(text)
  const paragraph = plain
    .split(/\n\s*\n/, 1)[0]!
    .replace(/\s*\n\s*/g, ' ')
    .trim()
  let sentence = paragraph
  for (const { index } of paragraph.matchAll(/(?<=[.!?。！？])\s+/gu)) {
    const start = paragraph.slice(0, index)
    if (abbreviations.test(start)) continue
    sentence = start
    break
  }
  if (sentence.length <= most) return sentence
  const cut = sentence.lastIndexOf(' ', most)
  return `${sentence.slice(0, cut > most / 2 ? cut : most).replace(/[\uD800-\uDBFF]$/, '')}…`
}
