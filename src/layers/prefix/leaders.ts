/**
 * Parallel starts: until the first reply begins, every call with the same unseen prefix pays its write. The first is
 * the leader; the others may wait for its first byte.
 * @module
 */
import type { Decision } from './decision.ts'
import type { Key } from '../../pricing/warmth/warmth.ts'
import type { Marker } from './plan.ts'

export interface Leader {
  /** Milliseconds until its reply probably begins; 0 when it is overdue. */
  expectedMs(at: number): number
  /** True once its reply has begun; false after `longestMs`, or where it failed. */
  wait(longestMs: number): Promise<boolean>
}

export interface Lead {
  begun(at: number): void
  ended(): void
}

export interface Leaders {
  /** Who writes now what the decision would write as well. */
  of(decision: Decision): Leader | undefined
  start(decision: Decision, markers: readonly Marker[], at: number): Lead | undefined
}

interface Flight {
  readonly startedAt: number
  readonly waiting: Set<(began: boolean) => void>
}

const mostFlights = 10_000

export function createLeaders(): Leaders {
  const flights = new Map<Key, Flight>()
  /** Of all models together: a rough figure decides only whether waiting is tried. */
  let firstByteMs = 1000
  let begunCount = 0
  return {
    of({ sight, plan }) {
      if (flights.size === 0) return undefined
      for (const { at } of plan.markers.toReversed()) {
        if (at <= plan.read) break
        const flight = flights.get(sight.places[at]!.key)
        if (flight) return leaderOf(flight)
      }
      return undefined
    },
    start({ sight, plan }, markers, startedAt) {
      if (flights.size >= mostFlights) return undefined
      const flight: Flight = { startedAt, waiting: new Set() }
      const keys: Key[] = []
      for (const { at } of markers) {
        const { key } = sight.places[at]!
        if (at > plan.read && !flights.has(key)) {
          flights.set(key, flight)
          keys.push(key)
        }
      }
      if (keys.length === 0) return undefined
      const end = (began: boolean): void => {
        for (const key of keys) if (flights.get(key) === flight) flights.delete(key)
        for (const tell of flight.waiting) tell(began)
        flight.waiting.clear()
      }
      return {
        begun(at) {
          // The guess is worth one call: else twenty quick ones pass before anybody waits.
          const weight = Math.max(0.1, 1 / (++begunCount + 1))
          firstByteMs += weight * (at - startedAt - firstByteMs)
          end(true)
        },
        ended: () => end(false),
      }
    },
  }

  function leaderOf({ startedAt, waiting }: Flight): Leader {
    return {
      expectedMs: (at) => Math.max(0, firstByteMs - (at - startedAt)),
      wait: (longestMs) =>
        new Promise((resolve) => {
          const timer = setTimeout(() => tell(false), longestMs)
          const tell = (began: boolean): void => {
            clearTimeout(timer)
            waiting.delete(tell)
            resolve(began)
          }
          waiting.add(tell)
        }),
    }
  }
}
