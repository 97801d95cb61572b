/**
 * One HTTP exchange with a provider: a request in, a whole body or a pushed flow out.
 * @module
 */
import type { Flow, Sink } from '../call.ts'
import { FarthingError } from '../errors.ts'
import type { Controller, Handler } from '../wire/http/connection.ts'
import type { Attempt, AttemptRequest, AttemptResult, Tap } from './attempt.ts'
import { describeFailure } from './failure.ts'
import { readHead, type ReplyHead } from './headers.ts'
import type { Dispatcher } from './pool.ts'
import type { TimerWheel, Watched } from './timeouts.ts'

/** A reply of this many bytes or fewer that is no stream is handed over whole, so that its cost can stand in a header. */
export const wholeLimit = 1_048_576
// What may wait for `pipe`, before the upstream is told to pause.
const earlyLimit = 65_536

/**
 * Sends one request. Never rejects.
 * @param openTap called when the head of a flow has come, before any byte of its body.
 * @param done called once, with what `result` resolves to.
 */
export function startAttempt(
  dispatcher: Dispatcher,
  origin: string,
  request: AttemptRequest,
  wheel: TimerWheel,
  openTap: (head: ReplyHead) => Tap | undefined,
  done?: (result: AttemptResult) => void,
): Attempt {
  const exchange = new Exchange(request, wheel, openTap, done)
  wheel.add(exchange)
  dispatcher.dispatch(
    {
      origin,
      path: request.path,
      method: request.method,
      headers: request.headers,
      body: request.body,
    },
    exchange,
  )
  return exchange
}

type State = 'connecting' | 'sent' | 'collecting' | 'flowing' | 'over'

/** The connection's handler, the flow and the wheel's entry in one object: one allocation and one shape a call. */
class Exchange implements Attempt, Flow, Watched, Handler {
  slot = -1
  readonly #request: AttemptRequest
  readonly #wheel: TimerWheel
  readonly #openTap: (head: ReplyHead) => Tap | undefined
  readonly #startedAt = performance.now()
  #done: ((result: AttemptResult) => void) | undefined
  #result: AttemptResult | undefined
  #promise: Promise<AttemptResult> | undefined
  #state: State = 'connecting'
  #controller: Controller | undefined
  #head: ReplyHead | undefined
  #tap: Tap | undefined
  #sink: Sink | undefined
  /** Body bytes that wait: all of a whole reply, or what came before `pipe` or while the sink was full. */
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #full = false
  /** The upstream is done; the sink hears it once nothing waits. */
  #ended = false
  #failure: Error | undefined
  #bytes = 0
  /** When the last piece of the body came, in the wheel's coarse time. */
  #heardAt = 0

  constructor(
    request: AttemptRequest,
    wheel: TimerWheel,
    openTap: (head: ReplyHead) => Tap | undefined,
    done: ((result: AttemptResult) => void) | undefined,
  ) {
    this.#request = request
    this.#wheel = wheel
    this.#openTap = openTap
    this.#done = done
  }

