/**
 * Answers an error in the dialect of the caller.
 * @module
 */
import type { Dialect } from '../call.ts'
import { errorBody } from '../dialects/error.ts'
import { FarthingError } from '../errors.ts'
import type { HttpResponse } from '../wire/http/listener.ts'

/** What goes beside the error; a call that has no id yet leaves it out. */
export interface ErrorExtras {
  readonly id?: string
  readonly extra?: readonly string[]
}

/** An error as a whole answer. */
export interface ErrorReply {
  readonly error: FarthingError
  /** Flat list of name and value. */
  readonly headers: string[]
  readonly body: Uint8Array
}

/**
 * The answer to whatever was thrown. What is no `FarthingError` is a bug of ours and is shown as `internal`: its text
 * may hold anything.
 */
export function errorReply(
  dialect: Dialect,
  thrown: unknown,
  extras: ErrorExtras = {},
): ErrorReply {
  const error = thrown instanceof FarthingError ? thrown : new FarthingError('internal')
  const body = errorBody(dialect, error, extras.id)
  const headers = ['content-type', 'application/json', 'content-length', String(body.byteLength)]
  if (extras.id !== undefined) headers.push('x-farthing-call', extras.id)
  // SDKs retry every 5xx and some 4xx on their own; only the table knows where that is in vain.
  if (!error.retryable) headers.push('x-should-retry', 'false')
  const seconds = error.details['seconds']
  if (error.retryable && seconds !== undefined)
    headers.push('retry-after', String(Math.ceil(Number(seconds))))
  for (const part of extras.extra ?? []) headers.push(part)
  return { error, headers, body }
}

/**
 * Writes the error as the whole answer. Does nothing where the head is out already: then the connection is broken off.
 */
export function writeError(
  response: HttpResponse,
  dialect: Dialect,
  thrown: unknown,
  extras: ErrorExtras = {},
): void {
  if (response.destroyed) return
  if (response.headersSent) {
    response.socket?.destroySoon()
    return
  }
  const { error, headers, body } = errorReply(dialect, thrown, extras)
  // An unread body would be taken for the next request; node closes only where it is told to. And a client that stays
  // connected to a gateway that stops would ask it again.
  if (!response.req.complete || error.code === 'shutting_down') headers.push('connection', 'close')
  response.writeHead(error.status, headers)
  response.end(body)
}
