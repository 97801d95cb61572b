/**
 * The other side of `background.ts`.
 * @module
 */
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Request } from './background.ts'
import { openForReading } from './database.ts'
import { createCallReader } from './query.ts'
import { createReporter } from './report.ts'

const file = workerData as string
const reading = openForReading(file)
const queries = { ...createReporter(reading), ...createCallReader(reading) } as Record<
  string,
  (...values: readonly unknown[]) => unknown
>
// Readers and the one writer are not kept waiting by a checkpoint.
const moving = new DatabaseSync(file, { timeout: 0 })
moving.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0')
const move = moving.prepare('PRAGMA wal_checkpoint(PASSIVE)')
const note = moving.prepare("INSERT OR REPLACE INTO meta VALUES ('log', ?)")
/** What came while the log was moved is moved next; under a gapless load it never ends. */
const mostRounds = 4
let starts = 0

parentPort?.on('message', ({ id, name, values }: Request) => {
  if (name === 'close') {
    reading.close()
    moving.close()
    parentPort?.close()
    return
  }
  let answer: Answer
  try {
    const value = name === 'checkpoint' ? moveLog() : queries[name]!(...values)
    answer = { id, value }
  } catch (error) {
    answer = { id, error: String((error as Error).message) }
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer)
})

/** Answers the frames that the log has afterwards. */
function moveLog(): number {
  for (let round = 0; round < mostRounds; round++) {
    const { log, checkpointed } = move.get()!
    if (log !== checkpointed) continue
    // Who writes first after this lets the log start over and waits for the disk (3 to 30 ms): here, and not the owner.
    try {
      note.get(++starts)
      return 0
    } catch (error) {
      // The owner is writing: then it was the first, or added to the log.
      if ((error as { errcode?: number }).errcode !== 5) throw error
    }
  }
  return Number(move.get()!['log'])
}
