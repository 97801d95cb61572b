/**
 * What binds a question to its moment.
 * @module
 */
import type { Token } from './question.ts'

const fresh = new Set(
  'today todays tonight now currently current latest newest recent presently nowadays lately yesterday tomorrow live breaking upcoming ongoing trending'.split(
    ' ',
  ),
)

/** Words that bind the answer to the moment of asking. "now" in "right now" counts, "right" does not. */
export function readFreshness(tokens: readonly Token[]): Set<string> {
  const words = new Set<string>()
  for (const [at, { lower, opens, raw }] of tokens.entries()) {
    if (fresh.has(lower)) {
      // "Yesterday" with a capital inside a sentence is a song.
      if (!opens && raw === 'Yesterday') continue
      if (lower === 'now' && /^(?:till|until|by|from|and)$/.test(tokens[at - 1]?.lower ?? ''))
        continue
      if (lower === 'current' && tokens[at + 1]?.lower === 'account') continue
      if (
        lower === 'live' &&
        !/^(?:score|scores|price|prices|rate|rates|stream|update|updates|news)$/.test(
          tokens[at + 1]?.lower ?? '',
        )
      )
        continue
      words.add(
        lower.startsWith('current') ||
          lower === 'now' ||
          lower === 'presently' ||
          lower === 'nowadays' ||
          lower === 'lately' ||
          lower === 'today' ||
          lower === 'todays'
          ? 'now'
          : lower === 'newest' || lower === 'recent'
            ? 'latest'
            : lower,
      )
    } else if (
      lower === 'this' &&
      /^(?:very|hour|week|month|year|morning|afternoon|evening|weekend|quarter|season|minute|moment|instant)$/.test(
        tokens[at + 1]?.lower ?? '',
      )
    ) {
      words.add(`this ${tokens[at + 1]!.lower}`)
    } else if (
      lower === 'at' &&
      tokens[at + 1]?.lower === 'the' &&
      tokens[at + 2]?.lower === 'moment'
    )
      words.add('now')
    else if (
      lower === 'for' &&
      tokens[at + 1]?.lower === 'the' &&
      tokens[at + 2]?.lower === 'time' &&
      tokens[at + 3]?.lower === 'being'
    )
      words.add('now')
  }
  return words
}
