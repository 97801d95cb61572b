/**
 * Words that may stand for each other without changing what is asked: the first of them is the name of all.
 * Only used to excuse a difference, never to find one. Our own list.
 * @module
 */
import { synonymWords } from './synonym-words.ts'
import { synonymWords2 } from './synonym-words-2.ts'

/** Each list: words that may stand for each other. */
export const synonymLines: readonly (readonly string[])[] = [synonymWords, synonymWords2]
  .flatMap((text) => text.split(';'))
  .map((words) => words.trim().split(/\s+/))
