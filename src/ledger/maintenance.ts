/**
 * What the ledger does between calls: rolling up, deleting, and moving the write-ahead log into the database.
 *
 * All of it but the log's way is done in the thread that serves calls, in steps that watch their own time. The log is
 * moved by the other thread (`background-thread.ts`), which also waits for the disk when the log starts over; meanwhile
 * nothing is written here that can wait.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Accumulator } from './accumulate.ts'
import type { Background } from './background.ts'
import type { Retention } from './retention.ts'
import type { Rollup } from './rollup.ts'
import type { CallFacts, Closing } from './rows.ts'

const pauseMs = 200
/** Between steps while there is more to do: it may take a twentieth of the time. */
const busyPauseMs = 10
/** A step begins no other piece after this long; with a piece of half a megabyte it stays under 2 ms. */
const stepMs = 0.5
/** What a commit takes for each page that it writes. */
const pageMs = 0.007
/** Calls that SQL rolls up at once: each may be a sum of its own by hour and by day, 10 µs. */
const rowsAtOnce = 16
/** The same where nobody waits: 5 µs a call. */
const rowsAtStart = 2000
/** At start and end SQL may catch up for so long. */
const catchUpMs = 100
/** Frames of the write-ahead log (4 KB each) from which the owner itself moves them, waiting for the disk. */
const mostFrames = 16_000
/** Pages written between two checkpoints, 16 MB of log; a commit counts as two more. */
const checkpointEvery = 4000
/** The first comes early: until then, nobody moves the log. */
const firstCheckpoint = 500
/** A commit that cannot wait, while the other thread lets the log start over, waits for that: one wait for the disk. */
const longestWaitMs = 1000

export interface MaintenanceOptions {
  readonly database: DatabaseSync
  readonly rollup: Rollup
  readonly accumulator: Accumulator
  readonly retention: Retention
  /** Started when there is enough to do; undefined for a ledger in memory. */
  readonly background: (() => Background) | undefined
  readonly now: () => number
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed?: (() => number) | undefined
  readonly onProblem: (message: string, error?: unknown) => void
}

/** A call whose row is on disk. */
export interface Closed {
  readonly row: number
  readonly number: number
  readonly facts: CallFacts
  readonly closing: Closing
}

export interface Maintenance {
  /** One step; the answer is whether there is more at once. For tests, and used by the timer. */
  step(): boolean
  /** Tells that a transaction was committed, with these calls. */
  committed(calls: readonly Closed[]): void
  /** Whether the log is being moved: a commit now would keep it from starting over, or wait for the disk. */
  holding(): boolean
  /** Writes all sums that are in memory: at the end, and in tests. */
  finish(): void
  /** The longest step so far, in milliseconds. */
  longestMs(): number
  stop(): void
}

/** Starts the timer, which keeps no process alive. */
export function startMaintenance(options: MaintenanceOptions): Maintenance {
  const { database, rollup, accumulator, retention } = options
  const elapsed = options.elapsed ?? (() => performance.now())
  const begin = database.prepare('BEGIN')
  const commit = database.prepare('COMMIT')
  let longest = 0
  /** Since the last checkpoint, about. */
  let pages = 0
  /** False until all rows of before are rolled up by SQL; only then can the sums in memory follow on. */
  let following = false
  let checkpointing = false
  let due = firstCheckpoint
  let failing = false
  let stopped = false
  let timer = setTimeout(tick, pauseMs).unref()

  /** One transaction of as many pieces as fit into `most` milliseconds, at least one; true where there may be more. */
  function inTime(most: number, piece: (room: number) => number): boolean {
    const start = elapsed()
    let more = true
    let written = 0
    let left = Infinity
    begin.get()
    try {
      while (more && left > 0) {
        const wrote = piece(left / pageMs)
        more = wrote > 0
        if (wrote !== Infinity) written += wrote
        left = wrote === Infinity ? 0 : most - (elapsed() - start) - written * pageMs
      }
      commit.get()
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
    if (written > 0) pages += written + 2
    longest = Math.max(longest, elapsed() - start)
    return more
  }
  function step(): boolean {
    const now = options.now()
    let summing = true
    return inTime(stepMs, (room) => {
      const wrote = summing ? sum(now, rowsAtOnce) : 0
      if (wrote > 0) return wrote
      summing = false
      return retention.piece(now, room)
    })
  }
  /** Sums of a few calls; the answer is about how many pages they take, 0 where there was nothing to do. */
  function sum(now: number, most: number): number {
    const extras = rollup.advanceExtras(most)
    const groups = following ? accumulator.write(now) : rollup.advance(most)
    // What is on disk now is in the sums; what commits from here on is added as it closes.
    if (groups === 0) following = true
    return (extras + groups) / 4
  }
  /** Runs what may fail; sums are then made anew from the rows. */
  function attempt(run: () => boolean): boolean {
    try {
      const more = run()
      failing = false
      return more
    } catch (error) {
      following = false
      accumulator.clear()
      if (!failing) options.onProblem('Upkeep of the ledger failed and is tried again.', error)
      failing = true
      return false
    }
  }
  /** Sums alone, where no call waits: all that are in memory, and by SQL what fits into the time. */
  function catchUp(): void {
    attempt(() => inTime(catchUpMs, () => (following ? 0 : sum(Infinity, rowsAtStart))))
    if (following) attempt(() => inTime(Infinity, () => sum(Infinity, rowsAtStart)))
  }
  function tick(): void {
    const more = !checkpointing && attempt(step)
    checkpoint()
    timer = setTimeout(tick, more || checkpointing ? busyPauseMs : pauseMs).unref()
  }
  function checkpoint(): void {
    if (pages < due || checkpointing || !options.background) return
    pages = 0
    due = checkpointEvery
    checkpointing = true
    database.exec(`PRAGMA busy_timeout = ${longestWaitMs}`)
    void moved(options.background())
  }
  async function moved(background: Background): Promise<void> {
    let frames = Infinity
    try {
      frames = await background.checkpoint()
    } catch (error) {
      if (!stopped) options.onProblem('A checkpoint of the ledger failed.', error)
    }
    checkpointing = false
    if (stopped) return
    try {
      database.exec('PRAGMA busy_timeout = 0')
      // The other thread cannot, or commits come without a gap: then this one waits for the disk.
      if (frames > mostFrames) database.exec('PRAGMA wal_checkpoint(PASSIVE)')
    } catch (error) {
      options.onProblem('A checkpoint of the ledger failed.', error)
    }
  }
  // What the last run left is little, unless it was killed under load or the file was seeded without sums.
  catchUp()
  return {
    step,
    committed(calls) {
      pages += 2 + calls.length / 4
      for (const { row, number, facts, closing } of calls) {
        const { text } = closing
        if (text) pages += (text.request.length + text.reply.length) / 4096
        if (following) accumulator.add(row, number, facts, closing)
      }
    },
    holding: () => checkpointing,
    longestMs: () => longest,
    finish: catchUp,
    stop() {
      stopped = true
      clearTimeout(timer)
      // So that the next start has nothing to catch up with.
      catchUp()
    },
  }
}