  get result(): Promise<AttemptResult> {
    return (this.#promise ??= new Promise((resolve) => {
      if (this.#result !== undefined) resolve(this.#result)
      else this.#done = resolve
    }))
  }

  #resolve(result: AttemptResult): void {
    if (this.#result !== undefined) return
    this.#result = result
    this.#done?.(result)
  }

  // The connection's side.

  onRequestStart(controller: Controller): void {
    this.#controller = controller
    if (this.#state === 'connecting') this.#state = 'sent'
    else controller.abort(new Error('cancelled before it was sent'))
  }

  onResponseStart(controller: Controller, status: number): void {
    // 1xx heads (early hints) come before the real one.
    if (status < 200 || this.#state !== 'sent') return
    const head = readHead(status, controller.rawHeaders)
    this.#head = head
    this.#heardAt = this.#wheel.now
    if (isWhole(head)) this.#state = 'collecting'
    else this.#startFlow(head)
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#heardAt = this.#wheel.now
    this.#bytes += chunk.length
    if (this.#state === 'flowing') {
      const bytes = this.#tap === undefined ? chunk : this.#tap.chunk(chunk)
      if (bytes !== undefined) this.#push(bytes)
      return
    }
    if (this.#state !== 'collecting') return
    this.#waiting.push(chunk)
    this.#waitingBytes += chunk.length
    if (this.#waitingBytes <= wholeLimit) return
    // Longer than its kind usually is: becomes a flow, from its first byte.
    const held = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    this.#startFlow(this.#head!)
    for (const piece of held) {
      const bytes = this.#tap === undefined ? piece : this.#tap.chunk(piece)
      if (bytes !== undefined) this.#push(bytes)
    }
  }

  onResponseEnd(): void {
    if (this.#state === 'collecting') {
      const parts = this.#waiting
      this.#finish({
        kind: 'reply',
        head: this.#head!,
        body: parts.length === 1 ? parts[0]! : Buffer.concat(parts, this.#waitingBytes),
      })
      return
    }
    if (this.#state !== 'flowing') return
    const rest = this.#tap?.rest()
    if (rest !== undefined && rest.length > 0) this.#push(rest)
    this.#endFlow('complete')
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#state === 'over') return
    const { provider } = this.#request
    this.#fail(describeFailure(provider, error, this.#state === 'connecting', this.#bytes))
  }

  // The client's side.

  pipe(sink: Sink): void {
    this.#sink = sink
    this.#drain()
  }

  resume(): void {
    this.#full = false
    this.#drain()
  }

  cancel(reason: Error): void {
    this.#sink = undefined
    this.#waiting = []
    if (this.#state === 'over') return
    if (this.#state === 'flowing') {
      this.#close()
      this.#tap?.over('client-left')
    } else {
      const error = new FarthingError('internal', {}, reason)
      this.#finish({ kind: 'failed', stage: 'cancelled', error })
    }
    // Under HTTP/1.1 the connection is the only way to say stop.
    this.#controller?.abort(reason)
  }

  // The wheel's side.

  tick(now: number): void {
    const { firstByteMs, idleMs, totalMs } = this.#request.timeouts
    const open = now - this.#startedAt
    if (totalMs > 0 && open >= totalMs) this.#timeout('end', totalMs)
    else if (this.#head === undefined) {
      if (firstByteMs > 0 && open >= firstByteMs) this.#timeout('first byte', firstByteMs)
    } else if (this.#controller?.paused === true) {
      // The client is the slow one.
      this.#heardAt = now
    } else if (idleMs > 0 && now - this.#heardAt >= idleMs) this.#timeout('further byte', idleMs)
  }

  #timeout(what: string, limit: number): void {
    const { provider } = this.#request
    const controller = this.#controller
    this.#fail(new FarthingError('upstream_timeout', { provider, what, limit }))
    controller?.abort(new Error('timeout'))
  }

  #startFlow(head: ReplyHead): void {
    this.#state = 'flowing'
    this.#tap = this.#openTap(head)
    this.#resolve({ kind: 'reply', head, body: this })
  }

  #push(bytes: Uint8Array): void {
    if (this.#sink !== undefined && !this.#full && this.#waiting.length === 0) {
      if (this.#sink.data(bytes)) return
      this.#full = true
      this.#controller?.pause()
      return
    }
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.length
    if (this.#full || this.#waitingBytes > earlyLimit) this.#controller?.pause()
  }

  #drain(): void {
    const waiting = this.#waiting
    let given = 0
    while (given < waiting.length && !this.#full && this.#sink !== undefined) {
      const bytes = waiting[given++]!
      this.#waitingBytes -= bytes.length
      if (!this.#sink.data(bytes)) this.#full = true
    }
    // At once and not by `shift`: an upstream that sends single bytes would make that quadratic.
    waiting.splice(0, given)
    if (this.#sink === undefined || this.#full) return
    if (this.#ended) this.#tellEnd()
    else if (this.#controller?.paused === true) {
      this.#heardAt = this.#wheel.now
      this.#controller.resume()
    }
  }

  #endFlow(ended: 'complete' | 'upstream-failed', error?: FarthingError): void {
    this.#close()
    this.#failure = this.#tap?.over(ended, error) ?? error
    this.#ended = true
    if (this.#sink !== undefined && this.#waiting.length === 0) this.#tellEnd()
  }

  #tellEnd(): void {
    const sink = this.#sink
    this.#sink = undefined
    if (this.#failure === undefined) sink?.end()
    else sink?.fail(this.#failure)
  }

  #fail(error: FarthingError): void {
    if (this.#state === 'flowing') this.#endFlow('upstream-failed', error)
    else {
      const stage =
        this.#state === 'connecting' ? 'connecting' : this.#head === undefined ? 'sent' : 'replied'
      this.#finish({ kind: 'failed', stage, error })
    }
  }

  #finish(result: AttemptResult): void {
    this.#close()
    this.#waiting = []
    this.#resolve(result)
  }

  #close(): void {
    this.#state = 'over'
    this.#wheel.delete(this)
  }
}

/** Streams flow; an error or a JSON body is awaited; anything else only where its length is known and small. */
function isWhole({ status, contentType, contentLength }: ReplyHead): boolean {
  if (contentType === 'text/event-stream') return false
  if (contentLength !== -1) return contentLength <= wholeLimit
  return status >= 400 || contentType === 'application/json' || status === 204
}
