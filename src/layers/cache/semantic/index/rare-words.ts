/**
 * Candidates by words: entries that share a rare word with a question, however far their vectors lie apart. Names of
 * products and people, ids, and words that the table does not know.
 * @module
 */

/** A word of more entries than this in a partition is no longer rare, and its list is let go. */
const rareUpTo = 48

/** Words of a question that are looked at, and of an entry that are kept. */
const maximumWords = 64

export interface RareWords<T> {
  add(partition: string, item: T, text: string): void
  /** `text` as it was added. */
  remove(partition: string, item: T, text: string): void
  /** At most `count` items that share rare words, now and then one of another partition, by the weight of those words: the rarer, the heavier. */
  candidates(partition: string, text: string, count: number): T[]
}

export function createRareWords<T>(): RareWords<T> {
  /** By hash of partition and word. A number: so many entries have the word that they are only counted. */
  const lists = new Map<number, T[] | number>()

  return {
    add(partition, item, text) {
      for (const word of hashesOf(partition, text)) {
        const list = lists.get(word)
        if (list === undefined) lists.set(word, [item])
        else if (typeof list === 'number') lists.set(word, list + 1)
        else if (list.length < rareUpTo) list.push(item)
        else lists.set(word, list.length + 1)
      }
    },
    remove(partition, item, text) {
      for (const word of hashesOf(partition, text)) {
        const list = lists.get(word)
        if (typeof list === 'number') {
          if (list > 1) lists.set(word, list - 1)
          else lists.delete(word)
        } else if (list) {
          const at = list.indexOf(item)
          if (at !== -1) list.splice(at, 1)
          if (list.length === 0) lists.delete(word)
        }
      }
    },
    candidates(partition, text, count) {
      const weights = new Map<T, number>()
      for (const word of hashesOf(partition, text)) {
        const list = lists.get(word)
        if (list === undefined || typeof list === 'number') continue
        const weight = 1 / (4 + list.length)
        for (const item of list) weights.set(item, (weights.get(item) ?? 0) + weight)
      }
      if (weights.size === 0) return []
      return [...weights]
        .sort((a, b) => b[1] - a[1])
        .slice(0, count)
        .map(([item]) => item)
    },
  }
}

/** 31 bits of FNV-1a. Words of one hash share a list, whichever partitions they are of: the caller keeps these apart. */
function hashesOf(partition: string, text: string): Set<number> {
  const start = hashOf(partition, 0x811c9dc5)
  const hashes = new Set<number>()
  for (const [word] of text.matchAll(/[\p{L}\p{N}]{2,}/gu)) {
    hashes.add(hashOf(word.toLowerCase(), start) >>> 1)
    if (hashes.size === maximumWords) break
  }
  return hashes
}

function hashOf(text: string, start: number): number {
  let hash = start
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}
