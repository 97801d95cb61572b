/**
 * A text in fewer words, for who asks for a budget: opt-in, never a default, since models read it worse (independent
 * tests at half the words lose 5 to 18 % of quality). Whole words, original order, protected classes always.
 * @module
 */
import type { Rarity } from '../rarity.ts'
import { isProtected, scoreOfWord } from './score-words.ts'

export interface KeptWords {
  readonly text: string
  /** Share of the words that is left; above what was asked only where the protected ones alone are more. */
  readonly share: number
  /** Protected words, all of them kept. */
  readonly protected: number
}

/** More is left alone: 2 million characters. */
const mostCharacters = 2_000_000

/**
 * Keeps about `share` of a text's words (0 to 1), counted over the whole text, not by chunk.
 * Lines stay lines; fenced code stays whole and counts as protected. The empty text comes back as it is.
 */
export function keepWords(text: string, share: number, rarity: Rarity): KeptWords {
  if (text.length > mostCharacters || !(share < 1)) return { text, share: 1, protected: 0 }
  const words: { readonly start: number; readonly end: number; readonly score: number }[] = []
  let guarded = 0
  let fenced = false
  for (const match of text.matchAll(/\n|[^\s]+/g)) {
    if (match[0] === '\n') continue
    const word = match[0]
    const fence = word.startsWith('```')
    if (fence) fenced = !fenced
    const stays = fence || fenced || isProtected(word)
    if (stays) guarded += 1
    const score = stays ? Infinity : scoreOfWord(word, rarity)
    words.push({ start: match.index, end: match.index + word.length, score })
  }
  if (words.length === 0) return { text, share: 1, protected: 0 }
  const wanted = Math.max(guarded, Math.round(words.length * Math.max(0, share)))
  if (wanted >= words.length) return { text, share: 1, protected: guarded }
  const order = words
    .map((_, at) => at)
    .sort((left, right) => compare(words[right]!.score, words[left]!.score) || left - right)
  const kept = new Set(order.slice(0, wanted))
  let written = ''
  let behind = 0
  for (const [at, { start, end }] of words.entries()) {
    // Of the space between words a line's end stays, once.
    const space = text.slice(behind, start)
    behind = end
    if (space.includes('\n')) {
      if (written !== '' && !written.endsWith('\n'))
        written += space.includes('\n\n') ? '\n\n' : '\n'
    } else if (kept.has(at) && written !== '' && !/\s$/.test(written)) written += ' '
    if (kept.has(at)) written += text.slice(start, end)
  }
  return { text: written, share: wanted / words.length, protected: guarded }
}

/** Infinity minus Infinity is no number. */
function compare(left: number, right: number): number {
  return left === right ? 0 : left > right ? 1 : -1
}
