/**
 * Calls that only count tokens. Every maker does it for nothing, and what was counted was not processed.
 * @module
 */
import type { Target } from '../call.ts'

const counting = /(?:\/input_tokens|:countTokens)(?:\?|$)/

/** Whether a call counts tokens and answers nothing else. */
export function countsOnly({ dialect, path }: Pick<Target, 'dialect' | 'path'>): boolean {
  return dialect === 'anthropic-count' || counting.test(path)
}
