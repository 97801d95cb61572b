/**
 * Documents that were prepared before, by title and text: bounded, the oldest go first. The map hashes them with the
 * engine's own seeded hash: a digest of each would cost a tenth of a call whose documents are all known.
 * @module
 */
import type { StaticEmbedding } from '../../../learned/static-embedding.ts'
import type { Work } from '../in-stretches.ts'
import { preparing, type Prepared } from './prepared.ts'
import type { Unit } from './sentences.ts'

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

  known(text: string, title: string): Prepared | undefined {
    const key = keyOf(text, title)
    const known = this.#known.get(key)
    if (known?.title !== title || known.text !== text) return undefined
    this.#known.delete(key)
    this.#known.set(key, known)
    return known
  }

  *preparing(text: string, title: string, units: readonly Unit[]): Work<Prepared> {
    const made = yield* preparing(text, title, this.#table, units)
    if (text.length > mostCharacters / 4) return made
    const key = keyOf(text, title)
    this.#characters += text.length - (this.#known.get(key)?.text.length ?? 0)
    this.#known.set(key, made)
    for (const [oldest, { text: old }] of this.#known) {
      if (this.#characters <= mostCharacters) break
      this.#known.delete(oldest)
      this.#characters -= old.length
    }
    return made
  }
}

function keyOf(text: string, title: string): string {
  return title === '' ? text : `${title}\n${text}`
}
