/**
 * `api/live`: new calls as server-sent events, at most two batches a second.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { CallReader } from '../../ledger/query.ts'
import type { AdminRequest } from '../routes.ts'
import { toListed } from './decisions.ts'
import { encode } from './respond.ts'

const batchMs = 500
const pingMs = 15_000
const mostBatch = 200
/** Pages that look on; each costs a query a batch. */
const mostWatchers = 32
/** A page that does not read is let go. */
const mostUnread = 1 << 20

export interface Live {
  /** Answers with a stream that begins at now, or after the row in `last-event-id`. Throws `overloaded`. */
  show(request: AdminRequest): void
  close(): void
}

/** @param onCommit the ledger's: calls back after each commit, answers how to stop. */
export function createLive(
  reader: CallReader,
  onCommit: (listener: () => void) => () => void,
): Live {
  const watchers = new Set<() => void>()
  return {
    show(request) {
      if (watchers.size >= mostWatchers)
        throw new FarthingError('overloaded', { limit: mostWatchers })
      watchers.add(watch(request, reader, onCommit, (close) => watchers.delete(close)))
    },
    close: () => {
      for (const close of watchers) close()
    },
  }
}

function watch(
  { request, response, head }: AdminRequest,
  reader: CallReader,
  onCommit: (listener: () => void) => () => void,
  gone: (close: () => void) => void,
): () => void {
  const asked = Number(head.headers['last-event-id'] ?? Number.NaN)
  let row = Number.isSafeInteger(asked) && asked >= 0 ? asked : reader.last()
  let timer: NodeJS.Timeout | undefined
  response.writeHead(200, [
    'content-type',
    'text/event-stream',
    'cache-control',
    'no-store',
    'x-accel-buffering',
    'no',
  ])
  response.write(': live\n\n')
  const send = (): void => {
    timer = undefined
    if (response.writableLength > mostUnread) {
      close()
      return
    }
    const calls = reader.follow(row, mostBatch)
    const last = calls.at(-1)
    if (last === undefined) return
    row = last.row
    response.write(`id: ${row}\nevent: calls\ndata: ${encode(calls.map(toListed))}\n\n`)
    if (calls.length === mostBatch) changed()
  }
  const changed = (): void => {
    timer ??= setTimeout(send, batchMs).unref()
  }
  const stop = onCommit(changed)
  const ping = setInterval(() => response.write(': ping\n\n'), pingMs).unref()
  const close = (): void => {
    stop()
    clearInterval(ping)
    clearTimeout(timer)
    response.end()
    gone(close)
  }
  request.on('close', close)
  response.on('close', close)
  if (Number.isSafeInteger(asked)) changed()
  return close
}
