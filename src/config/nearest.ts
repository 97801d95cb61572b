/**
 * The known word that a mistyped one most likely meant.
 * @module
 */

/** The closest of `known`, or undefined where none is closer than a third of the letters. Case does not count. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** Restricted Damerau-Levenshtein distance (Boytsov 2011, §2.2): a swap of neighbours is one edit, as typos are. */
export function editDistance(first: string, second: string): number {
  // Keys are short; a hostile file may hold long ones, and the table is quadratic.
  if (first.length > 64 || second.length > 64) return Infinity
  let older: number[] = []
  let old = Array.from({ length: second.length + 1 }, (_, column) => column)
  for (let row = 1; row <= first.length; row++) {
    const now = [row]
    for (let column = 1; column <= second.length; column++) {
      const same = first[row - 1] === second[column - 1] ? 0 : 1
      let cost = Math.min(old[column]! + 1, now[column - 1]! + 1, old[column - 1]! + same)
      const swapped =
        row > 1 &&
        column > 1 &&
        first[row - 1] === second[column - 2] &&
        first[row - 2] === second[column - 1]
      if (swapped) cost = Math.min(cost, older[column - 2]! + 1)
      now.push(cost)
    }
    older = old
    old = now
  }
  return old[second.length]!
}
