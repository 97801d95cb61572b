/**
 * Documents that were prepared before, by title and text: bounded, the oldest go first. The map hashes them with the
 * engine's own seeded hash: a digest of each would cost a tenth of a call whose documents are all known.
 * @module
 */
import type { StaticEmbedding } from '../../../learned/static-embedding.ts'
import { prepare, type Prepared } from './prepared.ts'

/** Characters of text that are remembered; what is kept of them takes about 30 times the bytes, with all vectors. */
const mostCharacters = 4_000_000

/** A class for its lifetime: what is known of documents while a selector lives. */
export class Remembered {
  readonly #table: StaticEmbedding | undefined
  readonly #known = new Map<string, Prepared>()
  #characters = 0

  constructor(table: StaticEmbedding | undefined) {
    this.#table = table
  }

  get size(): number {
    return this.#known.size
  }

  prepared(text: string, title: string): Prepared {
    const key = title === '' ? text : `${title}\n${text}`
    const known = this.#known.get(key)
    if (known && known.title === title && known.text === text) {
      this.#known.delete(key)
      this.#known.set(key, known)
      return known
    }
    const made = prepare(text, title, this.#table)
    if (text.length > mostCharacters / 4) return made
    if (known) this.#characters -= known.text.length
    this.#known.set(key, made)
    this.#characters += text.length
    for (const [oldest, { text: old }] of this.#known) {
      if (this.#characters <= mostCharacters) break
      this.#known.delete(oldest)
      this.#characters -= old.length
    }
    return made
  }
}
