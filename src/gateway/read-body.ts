/**
 * Collects a request's body within a bound.
 * @module
 */
import type { IncomingMessage } from 'node:http'
import { FarthingError } from '../errors.ts'

const nothing = new Uint8Array(0)

/** Receives the body, or the reason why there is none. Called once. */
export type BodyReceiver = (bytes: Uint8Array | undefined, error: FarthingError | undefined) => void

/**
 * Reads the body and calls `done` once: with the bytes as received, `body_too_large` over `limit` bytes, or
 * `body_incomplete` where the client left first. A callback, because a promise would cost a turn and a closure.
 * After `body_too_large` the rest is not read: the connection must be closed.
 */
export function readBody(request: IncomingMessage, limit: number, done: BodyReceiver): void {
  let first: Uint8Array | undefined
  let more: Uint8Array[] | undefined
  let size = 0
  let open = true
  const finish: BodyReceiver = (bytes, error) => {
    if (!open) return
    open = false
    done(bytes, error)
  }
  request.on('data', (chunk: Uint8Array) => {
    if (!open) return
    size += chunk.byteLength
    if (size > limit) {
      request.pause()
      finish(undefined, new FarthingError('body_too_large', { limit }))
      return
    }
    if (first === undefined) first = chunk
    else if (more === undefined) more = [first, chunk]
    else more.push(chunk)
  })
  request.on('end', () =>
    finish(more === undefined ? (first ?? nothing) : Buffer.concat(more, size), undefined),
  )
  const broken = (): void => finish(undefined, new FarthingError('body_incomplete'))
  request.on('error', broken)
  request.on('close', broken)
}
