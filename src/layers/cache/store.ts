/**
 * Kept answers: the used ones in memory, all of them in a file where there is one.
 * @module
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AnswerFile, type Found } from './disk.ts'
import { sizeOf, type Entry } from './entry.ts'
import type { Flush } from './kinds.ts'
import { createRecent } from './recent.ts'

export interface AnswerStore {
  get(key: string, now: number): Entry | undefined
  put(entry: Entry): void
  /**
   * Forgets what matches every word given; without any, all. No later call is answered from it; its bytes are out
   * of the file when the promise resolves, with the number of answers.
   */
  flush(what: Flush): Promise<number>
  readonly size: { readonly answers: number; readonly bytes: number }
  /** Writes what is not yet on disk. */
  close(): void
}

export interface StoreOptions {
  /** Bytes on disk, or, without a file, in memory. */
  readonly maximumBytes: number
  /** Undefined: nothing outlives the process. */
  readonly file?: string
  /** A write to the file failed; the answers concerned are forgotten. */
  readonly failed?: (error: unknown) => void
  readonly now?: () => number
}

/** The larger share of hits goes to few answers; the rest is a 4 µs point read away. */
const memoryShareBesideFile = 32 * 1024 * 1024

/** Longest that an answer waits to be written; a kill loses at most these. */
const writeBehindMs = 250

/** Answers that may wait to be written before older ones are written at once. */
const maximumWaiting = 500

/** Answers removed between two turns of the event loop: 14 µs each with their bytes overwritten. */
const removedAtOnce = 200

/** Opens a store. Bounded by bytes in memory and on disk; the least recently used answers leave memory first. */
export function openAnswerStore({
  maximumBytes,
  file,
  failed = () => {},
  now = Date.now,
}: StoreOptions): AnswerStore {
  const disk = file === undefined ? undefined : new AnswerFile(file)
  const memoryBytes = disk ? Math.min(maximumBytes, memoryShareBesideFile) : maximumBytes
  const recent = createRecent(memoryBytes)
  const onDisk = new Map<string, number>()
  const noteDisk = (found: readonly Found[]): void => {
    for (const { key, row } of found) onDisk.set(key, row)
  }
  noteDisk(disk?.all() ?? [])
  const waiting = new Map<string, Entry>()
  let diskBytes = disk?.bytes ?? 0
  let timer: NodeJS.Timeout | undefined
  let closed = false
  /** Forgotten already, and still in the file. */
  let doomed: Found[] = []

  const writeBehind = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (!disk || waiting.size === 0) return
    const entries = [...waiting.values()]
    waiting.clear()
    try {
      const rows = disk.write(entries, (key) => onDisk.get(key))
      entries.forEach((entry, at) => {
        onDisk.set(entry.key, rows[at]!)
        diskBytes += sizeOf(entry)
      })
      if (diskBytes > maximumBytes) {
        diskBytes = disk.trim(maximumBytes * 0.9, now())
        onDisk.clear()
        const gone = new Set(doomed.map(({ row }) => row))
        noteDisk(disk.all().filter(({ row }) => !gone.has(row)))
      }
    } catch (error) {
      failed(error)
    }
  }

  return {
    get(key, at) {
      const entry = recent.get(key) ?? waiting.get(key) ?? readBack(key, at)
      if (!entry) return undefined
      if (entry.expiresAt <= at) {
        recent.delete(key)
        return undefined
      }
      return entry
    },
    put(entry) {
      if (sizeOf(entry) > maximumBytes / 4) return
      recent.put(entry)
      if (!disk) return
      waiting.set(entry.key, entry)
      timer ??= setTimeout(writeBehind, writeBehindMs).unref()
      if (waiting.size >= maximumWaiting) writeBehind()
    },
    async flush(what) {
      writeBehind()
      const removed = recent.remove((entry) => matches(entry, what))
      if (!disk) return removed
      const found = disk.find(what)
      for (const { key } of found) onDisk.delete(key)
      doomed = [...doomed, ...found]
      while (doomed.length > 0) {
        disk.remove(doomed.splice(0, removedAtOnce))
        await nextTurn()
      }
      if (closed) return found.length
      disk.finish()
      diskBytes = disk.bytes
      return found.length
    },
    get size() {
      return disk ? { answers: onDisk.size + waiting.size, bytes: diskBytes } : recent.size
    },
    close() {
      closed = true
      writeBehind()
      disk?.remove(doomed.splice(0))
      disk?.close()
    },
  }

  function readBack(key: string, at: number): Entry | undefined {
    const row = onDisk.get(key)
    if (!disk || row === undefined) return undefined
    const entry = disk.get(row, at)
    if (entry) recent.put(entry)
    else onDisk.delete(key)
    return entry
  }
}

function matches(entry: Entry, { tenant, tag, model }: Flush): boolean {
  return (
    (tenant === undefined || entry.tenant === tenant || entry.tenant.startsWith(`${tenant}/`)) &&
    (tag === undefined || entry.tags.includes(tag)) &&
    (model === undefined || entry.model === model || entry.target.model === model)
  )
}
