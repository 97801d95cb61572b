/**
 * How often a text denies.
 * @module
 */
import type { Token } from './question.ts'
import { negations } from './tables/antonyms.ts'

/** How often it denies. "or not", "why not", "not only", "yes or no" deny nothing. */
export function countNegations(tokens: readonly Token[], only?: string): number {
  let count = 0
  for (const [at, { lower }] of tokens.entries()) {
    if (only === undefined ? !negations.has(lower) : lower !== only) continue
    const before = tokens[at - 1]?.lower
    const next = tokens[at + 1]?.lower
    if (before === 'or' && (lower === 'not' || lower === 'no')) continue
    if (
      lower === 'not' &&
      (next === 'only' || (before === 'why' && (at <= 1 || tokens[at]!.closes !== '')))
    )
      continue
    // "No more than five" bounds.
    if (/^(?:more|less|fewer)$/.test(next ?? '') && tokens[at + 2]?.lower === 'than') continue
    if (lower === 'no' && (next === 'matter' || next === undefined || tokens[at]!.closes !== ''))
      continue
    count += 1
  }
  return count
}
