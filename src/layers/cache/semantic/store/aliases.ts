/**
 * Words that were approved for an answer: asked again, they lead to it without any likeness being weighed.
 * @module
 */
import { hash } from 'node:crypto'
import type { Kept } from './kept.ts'

export interface Aliases {
  find(partition: string, text: string): Kept | undefined
  /** Takes words up under the id of their row; those that they displace are let go. */
  join(text: string, kept: Kept, id: number): void
  /** Lets go of all words of an answer. */
  drop(kept: Kept): void
  readonly size: number
}

/** Paraphrases kept of one answer; the oldest goes first. */
const maximumAliases = 32

/** @param gone - told the id of each row that is no longer needed */
export function createAliases(gone: (id: number) => void): Aliases {
  const answers = new Map<string, Kept>()

  function remove(kept: Kept, key: string): void {
    const at = kept.aliases?.findIndex((alias) => alias.key === key) ?? -1
    if (at < 0) return
    answers.delete(key)
    gone(kept.aliases!.splice(at, 1)[0]!.id)
  }

  return {
    find: (partition, text) => answers.get(keyOf(partition, text)),
    join(text, kept, id) {
      const key = keyOf(kept.partition, text)
      const older = answers.get(key)
      if (older) remove(older, key)
      answers.set(key, kept)
      kept.aliases = [...(kept.aliases ?? []), { key, id }]
      if (kept.aliases.length > maximumAliases) remove(kept, kept.aliases[0]!.key)
    },
    drop(kept) {
      while (kept.aliases?.[0]) remove(kept, kept.aliases[0].key)
    },
    get size() {
      return answers.size
    },
  }
}

/** Approved words count as they are, but for case, spaces and the mark at their end. */
function keyOf(partition: string, text: string): string {
  const plain = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[.?!\s]+$/, '')
    .toLowerCase()
  return hash('sha256', `${partition}\n${plain}`, 'base64url').slice(0, 22)
}
