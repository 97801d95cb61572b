/**
 * A document ready to be asked: its units, the hashed words and letter pieces of each, and their vectors as far as
 * they are known. Independent of the question, so it is kept by the document's hash.
 * @module
 */
import type { StaticEmbedding } from '../../../learned/static-embedding.ts'
import { splitSentences, type Unit } from './sentences.ts'
import { eachGram, eachWord, functionWords, stem } from './terms.ts'

export interface Prepared {
  readonly title: string
  readonly text: string
  readonly units: readonly Unit[]
  /** Stems of all words in order, hashed; those of unit `i` lie in `[wordAt[i], wordAt[i + 1])`. */
  readonly words: Int32Array
  readonly wordAt: Uint32Array
  readonly grams: Int32Array
  readonly gramAt: Uint32Array
  readonly titleWords: Int32Array
  /** Units × dimensions of the static table; empty without one. */
  readonly vectors: Float32Array
  /** Bit 1: a digit. Bit 2: a capitalised word behind the first. Bit 4: a quotation. */
  readonly signs: Uint8Array
  /** Vectors of the transformer, filled as units are first scored. */
  readonly embedded: (Float32Array | undefined)[]
}

/** FNV-1a over UTF-16 code units. */
export function hashed(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1)
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash | 0
}

export function prepare(text: string, title: string, table: StaticEmbedding | undefined): Prepared {
  const units = splitSentences(text)
  const words: number[] = []
  const grams: number[] = []
  const wordAt = new Uint32Array(units.length + 1)
  const gramAt = new Uint32Array(units.length + 1)
  const dimensions = table?.dimensions ?? 0
  const vectors = new Float32Array(units.length * dimensions)
  const signs = new Uint8Array(units.length)
  for (const [at, { start, end, kind }] of units.entries()) {
    if (kind !== 'space') {
      const part = text.slice(start, Math.min(end, start + 8000))
      eachWord(part, (found) => {
        if (functionWords.has(found)) return
        words.push(hashed(stem(found)))
        eachGram(found, (gram) => grams.push(gram))
      })
      if (table) vectors.set(table.embed(part), at * dimensions)
      signs[at] =
        (/[0-9]/.test(part) ? 1 : 0) |
        (/\s["'“„(]?\p{Lu}/u.test(part) ? 2 : 0) |
        (/["“„«]/.test(part) ? 4 : 0)
    }
    wordAt[at + 1] = words.length
    gramAt[at + 1] = grams.length
  }
  return {
    title,
    text,
    units,
    words: Int32Array.from(words),
    wordAt,
    grams: Int32Array.from(grams),
    gramAt,
    titleWords: stemsOf(title),
    vectors,
    signs,
    embedded: Array.from({ length: units.length }),
  }
}

/** Distinct stems of a text without function words, hashed. */
export function stemsOf(text: string): Int32Array {
  const found = new Set<number>()
  eachWord(text, (word) => {
    if (!functionWords.has(word)) found.add(hashed(stem(word)))
  })
  return Int32Array.from(found)
}

export function gramsOf(text: string): Int32Array {
  const found = new Set<number>()
  eachWord(text, (word) => {
    if (!functionWords.has(word)) eachGram(word, (gram) => found.add(gram))
  })
  return Int32Array.from(found)
}
