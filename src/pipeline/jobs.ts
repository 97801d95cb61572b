/**
 * Work for after the reply: shadow calls, judging, learning. Its own signal and budget, drained at stop.
 * @module
 */
import type { Job } from '../layers/layer.ts'

export interface Jobs {
  /** Starts the job as soon as a place is free; beyond `queued` waiting jobs it is dropped and counted: false. */
  add(job: Job): boolean
  readonly dropped: number
  readonly open: number
  /** Resolves when nothing is left; after `graceMs` what runs is aborted. */
  drain(graceMs: number): Promise<void>
}

export interface JobOptions {
  readonly concurrency?: number
  readonly queued?: number
  /** A job is aborted after this long. */
  readonly budgetMs?: number
  readonly failed: (error: unknown) => void
}

export function createJobs({
  concurrency = 4,
  queued = 1000,
  budgetMs = 120_000,
  failed,
}: JobOptions): Jobs {
  const waiting: Job[] = []
  const stop = new AbortController()
  let running = 0
  let dropped = 0
  let idle: (() => void) | undefined

  const start = (job: Job): void => {
    running++
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(budgetMs)])
    Promise.resolve()
      .then(() => job(signal))
      .catch(failed)
      .finally(() => {
        running--
        const next = waiting.shift()
        if (next) start(next)
        else if (running === 0) idle?.()
      })
  }

  return {
    add(job) {
      if (stop.signal.aborted || waiting.length >= queued) {
        dropped++
        return false
      }
      if (running < concurrency) start(job)
      else waiting.push(job)
      return true
    },
    get dropped() {
      return dropped
    },
    get open() {
      return running + waiting.length
    },
    async drain(graceMs) {
      if (running === 0) return
      const done = new Promise<void>((resolve) => {
        idle = resolve
      })
      const timer = setTimeout(() => {
        dropped += waiting.splice(0).length
        stop.abort(new Error('the gateway is stopping'))
      }, graceMs)
      await done
      clearTimeout(timer)
    },
  }
}
