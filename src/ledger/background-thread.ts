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
// Only ever checkpoints: readers and the one writer are never kept waiting by it.
const checkpointing = new DatabaseSync(file, { timeout: 0 })
const checkpoint = checkpointing.prepare('PRAGMA wal_checkpoint(PASSIVE)')

parentPort?.on('message', ({ id, name, values }: Request) => {
  if (name === 'close') {
    reading.close()
    checkpointing.close()
    parentPort?.close()
    return
  }
  let answer: Answer
  try {
    const value =
      name === 'checkpoint' ? Number(checkpoint.get()?.['log'] ?? 0) : queries[name]!(...values)
    answer = { id, value }
  } catch (error) {
    answer = { id, error: String((error as Error).message) }
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer)
})
