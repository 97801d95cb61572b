/**
 * What was asked before in a partition and lies near a question: by vector, and beside it by shared rare words.
 * @module
 */
import { createRareWords } from './rare-words.ts'
import { createVectors, type Near, type Place } from './vectors.ts'

/** What the index keeps of an entry, in the entry itself: 300 bytes each in a list of their own would be a fifth more. */
export interface Indexed {
  readonly text: string
  /** Set while the entry is in the index. */
  place: Place<Indexed> | undefined
}

export interface SemanticIndex<T extends Indexed> {
  add(partition: string, item: T, vector: Float32Array): void
  /** Nothing where the item is not in the index. */
  remove(item: T): void
  /**
   * The `count` nearest of at least the floor and `beside` more that share rare words with `text`, all in the order of
   * their similarity.
   */
  candidates(
    partition: string,
    text: string,
    vector: Float32Array,
    count: number,
    beside: number,
  ): Near<T>[]
  /** Of partitions that have entries. */
  keys(): IterableIterator<string>
  readonly size: number
  readonly partitions: number
  /** Bytes of vectors and sketches; words and places come to about 120 an entry more. */
  readonly bytes: number
}

/** @param floor - cosine below which a vector alone makes no candidate */
export function createSemanticIndex<T extends Indexed>(
  dimensions: number,
  floor: number,
): SemanticIndex<T> {
  const vectors = createVectors<T>(dimensions, floor)
  const words = createRareWords<T>()
  return {
    add(partition, item, vector) {
      item.place = vectors.add(partition, item, vector) as Place<Indexed>
      words.add(partition, item, item.text)
    },
    remove(item) {
      const place = item.place as Place<T> | undefined
      if (!place) return
      words.remove(place.partition.key, item, item.text)
      vectors.remove(place)
      item.place = undefined
    },
    candidates(partition, text, vector, count, beside) {
      const near = vectors.nearest(partition, vector, count)
      if (beside === 0) return near
      const more = words
        .candidates(partition, text, count + beside)
        // Lists are found by hash: some hold entries of other partitions too.
        .filter((item) => item.place?.partition.key === partition)
        .filter((item) => !near.some((one) => one.item === item))
        .slice(0, beside)
        .map((item) => ({
          item,
          similarity: vectors.similarity(item.place as Place<T>, vector),
        }))
      return [...near, ...more].sort((a, b) => b.similarity - a.similarity)
    },
    keys: () => vectors.keys(),
    get size() {
      return vectors.size
    },
    get partitions() {
      return vectors.partitions
    },
    get bytes() {
      return vectors.bytes
    },
  }
}
