/**
 * Names by their capitals.
 * @module
 */
import type { Token } from './question.ts'
import { functionWords } from './tables/function-words.ts'

const capital = /^\p{Lu}/u
const allCapitals = /^[\p{Lu}\d&]{2,}$/u

/** Capitals say something where some of the words have them, and some that could have not. */
export function readCasing(tokens: readonly Token[]): boolean {
  let high = 0
  let all = 0
  for (const token of tokens) {
    if (token.kind !== 'word' || token.opens || token.lower === 'i') continue
    all += 1
    if (capital.test(token.raw)) high += 1
  }
  return high > 0 && (all < 4 || high <= all * 0.7)
}

/** Names: capitalised where a capital means something; written all in capitals anywhere. */
export function readEntities(tokens: readonly Token[], cased: boolean): Set<string> {
  const names = new Set<string>()
  if (!cased) return names
  for (const token of tokens) {
    if (token.kind !== 'word' || token.lower === 'i') continue
    if (
      allCapitals.test(token.raw)
        ? functionWords.has(token.lower)
        : token.opens || !capital.test(token.raw)
    )
      continue
    // NOT and ALL are stress, and so are OF and The in titles.
    if (!functionWords.has(token.lower) || token.raw === 'IT' || token.raw === 'US')
      names.add(token.lower)
  }
  return names
}
