/**
 * Lines of a text, counted no further than asked: a text of a million lines is told in a millisecond.
 * @module
 */
/** Whether a text has at least `count` lines. */
export function hasLines(text: string, count: number): boolean {
  if (text.length < count) return false
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (++lines >= count) return true
  }
  return false
}
