/**
 * The words of one attempt: what is sent, what comes back, how it can fail.
 * @module
 */
import type { Flow } from '../call.ts'
import type { FarthingError } from '../errors.ts'
import type { ReplyHead } from './headers.ts'
import type { Timeouts } from './timeouts.ts'

export interface AttemptRequest {
  /** For error messages. */
  readonly provider: string
  readonly method: string
  /** Path and query, from the root of the origin. */
  readonly path: string
  /** Flat list of lower-case name and value. */
  readonly headers: string[]
  /** In pieces; none: no body. */
  readonly body: readonly Uint8Array[]
  readonly timeouts: Timeouts
}

/** Sees a flow on its way to the client. */
export interface Tap {
  /** The bytes to pass on; undefined for none. */
  chunk(bytes: Uint8Array): Uint8Array | undefined
  /** The upstream ended well: bytes still held back. Called before `over`. */
  rest(): Uint8Array | undefined
  /** Called exactly once a flow. An error that is returned reaches the sink as `fail`. */
  over(
    ended: 'complete' | 'client-left' | 'upstream-failed',
    error?: FarthingError,
  ): Error | undefined
}

/** How far a failed exchange came, which is what decides whether it may be tried again. */
export type Stage =
  /** No byte of the request left. */
  | 'connecting'
  /** The provider may have acted on the request. */
  | 'sent'
  /** The head had come, the body broke. */
  | 'replied'
  /** The client left. */
  | 'cancelled'

export type AttemptResult =
  | { readonly kind: 'reply'; readonly head: ReplyHead; readonly body: Uint8Array | Flow }
  | { readonly kind: 'failed'; readonly stage: Stage; readonly error: FarthingError }

/** An exchange that is under way. */
export interface Attempt {
  /** What it came to. Made when first read: send is told by a callback, since a promise costs a turn. */
  readonly result: Promise<AttemptResult>
  /** The client left: breaks the exchange off at once. */
  cancel(reason: Error): void
}
