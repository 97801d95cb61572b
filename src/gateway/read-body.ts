/**
 * Collects a request's body within a bound.
 * @module
 */
import { FarthingError } from '../errors.ts'
import type { HttpRequest } from '../wire/http/listener.ts'

const nothing = new Uint8Array(0)

/** Receives the body, or the reason why there is none. Called once. */
export type BodyReceiver = (bytes: Uint8Array | undefined, error: FarthingError | undefined) => void

/**
 * Reads the body and calls `done` once: with the bytes as received, `body_too_large` over `limit` bytes, or
 * `body_incomplete` where the client left first. A callback, because a promise would cost a turn and a closure.
 * After `body_too_large` the rest is not read: the connection must be closed.
 */
export function readBody(request: HttpRequest, limit: number, done: BodyReceiver): void {
  let first: Uint8Array | undefined
  let more: Uint8Array[] | undefined
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
    if (first === undefined) first = chunk
    else if (more === undefined) more = [first, chunk]
    else more.push(chunk)
  })
  request.on('end', () => {
    if (!open) return
    open = false
    done(more === undefined ? (first ?? nothing) : Buffer.concat(more, size), undefined)
  })
  // 'close' also follows a good end, and after an abort it is the only one of the two that surely comes.
  request.on('close', () => {
    if (!open) return
    open = false
    done(undefined, new FarthingError('body_incomplete'))
  })
  request.on('error', () => {})
}
