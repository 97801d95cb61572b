/**
 * What the ledger does between calls: rolling up, deleting, and moving the write-ahead log into the database.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Accumulator } from './accumulate.ts'
import type { Background } from './background.ts'
import type { Retention } from './retention.ts'
import type { Rollup } from './rollup.ts'
import type { CallFacts, Closing } from './rows.ts'

const pauseMs = 200
/** Between steps while there is more to do: it may take a tenth of the time. */
const busyPauseMs = 10
/** A step should take this long; twice as long is what a call may ever wait for it. */
const stepMs = 0.5
const mostRows = 2000
const stepsAtStart = 100
/** Frames of the write-ahead log (4 KB each) from which the owner itself moves them, waiting for the disk. */
const mostFrames = 16_000
/** Commits between two checkpoints: 4 to 20 KB of log each. */
const checkpointEvery = 500
/** The first comes before SQLite would make the owner do it, at 4 MB of log. */
const firstCheckpoint = 60

export interface MaintenanceOptions {
  readonly database: DatabaseSync
  readonly rollup: Rollup
  readonly accumulator: Accumulator
  readonly retention: Retention
  /** Started when there is enough to do; undefined for a ledger in memory. */
  readonly background: (() => Background) | undefined
  readonly now: () => number
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
  /** One step of each kind of work; the answer is whether there is more at once. For tests, and used by the timer. */
  step(): boolean
  /** Tells that a transaction was committed, with these calls. */
  committed(calls: readonly Closed[]): void
  /** Writes all sums that are in memory: at the end, and in tests. */
  finish(): void
  /** The longest step so far, in milliseconds. */
  longestMs(): number
  stop(): void
}

/** Starts the timer, which keeps no process alive. */
export function startMaintenance(options: MaintenanceOptions): Maintenance {
  const { database, rollup, accumulator, retention } = options
  let rows = 64
  let deletes = 16
  let longest = 0
  let commits = 0
  /** False until all rows of before are rolled up by SQL; only then can the sums in memory follow on. */
  let following = false
  let checkpointing = false
  let due = firstCheckpoint
  let failing = false
  let finishing = false
  let timer = setTimeout(tick, pauseMs).unref()

  /** Runs a step in its own transaction; answers its result and the size that would have taken `stepMs`. */
  const timed = <T>(size: number, run: (size: number) => T): [T, number] => {
    const start = performance.now()
    database.exec('BEGIN')
    let result: T
    try {
      result = run(size)
      database.exec('COMMIT')
      commits++
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
    const took = performance.now() - start
    longest = Math.max(longest, took)
    // Growing by half at most keeps one quick step from making the next a slow one.
    const wanted = size * Math.min(1.5, stepMs / Math.max(took, 0.01))
    return [result, Math.max(8, Math.min(mostRows, Math.floor(wanted)))]
  }
  function step(): boolean {
    const [summed, nextRows] = timed(rows, sum)
    if (!following) {
      rows = nextRows
      // What is on disk now is in the sums; what commits from here on is added as it closes.
      following = !summed
    }
    const [more, nextDeletes] = timed(deletes, (most) => retention.step(options.now(), most))
    // An empty step is quick and says nothing about how many rows would be.
    if (more) deletes = nextDeletes
    return more || summed
  }
  /** True where there may be more to roll up at once. */
  function sum(most: number): boolean {
    const extras = rollup.advanceExtras(most)
    if (following) return accumulator.write(finishing ? Infinity : options.now()) || extras >= most
    const calls = rollup.advance(most)
    return calls >= most || extras >= most
  }
  /** A step that fails is tried again; its sums are then made from the rows. */
  function attempt(): boolean {
    try {
      const more = step()
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
  function finish(): void {
    finishing = true
    for (let i = 0; i < stepsAtStart && attempt(); i++);
    finishing = false
  }
  function tick(): void {
    const more = attempt()
    checkpoint()
    timer = setTimeout(tick, more ? busyPauseMs : pauseMs).unref()
  }
  function checkpoint(): void {
    if (commits < due || checkpointing || !options.background) return
    commits = 0
    due = checkpointEvery
    checkpointing = true
    options
      .background()
      .checkpoint()
      .then((frames) => {
        // Under unbroken load the log never empties by itself: what is left is small, and then it starts over.
        if (frames > mostFrames) database.exec('PRAGMA wal_checkpoint(PASSIVE)')
        return frames
      })
      .catch((error: unknown) => options.onProblem('A checkpoint of the ledger failed.', error))
      .finally(() => {
        checkpointing = false
      })
  }
  // What the last run left is little, unless it was killed under load or the file was seeded without sums.
  for (let i = 0; i < stepsAtStart && !following; i++) attempt()
  return {
    step,
    committed(calls) {
      commits++
      if (!following) return
      for (const { row, number, facts, closing } of calls)
        accumulator.add(row, number, facts, closing)
    },
    longestMs: () => longest,
    finish,
    stop() {
      clearTimeout(timer)
      // So that the next start has nothing to catch up with.
      finish()
    },
  }
}
