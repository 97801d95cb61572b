/**
 * One `fetch` from its arguments to the last byte of its response.
 * @module
 */
import type { Call, Dialect, Reply } from '../call.ts'
import { FarthingError } from '../errors.ts'
import { buildCall, type BuildParts } from '../gateway/build-call.ts'
import type { Head } from '../gateway/head.ts'
import type { Caller } from '../gateway/identify.ts'
import { createCallId } from '../ledger/call-id.ts'
import type { Place } from './find-provider.ts'
import type { Asked } from './read-request.ts'
import { respond, respondError } from './respond.ts'

export interface ExchangeHost extends BuildParts {
  readonly run: (call: Call) => Promise<Reply>
  readonly bodyBytes: number
  /** The id is known; nothing was read yet. */
  readonly opened: (exchange: Exchange) => void
  /** Called exactly once, when nothing more will be read or written. */
  readonly finished: (exchange: Exchange, failure: unknown) => void
}

export interface Opened {
  readonly asked: Asked
  readonly place: Place
  readonly head: Head
  readonly caller: Caller
  readonly speaks: Dialect
}

/** A class, because it lives from call to last byte and is left by three parties: reader, signal and `close`. */
export class Exchange {
  readonly id: string
  readonly startedAt = Date.now()
  readonly #host: ExchangeHost
  readonly #opened: Opened
  #controller: AbortController | undefined
  #left: { readonly reason: unknown } | undefined
  #abortBody: ((reason: unknown) => void) | undefined
  #reject: ((reason: unknown) => void) | undefined
  #over = false

  constructor(host: ExchangeHost, opened: Opened) {
    this.#host = host
    this.#opened = opened
    this.id = createCallId(this.startedAt)
  }

  /** Resolves with the response, an error's too. Rejects only with the reason of an abort, as `fetch` does. */
  start(): Promise<Response> {
    const { signal } = this.#opened.asked
    this.#host.opened(this)
    return new Promise((resolve, reject) => {
      this.#reject = reject
      if (signal?.aborted) this.abort(signal.reason)
      else {
        signal?.addEventListener('abort', this.#aborted)
        this.#answer().then(resolve, reject)
      }
    })
  }

  /** Ends it: the waiting caller, or the reader of the body, gets the reason. */
  abort(reason: unknown): void {
    if (this.#left !== undefined || this.#over) return
    this.#left = { reason }
    this.#controller?.abort(new Error('The client left', { cause: reason }))
    this.#reject?.(reason)
    this.#abortBody?.(reason)
    this.#done(undefined)
  }

  readonly #aborted = (): void => this.abort(this.#opened.asked.signal?.reason)

  async #answer(): Promise<Response> {
    const { asked, speaks } = this.#opened
    let call: Call | undefined
    try {
      const bytes = await asked.body(this.#host.bodyBytes)
      if (this.#left !== undefined) throw this.#left.reason
      call = this.#build(bytes)
      const reply = await this.#host.run(call)
      if (this.#left === undefined) return this.#hand(call, reply)
      if ('pipe' in reply.body) reply.body.cancel(new Error('The client left'))
    } catch (error) {
      if (this.#left === undefined) {
        this.#done(error)
        return respondError(speaks, error, this.id, asked.url.href)
      }
    }
    throw this.#left!.reason
  }

  #build(bytes: Uint8Array): Call {
    const { asked, place, head, caller } = this.#opened
    return buildCall(
      {
        id: this.id,
        method: asked.method,
        endpoint: place.endpoint,
        pathname: place.pathname,
        head,
        caller,
        bytes,
        startedAt: this.startedAt,
        keyFor: place.provider.id,
        signal: () => this.#signal(),
      },
      this.#host,
    )
  }

  #hand(call: Call, reply: Reply): Response {
    const { response, abort } = respond(reply, {
      call,
      url: this.#opened.asked.url.href,
      over: (failure) => this.#done(failure),
    })
    this.#reject = undefined
    if (!this.#over) this.#abortBody = abort
    return response
  }

  #signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#left !== undefined) this.#controller.abort(new Error('The client left'))
    }
    return this.#controller.signal
  }

  #done(failure: unknown): void {
    if (this.#over) return
    this.#over = true
    this.#opened.asked.signal?.removeEventListener('abort', this.#aborted)
    this.#host.finished(this, failure)
  }
}

/** Why an exchange is ended that is still open when its time is over. */
export function closing(): FarthingError {
  return new FarthingError('shutting_down')
}
