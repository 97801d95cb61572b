/**
 * Whether two texts are one but for how they were typed: case, spaces, the mark at the end. Such a repeat is what it is;
 * no model has to say so.
 * @module
 */

/** `getUser`, `US`, `WHO`: written small they may be another word. */
const telling = /.\p{Lu}/u
const marks = ' .?!…\n\t\r'

export function sameWords(one: string, other: string): boolean {
  if (one === other) return true
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.length !== b.length) return false
  // All in capitals is a way to type, and says nothing of a single word.
  const shouted = !/\p{Ll}/u.test(one) || !/\p{Ll}/u.test(other)
  return a.every((word, at) => {
    const its = b[at]!
    if (word === its) return true
    if (word.toLowerCase() !== its.toLowerCase()) return false
    return shouted || (!telling.test(word) && !telling.test(its))
  })
}

function wordsOf(text: string): string[] {
  let end = text.length
  while (end > 0 && marks.includes(text[end - 1]!)) end--
  return text.slice(0, end).trim().split(/\s+/u)
}
