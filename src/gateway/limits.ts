/**
 * Limits of a gateway key: requests, tokens and dollars in a sliding window.
 *
 * A window is kept as twelve slots, so that the count of the last `windowMs` is off by at most a twelfth of it,
 * always to the careful side. In memory: a restart forgives what was used.
 * @module
 */
import { FarthingError } from '../errors.ts'
import type { GatewayKey, KeyLimit } from './parts.ts'

const slots = 12

class Window {
  readonly limit: KeyLimit
  readonly counts: bigint[] = Array.from({ length: slots }, () => 0n)
  readonly slotMs: number
  slot = 0
  sum = 0n

  constructor(limit: KeyLimit) {
    this.limit = limit
    this.slotMs = Math.max(1, limit.windowMs / slots)
  }

  advance(now: number): void {
    const slot = Math.floor(now / this.slotMs)
    // A clock that goes back must not free anything.
    if (slot <= this.slot) return
    const steps = Math.min(slots, slot - this.slot)
    for (let step = 1; step <= steps; step++) {
      const at = (this.slot + step) % slots
      this.sum -= this.counts[at]!
      this.counts[at] = 0n
    }
    this.slot = slot
  }

  add(amount: bigint): void {
    this.counts[this.slot % slots]! += amount
    this.sum += amount
  }

  /** Seconds until the oldest slot that holds something leaves the window. */
  wait(now: number): number {
    for (let step = 1; step <= slots; step++) {
      if (this.counts[(this.slot + step) % slots]! > 0n) {
        return Math.max(1, Math.ceil(((this.slot + step) * this.slotMs - now) / 1000))
      }
    }
    return 1
  }
}

export interface Limits {
  /** Counts a request. Throws `rate_limited` where a limit of the key is reached; then nothing is counted. */
  admit(key: GatewayKey, now: number): void
  /** Counts what a call used, once known. */
  settle(key: GatewayKey, tokens: number, dollars: bigint, now: number): void
}

/** Starts with nothing used. Keys that are gone are dropped with their windows when the settings of a key change. */
export function createLimits(): Limits {
  const windows = new Map<string, { readonly of: readonly KeyLimit[]; readonly list: Window[] }>()

  function windowsOf(key: GatewayKey): Window[] {
    const known = windows.get(key.id)
    if (known !== undefined && known.of === key.limits) return known.list
    const list = key.limits.map((limit) => new Window(limit))
    windows.set(key.id, { of: key.limits, list })
    return list
  }

  return {
    admit(key, now) {
      if (key.limits.length === 0) return
      const list = windowsOf(key)
      for (const window of list) {
        window.advance(now)
        if (window.sum >= window.limit.amount) throw refusal(window, now)
      }
      for (const window of list) if (window.limit.unit === 'requests') window.add(1n)
    },
    settle(key, tokens, dollars, now) {
      if (key.limits.length === 0) return
      for (const window of windowsOf(key)) {
        window.advance(now)
        if (window.limit.unit === 'tokens') window.add(BigInt(tokens))
        else if (window.limit.unit === 'dollars') window.add(dollars)
      }
    },
  }
}

function refusal(window: Window, now: number): FarthingError {
  const { unit, amount, windowMs } = window.limit
  return new FarthingError('rate_limited', {
    scope: 'this key',
    limit: unit === 'dollars' ? Number(amount) / 1e12 : Number(amount),
    unit,
    window: windowMs >= 1000 ? `${Math.round(windowMs / 1000)} s` : `${windowMs} ms`,
    seconds: window.wait(now),
  })
}
