/**
 * Words that may stand for each other without changing what is asked: the first of a line is the name of all.
 * Only used to excuse a difference, never to find one. Our own list.
 * @module
 */
import { synonymWords } from './synonym-words.ts'

/** Each line: words that may stand for each other. */
export const synonymLines: readonly (readonly string[])[] = synonymWords
  .trim()
  .split('\n')
  .map((line) => line.split(' '))
