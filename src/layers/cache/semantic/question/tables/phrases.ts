/**
 * Phrases that say the same. Articles and possessives are left out. Our own list.
 * @module
 */
import { phrases1 } from './phrases-1.ts'
import { phrases2 } from './phrases-2.ts'
import { phrases3 } from './phrases-3.ts'
import { phrases4 } from './phrases-4.ts'
import { phrases5 } from './phrases-5.ts'

/** Lists of phrases that may stand for each other. */
export const phraseLines = (): readonly (readonly string[])[] =>
  [phrases1, phrases2, phrases3, phrases4, phrases5]
    .flatMap((text) => text.split(';'))
    .map((line) => line.split(',').map((phrase) => phrase.trim()))
