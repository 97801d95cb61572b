/**
 * The kinds of questions that are known by their words: each has a table under `tables/never-*-words.ts`.
 * @module
 */
import { compilePatterns } from './never-pattern.ts'
import type { Question } from './question.ts'
import { functionWords } from './tables/function-words.ts'
import { graveLists, gravePatterns } from './tables/never-grave-words.ts'
import { harmless, harmlessLists } from './tables/never-harmless-words.ts'
import { momentLists, momentPatterns } from './tables/never-moment-words.ts'
import { styleWords, talkLists, talkPatterns } from './tables/never-talk-words.ts'
import { userLists, userPatterns } from './tables/never-user-words.ts'

const timed = Object.fromEntries(
  Object.entries(momentPatterns).map(([name, lines]) => [`time-bound: ${name}`, lines]),
)
const patterns = compilePatterns(
  { ...gravePatterns, ...talkPatterns, ...timed, ...userPatterns },
  { ...graveLists, ...talkLists, ...momentLists, ...userLists },
  new Set(['asks again, or leans on what was said', 'carries a text']),
)
const year = /^(?:1\d|20)\d\d$/
const readOver = compilePatterns({ harmless }, harmlessLists)

/**
 * The kind of a question that its words tell; undefined for none. Titles and terms of trades ("suicide squad", "law of
 * large numbers") are read over.
 */
export function toldByWords({ tokens }: Question): string | undefined {
  const words = tokens.map(({ lower }) => lower)
  const kind = patterns.find(tokens, readOver.without(tokens, words))
  // Who won in 1998 stays so.
  const over = kind === 'time-bound: score' && tokens.some(({ lower }) => year.test(lower))
  return over ? undefined : kind
}

/** "As a table, please", "Make it more formal": nothing but how something said shall be put. */
export function restyles({ tokens, frame }: Question): string | undefined {
  if (frame !== 'statement' && frame !== 'command' && frame !== 'yes-no') return undefined
  if (tokens.length > 12 || !tokens.some(({ lower }) => styleWords.has(lower))) return undefined
  const only = tokens.every(
    ({ kind, lower }) => styleWords.has(lower) || functionWords.has(lower) || kind === 'number',
  )
  return only ? 'asks for another form of what was said' : undefined
}
