/**
 * Collects a request's body within a bound.
 * @module
 */
import { FarthingError } from '../errors.ts'
import type { HttpRequest } from '../wire/http/listener.ts'

const nothing = new Uint8Array(0)
const mostPieces = 1024

/** Receives the body, or the reason why there is none. Called once. */
export type BodyReceiver = (bytes: Uint8Array | undefined, error: FarthingError | undefined) => void

/**
 * Reads the body and calls `done` once: with the bytes as received, `body_too_large` over `limit` bytes, or
 * `body_incomplete` where the client left first. A callback, because a promise would cost a turn and a closure.
 * After `body_too_large` the rest is not read: the connection must be closed.
 */
export function readBody(request: HttpRequest, limit: number, done: BodyReceiver): void {
  let pieces: Uint8Array[] = []
  /** Many small pieces, joined: as objects of their own they would take a hundred times their bytes. */
  const joined: Uint8Array[] = []
  let size = 0
  let open = true
  request.on('data', (chunk: Uint8Array) => {
    size += chunk.byteLength
    if (size > limit) {
      if (!open) return
      open = false
      done(undefined, new FarthingError('body_too_large', { limit }))
      return
    }
    pieces.push(chunk)
    if (pieces.length < mostPieces) return
    joined.push(Buffer.concat(pieces))
    pieces = []
  })
  request.on('end', () => {
    if (!open) return
    open = false
    const all = joined.length === 0 ? pieces : [...joined, ...pieces]
    done(all.length > 1 ? Buffer.concat(all, size) : (all[0] ?? nothing), undefined)
  })
  // 'close' also follows a good end, and after an abort it is the only one of the two that surely comes.
  request.on('close', () => {
    if (!open) return
    open = false
    done(undefined, new FarthingError('body_incomplete'))
  })
  request.on('error', () => {})
}

/** The same as a promise, where a turn more does not matter. */
export function bodyOf(request: HttpRequest, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    readBody(request, limit, (body, error) => (body === undefined ? reject(error) : resolve(body)))
  })
}
