/**
 * The ledger: what every call cost, durable before anyone is told.
 *
 * An attempt's row is on disk, with what is held back for it, before it is sent, and settled after; whatever a crash
 * leaves open is closed at the next start with an estimate that says so.
 * @module
 */
import type { DatabaseSync } from 'node:sqlite'
import { createPassingMap } from '../maps/passing-map.ts'
import { createAccumulator } from './accumulate.ts'
import { readDirectly, startBackground } from './background.ts'
import type { AsyncReader, Background } from './background.ts'
import { bringIn } from './bring-in.ts'
import { openDatabase, refuseForeign } from './database.ts'
import { startMaintenance } from './maintenance.ts'
import type { Closed, Maintenance } from './maintenance.ts'
import { createNames } from './names.ts'
import { closedEntry, openedEntry, settledEntry } from './entries.ts'
import { createLeapWatch } from './leaps.ts'
import { openJournal, type Journal } from './journal.ts'
import { claim } from './owner.ts'
import { createQueue } from './queue.ts'
import type { QueueHealth, Write } from './queue.ts'
import { createCallReader } from './query.ts'
import { createReporter } from './report.ts'
import { createRetention } from './retention.ts'
import { createRollup } from './rollup.ts'
import { recover } from './recovery.ts'
import type { Recovered } from './recovery.ts'
import type { Attempt, CallFacts, Closing, Opening, Settlement } from './rows.ts'
import { inlined, numberOf, prepareStatements } from './statements.ts'
import { keepCallIds } from './kept-ids.ts'
import type { Clock } from './subject.ts'

/** Writes that wait while the disk refuses them: about 10,000 calls, 10 MB. */
const mostQueued = 30_000
const none: Attempt[] = []
/** Attempts are numbered as they open, calls as they close: far fewer than these are ever open at once. */
const newest = '(SELECT attempt FROM calls ORDER BY row DESC LIMIT 20000)'

export interface LedgerOptions {
  /** Path of the database, or ':memory:'. */
  readonly file: string
  /** Calls are deleted, and only their sums kept, after this many days; 30 where absent. */
  readonly retentionDays?: number
  /** The oldest calls go when the database grows past this; 1 GB (10^9 bytes) where absent. */
  readonly maximumBytes?: number
  readonly clock?: Clock
  /** After a greater leap of the clock nothing is deleted for its age for a day; a day where absent. */
  readonly mostLeapMs?: number
  /** Told, in words, about writes that fail and rows that are lost. */
  readonly onProblem?: (message: string, error?: unknown) => void
}

export interface Ledger {
  /** For queries and for tables of other folders, with all in it that was queued. Write only through `write`. */
  readonly database: DatabaseSync
  /** What a crash had left open and this start closed. */
  readonly recovered: Recovered
  /** Queues an attempt's row. Send only inside `afterCommit`. Throws a TypeError for an id not of `createCallId`. */
  openAttempt(facts: CallFacts, opening: Opening): Attempt
  /** Queues how it ended; later settlements of the same attempt are ignored. */
  settleAttempt(attempt: Attempt, settlement: Settlement): void
  /** Queues the call's one row. Attempts that are still open settle later, as costs beside the call. */
  closeCall(facts: CallFacts, closing: Closing): void
  /**
   * Runs when all that was queued so far survives the death of this process, in the journal or in the database: at
   * once, or at the end of this turn of the event loop. `bytes`: what it will send; where much waits, the turn ends early.
   */
  afterCommit(run: () => void, bytes?: number): void
  /** Queues any other write for the same transaction; it may run twice and may change only the database. */
  write(write: Write): void
  /** Called after rows came into the database; answers how to stop. For live views. */
  onCommit(listener: () => void): () => void
  /** Brings all that is queued into the database, where it comes within 20 ms without it. */
  flush(): void
  /** Reports and lists, read in another thread where the ledger is a file. */
  readonly reader: AsyncReader
  /** Rolling up and deleting, which run by themselves. */
  readonly maintenance: Maintenance
  health(): QueueHealth
  /** Writes what is queued and lets go of the file, at once; resolves when the reading thread has let go as well. */
  close(): Promise<void>
}

/**
 * Opens a ledger as its one owner, and closes what a crash left open. Throws `ledger_in_use` where another process
 * owns the file, `ledger_version` where a newer Farthing wrote it, `ledger_unusable` where it cannot be opened.
 */
