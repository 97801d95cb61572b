/**
 * One process owns a ledger. The claim is a lock of the operating system on a file beside it, held through SQLite:
 * the kernel drops it when the process dies, however it dies, so there is never a stale claim to clear away.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { FarthingError } from '../errors.ts'

/**
 * Claims `file` for this process; the answer lets go of it.
 * Throws `ledger_in_use`, naming the owner's process, where another one has it, and `ledger_unusable` where no lock can
 * be had.
 */
export function claim(file: string): () => void {
  const note = `${file}.owner`
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(`${file}.lock`, { timeout: 0 })
    // A reserved lock keeps every other writer out for as long as the transaction is open; it writes nothing.
    lock.exec('BEGIN IMMEDIATE')
    writeFileSync(note, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }))
  } catch (error) {
    lock?.close()
    throw refusal(file, note, error)
  }
  const held = lock
  return () => {
    held.close()
  }
}

function refusal(file: string, note: string, error: unknown): FarthingError {
  const busy = (error as { errcode?: number }).errcode === 5
  if (!busy) {
    const detail = `the ledger cannot be claimed: ${(error as Error).message}`
    return new FarthingError('ledger_unusable', { file, detail }, error)
  }
  let owner = 'another process'
  try {
    const { pid, since } = JSON.parse(readFileSync(note, 'utf8')) as { pid: number; since: string }
    owner = `process ${pid}, which started at ${since}`
  } catch {
    // The owner has the lock and has not written its note yet.
  }
  return new FarthingError('ledger_in_use', { file, owner }, error)
}
