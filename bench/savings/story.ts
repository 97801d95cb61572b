/**
 * One call's story: what it cost, what it would have cost, and what each layer did about it.
 * @module
 */
import type { Served } from './rig/run.ts'

export interface Story {
  readonly call: number
  readonly asRecorded: number
  readonly paid: number
  readonly saved: Readonly<Record<string, number>>
  readonly notes: Readonly<Record<string, readonly string[]>>
}

/** Keeps the call on which most was saved, one on which more layers did something before others. */
export function createTeller(): { see: (served: Served) => void; story: () => Story | undefined } {
  let best: Served | undefined
  let bestScore = 0
  return {
    see(served) {
      const amounts = Object.values(served.saved).filter((amount) => amount > 1e-7)
      const score = amounts.reduce((a, b) => a + b, 0) * amounts.length ** 2
      if (score <= bestScore) return
      bestScore = score
      best = { ...served, sent: undefined }
    },
    story() {
      if (best === undefined) return undefined
      const paid = best.input + best.output
      const saved = best.saved as Record<string, number>
      const asRecorded = paid + Object.values(saved).reduce((a, b) => a + b, 0)
      return { call: best.index, asRecorded, paid, saved, notes: best.notes as Story['notes'] }
    },
  }
}
