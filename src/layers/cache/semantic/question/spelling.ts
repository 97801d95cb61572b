/**
 * One slip of the pen.
 * @module
 */

/** In a longer word: a letter too much or too few, doubled, another, or two neighbours exchanged. */
export function misspelled(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.min(a.length, b.length) < 5) return false
  if (exchanged(a, b) || single(a) === single(b)) return true
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  return Math.max(a.length, b.length) - start - end <= 1
}

const single = (word: string): string => word.replaceAll(/(.)\1+/g, '$1')

function exchanged(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}
