/**
 * Writes of one turn of the event loop are one line of the journal, those of many turns one transaction. They wait in
 * memory until the loop's check phase, which comes right after the sockets were read: a call that waits for its commit
 * waits for the end of its own turn. A write that the journal cannot hold brings the transaction forward to there.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { atTurnEnd } from '../wire/turn-end.ts'
import type { Entry, Journal } from './journal.ts'

/** SQLite's primary result codes that the next try may not meet: busy, locked, no memory, read-only, I/O, full, cannot open. */
const passing = new Set([5, 6, 7, 8, 10, 13, 14])
const firstPauseMs = 50
const longestPauseMs = 5000
/** A row costs 2.3 µs in a transaction of 160, 4 in one of 12, 19 alone; 20 ms is what a reader of the file is behind. */
const behindMs = 20
/**
 * Bodies that were read are sent while they lie in the core's cache: copying 100 KB to a socket takes 8 µs there and 42
 * at the end of a turn in which thirty others were read.
 */
const mostBytes = 262_144
/** About 0.5 ms of one transaction. */
const mostBehind = 256

/** One write. Runs inside a transaction, perhaps more than once: it may change nothing but the database. */
export type Write = () => void

/** The same write as the journal holds it, asked at the end of the turn; undefined: nothing of it is needed any more. */
export type Journaled = () => Entry | undefined

export interface QueueOptions {
  /** Absent: each turn ends with a transaction. */
  readonly journal?: Journal | undefined
  /** Notes in the database, inside a transaction, up to which line of the journal it holds everything. */
  readonly mark?: (line: number) => void
  /** Writes that may wait while the disk refuses them; later ones are lost, and counted. */
  readonly mostQueued: number
  /** Told once when writing begins to fail, and once when it works again. */
  readonly onProblem: (message: string, error?: unknown) => void
  /** Whether what the journal holds had better stay there for now. */
  readonly holding?: () => boolean
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
  /** `journaled` absent: it goes into the database in this turn, and all that waits with it. */
  push(write: Write, journaled?: Journaled): void
  /**
   * Runs `run` once all that was pushed before is on disk, or cannot be for now: a full disk fails no call.
   * `bytes`: what it will send. Where much waits to be sent, the turn ends early.
   */
  afterCommit(run: () => void, bytes?: number): void
  /** Brings all that waits into the database now. */
  flush(): void
  /** What the end of the turn would do, now. */
  endTurn(): void
  /** Called after each commit; answers how to stop. */
  onCommit(listener: () => void): () => void
  health(): QueueHealth
  /** Last flush, and no more after it. */
  close(): void
}

/** Collects writes over `database` and commits them once a turn. */
export function createQueue(database: DatabaseSync, options: QueueOptions): Queue {
  const { journal } = options
  const begin = database.prepare('BEGIN')
  const commit = database.prepare('COMMIT')
  const listeners = new Set<() => void>()
  let writes: Write[] = []
  /** What of `writes` no line of the journal holds yet. */
  let entries: Journaled[] = []
  let urgent = false
  let waiting: (() => void)[] = []
  let waitingBytes = 0
  let scheduled = false
  let closed = false
  let lost = 0
  let pauseMs = 0
  let timer: NodeJS.Timeout | undefined
  let behind: NodeJS.Timeout | undefined

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
    atTurnEnd(endTurn)
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
      if (journal) options.mark?.(journal.last)
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
    clearTimeout(behind)
    behind = undefined
    if (writes.length > 0 && timer === undefined) {
      const batch = writes
      writes = []
      if (commitBatch(batch)) {
        if (pauseMs > 0) problem('The ledger can be written again.')
        pauseMs = 0
        entries = []
        urgent = false
        journal?.restart()
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
  }

  function catchUp(): void {
    if (options.holding?.()) behind = setTimeout(catchUp, behindMs).unref()
    else flush()
  }

  function endTurn(): void {
    scheduled = false
    if (!journal || urgent || writes.length >= mostBehind) flush()
    if (journal && entries.length > 0) writeLine(journal)
    const runs = waiting
    waiting = []
    waitingBytes = 0
    for (const run of runs) guarded(run, problem)
  }

  function writeLine(into: Journal): void {
    const line: Entry[] = []
    for (const journaled of entries) {
      const entry = journaled()
      if (entry) line.push(entry)
    }
    entries = []
    try {
      if (line.length > 0) into.write(line)
      behind ??= setTimeout(catchUp, behindMs).unref()
    } catch {
      // The database may have room where the journal has none, and says what is wrong where it has not.
      flush()
    }
  }

  return {
    push(write, journaled) {
      if (writes.length >= options.mostQueued || closed) {
        if (lost++ === 0)
          problem('The ledger loses rows: the disk refuses them and the queue is full.')
        return
      }
      writes.push(write)
      if (journaled) entries.push(journaled)
      else urgent = true
      schedule()
    },
    afterCommit(run, bytes = 0) {
      if (!scheduled) return run()
      waiting.push(run)
      waitingBytes += bytes
      if (waitingBytes >= mostBytes) endTurn()
    },
    flush,
    endTurn,
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
      endTurn()
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
