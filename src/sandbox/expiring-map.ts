/**
 * A map in virtual time that forgets: what has expired is gone for the reader at once, from memory at the next sweep.
 * @module
 */

export interface ExpiringMap<T> {
  get(key: number, at: number): T | undefined
  set(key: number, value: T, expiresAt: number): void
  size(): number
}

/** Sweeps whenever the map has doubled, so that a simulated week costs memory for an hour of it. */
export function createExpiringMap<T>(): ExpiringMap<T> {
  const slots = new Map<number, { value: T; expiresAt: number }>()
  let sweepAt = 4096
  let latest = -Infinity

  function sweep(): void {
    for (const [key, slot] of slots) if (slot.expiresAt < latest) slots.delete(key)
    sweepAt = Math.max(4096, slots.size * 2)
  }

  return {
    get(key, at) {
      if (at > latest) latest = at
      const slot = slots.get(key)
      return slot !== undefined && slot.expiresAt >= at ? slot.value : undefined
    },
    set(key, value, expiresAt) {
      const slot = slots.get(key)
      if (slot !== undefined) {
        slot.value = value
        slot.expiresAt = expiresAt
        return
      }
      slots.set(key, { value, expiresAt })
      if (slots.size > sweepAt) sweep()
    },
    size: () => slots.size,
  }
}
