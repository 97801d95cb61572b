/**
 * A map whose entries come and go with each call.
 *
 * `Map` replaces its table after as many removals as it has room, and V8 links the replaced table to the next one. A
 * table that was moved to the old generation and is dead then holds all that was in its successors: with 32 calls open
 * at a time nearly every call was moved too, 7 KB each, and a fifth of a stored call's CPU went into that.
 * @module
 */

export interface PassingMap<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  /** Removes and gives what was there. */
  take(key: string): V | undefined
}

interface Place<V> {
  readonly key: string
  value: V
}

const places = 256
/** Of a key, from its end: ids begin with the time, which many of them share. */
const hashed = 6

/** For up to some thousand entries at a time, under keys that nobody outside can choose. */
export function createPassingMap<V>(): PassingMap<V> {
  const table: Place<V>[][] = Array.from({ length: places }, () => [])
  const rowOf = (key: string): Place<V>[] => {
    let hash = 0
    for (let at = Math.max(0, key.length - hashed); at < key.length; at++) {
      hash = (31 * hash + key.charCodeAt(at)) | 0
    }
    return table[hash & (places - 1)]!
  }
  const indexIn = (row: readonly Place<V>[], key: string): number => {
    for (let at = 0; at < row.length; at++) if (row[at]!.key === key) return at
    return -1
  }
  return {
    get(key) {
      const row = rowOf(key)
      const at = indexIn(row, key)
      return at < 0 ? undefined : row[at]!.value
    },
    set(key, value) {
      const row = rowOf(key)
      const at = indexIn(row, key)
      if (at < 0) row.push({ key, value })
      else row[at]!.value = value
    },
    take(key) {
      const row = rowOf(key)
      const at = indexIn(row, key)
      if (at < 0) return undefined
      const { value } = row[at]!
      const last = row.pop()!
      if (at < row.length) row[at] = last
      return value
    },
  }
}
