/**
 * One request of a dialect path: from its headers to the last byte of its answer.
 * @module
 */
import type { Call, Dialect, Flow, Leaving, Reply } from '../call.ts'
import type { Endpoint } from '../dialects/paths.ts'
import { FarthingError } from '../errors.ts'
import { createCallId } from '../ledger/call-id.ts'
import type { Admission } from '../ledger/limits.ts'
import { decodeBody } from '../wire/decode.ts'
import type { HttpRequest, HttpResponse } from '../wire/http/listener.ts'
import { billOf, buildCall, type BuildParts } from './build-call.ts'
import type { Head } from './head.ts'
import type { Caller } from './identify.ts'
import type { Bill } from './parts.ts'
import { readBody } from './read-body.ts'
import { writeError } from './write-error.ts'
import { breakOff, writeReply, type Answering } from './write-reply.ts'

/** What a handled call tells the server that holds it. */
export interface CallHost extends BuildParts {
  readonly run: (call: Call) => Promise<Reply>
  readonly bodyBytes: number
  readonly unreadMs: number
  /** The call is known: limits of its key are checked here. Throws `rate_limited` or `budget_spent`. */
  readonly admit: (exchange: Exchange, call: Call) => void
  /** Called exactly once a request, when nothing more will be read or written. */
  readonly finished: (exchange: Exchange) => void
}

/** A request that is known by its headers. */
export interface Opened {
  readonly endpoint: Endpoint
  readonly pathname: string
  readonly head: Head
  readonly caller: Caller
  /** The dialect that the caller reads errors in. */
  readonly speaks: Dialect
  /** Headers for an allowed browser origin. */
  readonly extra: readonly string[]
}

/**
 * One request and its answer. A class, because it lives as long as they do and its state is read from four callbacks.
 */
export class Exchange implements Answering, Leaving {
  readonly id: string
  readonly request: HttpRequest
  readonly response: HttpResponse
  readonly opened: Opened
  readonly startedAt: number
  readonly host: CallHost
  /** Where it lies in the list of open exchanges. */
  slot = -1
  call: Call | undefined
  reply: Reply | undefined
  failure: unknown
  /** What the limits of the key hold back for this call. */
  admission: Admission | undefined
  answeredAt = 0
  reason: Error | undefined
  onLeave: ((reason: Error) => void) | undefined
  #controller: AbortController | undefined
  #flow: Flow | undefined
  #left = false
  #over = false

  constructor(host: CallHost, request: HttpRequest, response: HttpResponse, opened: Opened) {
    this.host = host
    this.request = request
    this.response = response
    this.opened = opened
    this.startedAt = Date.now()
    this.id = createCallId(this.startedAt)
  }

  get client(): Dialect {
    return this.opened.speaks
  }

  get mode(): Call['mode'] {
    return this.call?.mode ?? 'safe'
  }

  get unreadMs(): number {
    return this.host.unreadMs
  }

  get bill(): Bill | undefined {
    return billOf(this.call)
  }

  get extra(): readonly string[] {
    return this.opened.extra
  }

  /** Reads the body, runs the call, writes the answer. Returns at once. */
  start(): void {
    const { head } = this.opened
    const limit = this.host.bodyBytes
    this.response.on('close', () => this.#closed())
    if (head.length > limit) {
      this.#refuse(new FarthingError('body_too_large', { limit }))
      return
    }
    if (head.length <= 0 && !head.chunked) {
      this.#received(noBytes)
      return
    }
    readBody(this.request, limit, (bytes, error) => {
      if (bytes === undefined) this.#refuse(error)
      else if (head.encoding === '' || head.encoding === 'identity') this.#received(bytes)
      else decodeBody(bytes, head.encoding, limit).then(this.#received, this.#refuse)
    })
  }

  readonly #received = (bytes: Uint8Array): void => {
    if (this.#left) return
    let running: Promise<Reply>
    try {
      const call = buildCall(
        {
          id: this.id,
          method: this.request.method ?? 'GET',
          endpoint: this.opened.endpoint,
          pathname: this.opened.pathname,
          head: this.opened.head,
          caller: this.opened.caller,
          bytes,
          startedAt: this.startedAt,
          signal: () => this.#signal(),
          leaving: this,
          bill: undefined,
          attempts: undefined,
          call: undefined,
        },
        this.host,
      )
      this.call = call
      this.host.admit(this, call)
      running = this.host.run(call)
    } catch (error) {
      this.#refuse(error)
      return
    }
    running.then(this.#answer, this.#refuse)
  }

  readonly #answer = (reply: Reply): void => {
    this.reply = reply
    this.answeredAt = Date.now()
    if (this.#left) {
      if ('pipe' in reply.body) reply.body.cancel(new Error('The client left'))
      this.done(undefined)
      return
    }
    writeReply(this.response, reply, this)
  }

  readonly #refuse = (error: unknown): void => {
    this.failure = error
    if (!this.#left) writeError(this.response, this.client, error, this)
    this.done(error instanceof Error ? error : undefined)
  }

  #signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#left) this.#controller.abort(this.reason)
    }
    return this.#controller.signal
  }

  #closed(): void {
    if (this.response.writableFinished) return
    this.#left = true
    const reason = new Error('The client left')
    this.#leave(reason)
    if (this.#flow !== undefined) {
      this.#flow.cancel(reason)
      this.done(reason)
      return
    }
    // Nobody was asked yet: no reply and no refusal will come to end it.
    if (this.call === undefined) this.done(new FarthingError('body_incomplete'))
  }

  #leave(reason: Error): void {
    this.reason ??= reason
    this.#controller?.abort(reason)
    this.onLeave?.(reason)
  }

  /** Ends the call now: the gateway stops. The client hears `shutting_down`, as an event where it reads events. */
  abort(): void {
    const error = new FarthingError('shutting_down')
    this.#left = true
    this.#leave(error)
    this.#flow?.cancel(error)
    if (this.reply === undefined || this.#flow === undefined)
      writeError(this.response, this.client, error, this)
    else breakOff(this.response, this.reply, this.client, error)
    this.done(error)
  }

  holds(flow: Flow): void {
    this.#flow = flow
  }

  done(failure: Error | undefined): void {
    if (this.#over) return
    this.#over = true
    if (failure !== undefined) this.failure ??= failure
    this.host.finished(this)
  }
}

const noBytes = new Uint8Array(0)
