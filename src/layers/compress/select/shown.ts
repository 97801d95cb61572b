/**
 * Which units the transformer is shown: those that the cheap scores rank first, up to a share of the call's length.
 * What is certain to go, or too much to read, it never sees.
 * @module
 */

/** A fifth of the tokens: all-MiniLM-L6-v2 in int8 costs about 100 ms per 1,000 tokens. At .17 NQ loses half a point at 10 x. */
const share = 0.2
/** At least this many, however long they are, so that a short call is judged by what costs nothing there. */
const atLeast = 6
/** And never more tokens than this: 0.16 s of one core. A short unit costs as much as one of 16. */
const mostTokens = 1600
const leastTokens = 16

/** Indices of units by falling cheap score, `most` at most. `tokens`: of each unit, estimated. */
export function shownTo(
  logits: Float32Array,
  tokens: Float64Array,
  most: number = Infinity,
): number[] {
  const ranked: number[] = []
  let whole = 0
  for (let at = 0; at < logits.length; at += 1) {
    if (logits[at] === -Infinity) continue
    ranked.push(at)
    whole += tokens[at]!
  }
  ranked.sort((left, right) => logits[right]! - logits[left]! || left - right)
  const room = Math.min(whole * share, mostTokens)
  const shown: number[] = []
  let used = 0
  let spent = 0
  for (const at of ranked) {
    const cost = Math.max(tokens[at]!, leastTokens)
    const full = used + tokens[at]! > room || spent + cost > mostTokens
    if (shown.length >= most || (shown.length >= atLeast && full)) break
    shown.push(at)
    used += tokens[at]!
    spent += cost
  }
  return shown
}
