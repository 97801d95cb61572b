/**
 * A map that forgets: at most `2 × capacity` keys, those not used for longest go first. Two generations instead of
 * an ordered list: a look-up of a recent key is one `Map.get`.
 * @module
 */

export interface BoundedMap<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  entries(): IterableIterator<[string, V]>
  readonly size: number
}

export function createBoundedMap<V>(capacity: number): BoundedMap<V> {
  let young = new Map<string, V>()
  let old = new Map<string, V>()
  const set = (key: string, value: V) => {
    if (young.size >= capacity && !young.has(key)) {
      old = young
      young = new Map()
    }
    young.set(key, value)
    old.delete(key)
  }
  return {
    get(key) {
      const value = young.get(key)
      if (value !== undefined) return value
      const older = old.get(key)
      if (older !== undefined) set(key, older)
      return older
    },
    set,
    *entries() {
      yield* old
      yield* young
    },
    get size() {
      return young.size + old.size
    },
  }
}
