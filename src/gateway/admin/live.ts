/**
 * `api/live`: new calls as server-sent events, at most two batches a second, and changes of certificates.
 * @module
 */
import { FarthingError } from '../../errors.ts'
import type { CertificateEvent } from '../../proof/certificate-types.ts'
import type { AsyncReader } from '../../ledger/background.ts'
import type { AdminRequest } from '../routes.ts'
import { toListed } from './decisions.ts'
import { readParameters } from './parameters.ts'
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
  show(request: AdminRequest): Promise<void>
  close(): void
}

/** Calls back, and answers how to stop. */
export type OnProof = (listener: (event: CertificateEvent) => void) => () => void

/** @param onCommit the ledger's: calls back after each commit, answers how to stop. */
export function createLive(
  reader: AsyncReader,
  onCommit: (listener: () => void) => () => void,
  onProof: OnProof = () => () => {},
): Live {
  const watchers = new Set<() => void>()
  return {
    async show(request) {
      readParameters(request, [])
      if (watchers.size >= mostWatchers) {
        throw new FarthingError('overloaded', { limit: mostWatchers })
      }
      const asked = Number(request.head.headers['last-event-id'] ?? Number.NaN)
      const from = Number.isSafeInteger(asked) && asked >= 0 ? asked : await reader.last()
      watchers.add(
        watch(request, from, reader, onCommit, onProof, (close) => watchers.delete(close)),
      )
    },
    close: () => {
      for (const close of watchers) close()
    },
  }
}

function watch(
  { request, response }: AdminRequest,
  from: number,
  reader: AsyncReader,
  onCommit: (listener: () => void) => () => void,
  onProof: OnProof,
  gone: (close: () => void) => void,
): () => void {
  let row = from
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let reading = false
  let missed = false
  response.writeHead(200, [
    'content-type',
    'text/event-stream',
    'cache-control',
    'no-store',
    'x-accel-buffering',
    'no',
  ])
  response.write(': live\n\n')
  const send = async (): Promise<void> => {
    if (response.writableLength > mostUnread) {
      close()
      return
    }
    // Commits from here on may not be in the answer: they ask for another.
    reading = true
    missed = false
    const calls = await reader.follow(row, mostBatch)
    reading = false
    timer = undefined
    if (closed) return
    const last = calls.at(-1)
    if (last !== undefined) {
      row = last.row
      response.write(`id: ${row}\nevent: calls\ndata: ${encode(calls.map(toListed))}\n\n`)
    }
    if (missed || calls.length === mostBatch) changed()
  }
  const changed = (): void => {
    if (reading) missed = true
    timer ??= setTimeout(() => void send().catch(() => close()), batchMs).unref()
  }
  const stop = onCommit(changed)
  // Without an id: a page that comes back goes on from the last call.
  const stopProof = onProof(({ key, id, from, to, reason, at }) => {
    if (response.writableLength > mostUnread) close()
    else response.write(`event: proof\ndata: ${encode({ key, id, from, to, reason, at })}\n\n`)
  })
  const ping = setInterval(() => response.write(': ping\n\n'), pingMs).unref()
  const close = (): void => {
    if (closed) return
    closed = true
    stop()
    stopProof()
    clearInterval(ping)
    clearTimeout(timer)
    response.end()
    gone(close)
  }
  request.on('close', close)
  response.on('close', close)
  changed()
  return close
}
