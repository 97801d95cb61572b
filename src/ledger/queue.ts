/**
 * Writes of one turn of the event loop in one transaction. They wait in memory until the loop's check phase, which
 * comes right after the sockets were read: a call that waits for its commit waits for the end of its own turn.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'

/** SQLite's primary result codes that the next try may not meet: busy, locked, no memory, read-only, I/O, full, cannot open. */
const passing = new Set([5, 6, 7, 8, 10, 13, 14])
const firstPauseMs = 50
const longestPauseMs = 5000

/** One write. Runs inside a transaction, perhaps more than once: it may change nothing but the database. */
export type Write = () => void

export interface QueueOptions {
  /** Writes that may wait while the disk refuses them; later ones are lost, and counted. */
  readonly mostQueued: number
  /** Told once when writing begins to fail, and once when it works again. */
  readonly onProblem: (message: string, error?: unknown) => void
  /** After a rollback: forget what was learnt inside the transaction. */
  readonly onRollback: () => void
}

export interface QueueHealth {
  readonly queued: number
  /** Writes that never reached the disk: the queue was full, or the row was refused. */
  readonly lost: number
  readonly failing: boolean
}

export interface Queue {
  push(write: Write): void
  /** Runs `run` once all that was pushed before is on disk, or cannot be for now: a full disk fails no call. */
  afterCommit(run: () => void): void
  /** Writes now, without waiting for the end of the turn. */
  flush(): void
  /** Called after each commit; answers how to stop. */
  onCommit(listener: () => void): () => void
  health(): QueueHealth
  /** Last flush, and no more after it. */
  close(): void
}

/** Collects writes over `database` and commits them once a turn. */
export function createQueue(database: DatabaseSync, options: QueueOptions): Queue {
  const begin = database.prepare('BEGIN')
  const commit = database.prepare('COMMIT')
  const listeners = new Set<() => void>()
  let writes: Write[] = []
  let waiting: (() => void)[] = []
  let scheduled = false
  let closed = false
  let lost = 0
  let pauseMs = 0
  let timer: NodeJS.Timeout | undefined

  const problem = (message: string, error?: unknown): void => {
    try {
      options.onProblem(message, error)
    } catch {
      // A logger that throws must not stop the ledger.
    }
  }
  const schedule = (): void => {
    if (scheduled || closed) return
    scheduled = true
    setImmediate(flush)
  }

  /** True when the batch is on disk or refused for good; false when it has to be tried again. */
  const commitBatch = (batch: readonly Write[]): boolean => {
    let refused: unknown
    let refusals = 0
    try {
      begin.get()
      for (const write of batch) {
        try {
          write()
        } catch (error) {
          if (isPassing(error)) throw error
          refused = error
          refusals++
        }
      }
      commit.get()
    } catch (error) {
      rollBack(database)
      options.onRollback()
      if (pauseMs === 0)
        problem('The ledger cannot be written; calls go on, rows wait in memory.', error)
      return false
    }
    if (refusals > 0) {
      lost += refusals
      problem(`The ledger refused ${refusals} rows; they are lost.`, refused)
    }
    return true
  }

  function flush(): void {
    scheduled = false
    if (writes.length > 0 && timer === undefined) {
      const batch = writes
      writes = []
      if (commitBatch(batch)) {
        if (pauseMs > 0) problem('The ledger can be written again.')
        pauseMs = 0
        for (const listener of listeners) guarded(listener, problem)
      } else if (closed) {
        lost += batch.length
      } else {
        writes = batch
        pauseMs = Math.min(longestPauseMs, pauseMs * 2 || firstPauseMs)
        timer = setTimeout(() => {
          timer = undefined
          flush()
        }, pauseMs)
        timer.unref()
      }
    }
    const runs = waiting
    waiting = []
    for (const run of runs) guarded(run, problem)
  }

  return {
    push(write) {
      if (writes.length >= options.mostQueued || closed) {
        if (lost++ === 0)
          problem('The ledger loses rows: the disk refuses them and the queue is full.')
        return
      }
      writes.push(write)
      schedule()
    },
    afterCommit(run) {
      if (writes.length === 0 && waiting.length === 0) return run()
      waiting.push(run)
      schedule()
    },
    flush,
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: () => ({ queued: writes.length, lost, failing: pauseMs > 0 }),
    close() {
      closed = true
      clearTimeout(timer)
      timer = undefined
      flush()
    },
  }
}

function guarded(run: () => void, problem: (message: string, error: unknown) => void): void {
  try {
    run()
  } catch (error) {
    problem('A callback of the ledger threw.', error)
  }
}

function isPassing(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode
  return typeof code === 'number' && passing.has(code & 0xff)
}

function rollBack(database: DatabaseSync): void {
  try {
    if (database.isTransaction) database.exec('ROLLBACK')
  } catch {
    // SQLite rolls some failures back by itself.
  }
}
