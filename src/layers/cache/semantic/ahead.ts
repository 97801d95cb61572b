/**
 * Encodes kept questions before anybody asks for them, where that pays: while the transformers have nothing to do, on a
 * tenth of a core, and only as long as questions are verified at all.
 * @module
 */
import type { Models } from './models.ts'
import type { Encodings } from './store/encodings.ts'
import type { Kept } from './store/kept.ts'

export interface Ahead {
  /** A question was kept, and its vector is not known. */
  add(kept: Kept): void
  /** A kept question was verified: vectors are wanted here. */
  wanted(): void
  readonly waiting: number
}

export interface AheadParts {
  readonly models: Models
  readonly encodings: Encodings<Kept>
  /** All that is kept: what came before the process, or in a flood, is encoded when nothing newer waits. */
  readonly all: () => Iterator<Kept>
  readonly failed: (error: unknown) => void
  /** As `setTimeout`, of milliseconds; keeps no process alive. */
  readonly after?: (milliseconds: number, run: () => void) => void
}

/** Longer lists are cut at their old end: those are encoded when they are first verified. */
const longest = 100
/** Vectors made without any being wanted, and for each that was. */
const allowance = 200
const forEach = 20
/** Of one core: between two vectors lies nine times what the first took. */
const share = 0.1
const shortestMs = 5

/** Of all that is kept, looked at between two turns. */
const lookedAtOnce = 100

export function createAhead(parts: AheadParts): Ahead {
  const { models, encodings, all, failed, after = later } = parts
  const queue = new Set<Kept>()
  let allowed = allowance
  let running = false
  /** Where all that is kept has been gone through to; undefined: nothing of it is wanted now. */
  let others: Iterator<Kept> | undefined

  const wake = (milliseconds: number): void => {
    running = allowed > 0 && (queue.size > 0 || others !== undefined)
    if (running) after(milliseconds, () => void next())
  }

  function stop(): void {
    queue.clear()
    others = undefined
  }

  function nextOf(): Kept | undefined {
    for (const kept of queue) {
      queue.delete(kept)
      // Gone, or verified meanwhile.
      if (kept.place && !encodings.adopt(kept)) return kept
    }
    for (let looked = 0; others && looked < lookedAtOnce; looked++) {
      const { value, done } = others.next()
      if (done || encodings.full) others = undefined
      else if (!encodings.adopt(value)) return value
    }
    return undefined
  }

  async function next(): Promise<void> {
    const { encoder, verifier } = models
    if (!encoder && models.ready) stop()
    if (!encoder || encoder.waiting + (verifier?.waiting ?? 0) > 0) return wake(shortestMs)
    const kept = nextOf()
    if (!kept) return wake(shortestMs)
    allowed--
    const start = performance.now()
    try {
      const [vector] = await encoder.embed([kept.text])
      encodings.keep(kept, vector!)
    } catch (error) {
      failed(error)
      stop()
    }
    wake(Math.max(shortestMs, (performance.now() - start) * (1 / share - 1)))
  }

  return {
    add(kept) {
      if ((models.ready && !models.encoder) || encodings.adopt(kept)) return
      queue.add(kept)
      for (const oldest of queue) {
        if (queue.size <= longest) break
        queue.delete(oldest)
      }
      if (!running) wake(shortestMs)
    },
    wanted() {
      allowed = Math.min(allowance, allowed + forEach)
      if (!encodings.full) others ??= all()
      if (!running) wake(shortestMs)
    },
    get waiting() {
      return queue.size
    },
  }
}

function later(milliseconds: number, run: () => void): void {
  setTimeout(run, milliseconds).unref()
}