export function openLedger(options: LedgerOptions): Ledger {
  const problem = options.onProblem ?? (() => {})
  const now = (): number => options.clock?.now() ?? Date.now()
  if (options.file !== ':memory:') refuseForeign(options.file)
  const release = options.file === ':memory:' ? () => {} : claim(options.file)
  let database: DatabaseSync
  try {
    database = openDatabase(options.file)
  } catch (error) {
    release()
    throw error
  }
  const names = createNames(database)
  const statements = prepareStatements(database, names)
  /** Calls whose row the transaction that is open has written. */
  let landed: Closed[] = []
  let journal: Journal | undefined
  if (options.file !== ':memory:') {
    const path = `${options.file}.journal`
    journal = openJournal(path, bringIn(path, database, statements))
  }
  const mark = database.prepare("INSERT OR REPLACE INTO meta VALUES ('journal', ?)")
  const queue = createQueue(database, {
    mostQueued,
    journal,
    mark: (line) => mark.get(line),
    onProblem: problem,
    holding: () => maintenance.holding(),
    onRollback() {
      names.forget()
      landed = []
    },
  })
  const recovered = recover(database, statements)
  let nextRow = highest(database, 'calls', 'row') + 1
  let nextAttempt =
    Math.max(highest(database, 'attempts', 'id'), highest(database, newest, 'attempt')) + 1
  keepCallIds(database, now(), problem)
  const rollup = createRollup(database)
  const { retentionDays = 30, maximumBytes = 1e9, mostLeapMs = 86_400_000 } = options
  let background: Background | undefined
  const thread = (): Background => {
    background ??= startBackground(options.file, queue.flush)
    return background
  }
  // SQLite would move the log inside a commit, and wait for the disk there.
  database.exec('PRAGMA wal_autocheckpoint = 0')
  const maintenance = startMaintenance({
    database,
    rollup,
    accumulator: createAccumulator(database, names),
    retention: createRetention(database, rollup, {
      retentionDays,
      maximumBytes,
      believes: createLeapWatch(database, { mostLeapMs, onProblem: problem }),
    }),
    background: options.file === ':memory:' ? undefined : thread,
    now,
    elapsed: options.clock?.elapsed?.bind(options.clock),
    onProblem: problem,
  })
  queue.onCommit(() => {
    const calls = landed
    landed = []
    maintenance.committed(calls)
  })
  let direct: AsyncReader | undefined
  const readHere = (): AsyncReader =>
    (direct ??= readDirectly(createReporter(database), createCallReader(database), queue.flush))
  /** Attempts that serve a call whose row is still to come. */
  const serving = createPassingMap<Attempt[]>()

  return {
    get database() {
      queue.flush()
      return database
    },
    recovered,
    openAttempt(facts, opening) {
      const attempt: Attempt = {
        id: nextAttempt++,
        call: numberOf(facts),
        facts,
        kind: opening.kind,
        provider: opening.provider,
        model: opening.model,
        credential: opening.credential,
        reserved: opening.reserved,
        expected: opening.expected,
        at: opening.at,
        settlement: undefined,
        detached: opening.kind === 'shadow' || opening.kind === 'judge',
        over: false,
        stored: false,
      }
      if (!attempt.detached) {
        const others = serving.get(facts.id)
        if (others) others.push(attempt)
        else serving.set(facts.id, [attempt])
      }
      queue.push(
        () => {
          // Mostly it is over by now, and never comes into the table.
          if (attempt.over) return
          statements.open(attempt)
          attempt.stored = true
        },
        () => (attempt.over ? undefined : openedEntry(attempt)),
      )
      return attempt
    },
    settleAttempt(attempt, settlement) {
      if (attempt.settlement) return
      attempt.settlement = settlement
      if (attempt.detached) {
        attempt.over = true
        queue.push(() => {
          statements.keep(attempt, settlement, false)
          statements.extra(attempt, settlement)
          if (attempt.stored) statements.drop(attempt)
        })
      } else {
        // Mostly the call closes in the same turn, and its row says it all.
        queue.push(
          () => {
            if (!attempt.detached) statements.settle(attempt, settlement)
          },
          () => (attempt.detached ? undefined : settledEntry(attempt, settlement)),
        )
      }
    },
    closeCall(facts, closing) {
      const attempts = serving.take(facts.id) ?? none
      for (const attempt of attempts) attempt.detached = true
      const only = inlined(attempts)
      // Fixed now: an attempt that settles later, in a turn that is tried again, must not be kept twice.
      const settled = only ? attempts : attempts.filter((attempt) => attempt.settlement)
      for (const attempt of settled) attempt.over = true
      const row = nextRow++
      const number = attempts[0]?.call ?? numberOf(facts)
      queue.push(
        () => {
          statements.call(row, number, facts, closing, attempts.length, only, false)
          landed.push({ row, number, facts, closing })
          for (const attempt of settled) {
            if (attempt !== only) statements.keep(attempt, attempt.settlement!, false)
            if (attempt.stored) statements.drop(attempt)
          }
        },
        closing.text === undefined
          ? () => closedEntry(row, number, facts, closing, attempts)
          : undefined,
      )
    },
    afterCommit: queue.afterCommit,
    write: queue.push,
    onCommit: queue.onCommit,
    flush() {
      queue.flush()
      queue.endTurn()
    },
    get reader() {
      return options.file === ':memory:' ? readHere() : thread().reader
    },
    maintenance,
    health: queue.health,
    close() {
      queue.close()
      maintenance.stop()
      const gone = background?.close()
      journal?.close()
      database.close()
      release()
      return gone ?? Promise.resolve()
    },
  }
}

/** The largest value of a column; 0 where there is none. */
function highest(database: DatabaseSync, table: string, column: string): number {
  const row = database.prepare(`SELECT max(${column}) AS most FROM ${table}`).get()
  return Number(row?.['most'] ?? 0)
}
