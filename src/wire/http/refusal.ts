/**
 * What a connection is refused for before any listener sees a request.
 * @module
 */
import { HttpError } from './http-error.ts'

/** Why a connection is ended by the server itself. */
export type Refusal =
  | 'malformed'
  | 'head too large'
  | 'head too slow'
  | 'body too slow'
  | 'websocket'
  | 'connect'

export class Refused extends Error {
  readonly reason: Refusal

  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}

/** Why what was thrown while a request was read ends its connection; undefined: a fault of the listener's. */
export function reasonOf(error: unknown): Refusal | undefined {
  if (error instanceof Refused) return error.reason
  // Others are of the listener's making.
  if (!(error instanceof HttpError) || error.code.startsWith('ERR_')) return undefined
  return error.code === 'UND_ERR_HEADERS_OVERFLOW' ? 'head too large' : 'malformed'
}
