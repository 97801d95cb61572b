/**
 * From a call to a reply: each attempt is written to the ledger, sent, read on its way back, priced and settled.
 * @module
 */
import type { AttemptKind, Call, Leaving, Reply } from '../call.ts'
import { FarthingError } from '../errors.ts'
import type { CallFacts } from '../ledger/rows.ts'
import type { Attempt, AttemptResult, Stage } from '../providers/attempt.ts'
import type { Candidate } from '../providers/candidates.ts'
import { startAttempt } from '../providers/exchange.ts'
import type { Limit } from '../providers/limits.ts'
import { decide } from '../providers/retry.ts'
import { AttemptBook } from './attempt-book.ts'
import { choose } from './choose.ts'
import { errorCodeOf, FlowReading, readWhole } from './read-reply.ts'
import { bodyOf, headersOf, type RequestBody } from './request.ts'
import { lossAt, placeOf, stayMs } from './stay.ts'
import type { SendParts } from './parts.ts'

/**
 * Sends a call to its provider, again where that is safe, and answers with the reply: the provider's own, also where it
 * is an error. Rejects with a FarthingError where there is none, and with the signal's reason when the client left.
 * Every attempt that was opened in the ledger is settled exactly once.
 */
export type Send = (call: Call, kind: AttemptKind) => Promise<Reply>

export function createSend<Row>(parts: SendParts<Row>): Send {
  return (call, kind) => new Sending(parts, call, kind).run()
}

/** What one attempt came to, its account still open where it failed. */
type Once<Row> =
  | {
      readonly kind: 'failed'
      readonly stage: Stage
      readonly error: FarthingError
      readonly book: AttemptBook<Row>
    }
  | { readonly kind: 'reply'; readonly reply: Reply }

/** One call on its way: lives until its reply is handed over. */
class Sending<Row> {
  readonly #parts: SendParts<Row>
  readonly #call: Call
  readonly #facts: CallFacts
  readonly #kind: AttemptKind
  /** undefined: the call's signal says when the client leaves. */
  readonly #leaving: Leaving | undefined
  /** Keys of the candidates that were asked since all were last open. */
  #tried: string[] = []
  #attempt: Attempt | undefined
  #body: RequestBody | undefined
  #leftWarm = 0n

  constructor(parts: SendParts<Row>, call: Call, kind: AttemptKind) {
    this.#parts = parts
    this.#call = call
    this.#facts = parts.factsOf(call)
    this.#kind = kind
    const leaving = kind === 'serve' ? call.leaving : undefined
    this.#leaving = leaving?.onLeave === undefined ? leaving : undefined
  }

  async run(): Promise<Reply> {
    this.#throwIfLeft()
    const candidates = this.#parts.candidates.of(this.#call)
    const leaving = this.#leaving
    const leave = (): void => this.#attempt?.cancel(this.#reason())
    if (leaving === undefined) this.#call.signal.addEventListener('abort', leave)
    else leaving.onLeave = leave
    try {
      return await this.#tryAll(candidates)
    } finally {
      if (leaving === undefined) this.#call.signal.removeEventListener('abort', leave)
      else leaving.onLeave = undefined
    }
  }

  #throwIfLeft(): void {
    if (this.#leaving === undefined) this.#call.signal.throwIfAborted()
    else if (this.#leaving.reason !== undefined) throw this.#leaving.reason
  }

  #reason(): Error {
    return this.#leaving === undefined
      ? (this.#call.signal.reason as Error)
      : (this.#leaving.reason ?? new Error('The client left'))
  }

  #tryAll(candidates: readonly Candidate[], mayWait = true): Promise<Reply> {
    const { breaker, clock } = this.#parts
    const candidate = choose(candidates, this.#tried, this.#call, breaker, clock)
    if (candidate !== candidates[0] && mayWait) {
      const open = breaker.closedFor(candidates[0]!.key, this.#call, clock.now())
      if (open <= stayMs(this.#parts.stakes, this.#call, candidates, candidate)) {
        return this.#parts.wait(open, this.#call.signal).then(() => this.#tryAll(candidates, false))
      }
    }
    this.#leave(candidates, candidate)
    const first = this.#once(candidate, this.#kind)
    return first.then((result) =>
      result.kind === 'reply' && result.reply.status < 400
        ? result.reply
        : this.#tryAgain(candidates, candidate, result),
    )
  }

  async #tryAgain(
    candidates: readonly Candidate[],
    first: Candidate,
    failed: Once<Row>,
  ): Promise<Reply> {
    const { breaker, clock, random, longestWaitMs } = this.#parts
    const idempotent = this.#call.method === 'GET' || this.#call.method === 'HEAD'
    let candidate = first
    let result = failed
    for (let tried = 1; ; tried++) {
      if (tried > 1) {
        candidate = choose(candidates, this.#tried, this.#call, breaker, clock)
        this.#leave(candidates, candidate)
        result = await this.#once(candidate, this.#kind === 'serve' ? 'retry' : this.#kind)
      }
      const others = candidates.some(
        ({ key }) =>
          !this.#tried.includes(key) && breaker.closedFor(key, this.#call, clock.now()) === 0,
      )
      const limits = { retries: candidate.provider.retries, longestWaitMs }
      if (result.kind === 'failed') {
        const { stage, error, book } = result
        this.#throwIfLeft()
        const final = error.code !== 'upstream_unreachable' && error.code !== 'upstream_broken'
        const decision = decide(
          { kind: 'failed', stage, final },
          tried,
          limits,
          others,
          idempotent,
          random,
        )
        book.settleFailed(error)
        if (decision.kind === 'stop' || this.#allClosed(candidates)) throw error
        if (!decision.elsewhere) this.#tried = []
        await this.#parts.wait(decision.waitMs, this.#call.signal)
        continue
      }
      const { reply } = result
      if (reply.status >= 400 && reply.body instanceof Uint8Array) {
        const decision = decide(
          {
            kind: 'replied',
            status: reply.status,
            headers: reply.headers,
            code: errorCodeOf(reply.body),
          },
          tried,
          others && candidate === candidates[0]
            ? { ...limits, stayMs: stayMs(this.#parts.stakes, this.#call, candidates) }
            : limits,
          others,
          idempotent,
          random,
        )
        if (decision.kind === 'again' && !this.#allClosed(candidates)) {
          if (!decision.elsewhere) this.#tried = []
          await this.#parts.wait(decision.waitMs, this.#call.signal)
          continue
        }
      }
      return reply
    }
  }

  /** Its own failure was the last that opened the circuits: what came says more than that nobody is asked now. */
  #allClosed(candidates: readonly Candidate[]): boolean {
    const { breaker, clock } = this.#parts
    const now = clock.now()
    return candidates.every(({ key }) => breaker.closedFor(key, this.#call, now) > 0)
  }

  /** Where the call goes elsewhere than where its prompt is warm, that is told, and what it costs. */
  #leave(candidates: readonly Candidate[], candidate: Candidate): void {
    this.#leftWarm = 0n
    const { stakes } = this.#parts
    if (candidate === candidates[0] || stakes === undefined) return
    this.#leftWarm = lossAt(stakes, this.#call, candidates, candidate)
    stakes.moved(this.#call, placeOf(candidates, candidate))
  }

  #once(candidate: Candidate, kind: AttemptKind): Promise<Once<Row>> {
    this.#tried.push(candidate.key)
    const limit = this.#parts.limitOf(candidate.provider)
    return limit.tryEnter()
      ? this.#open(candidate, kind, limit)
      : limit.enter(this.#call.signal).then(() => this.#open(candidate, kind, limit))
  }

  /** Opens the attempt's account and sends it once that is on disk. One promise from here to the reply. */
  #open(candidate: Candidate, kind: AttemptKind, limit: Limit): Promise<Once<Row>> {
    const { ledger, dialects } = this.#parts
    let book: AttemptBook<Row>
    try {
      this.#body ??= bodyOf(this.#call, candidate, dialects)
      book = new AttemptBook(this.#parts, this.#call, this.#facts, kind, candidate, limit)
      book.leftWarm = this.#leftWarm
    } catch (error) {
      limit.leave()
      return Promise.reject(error)
    }
    return new Promise((resolve, reject) => {
      const { length } = this.#call.bytes
      ledger.afterCommit(() => this.#dispatch(candidate, book, resolve, reject), length)
    })
  }

  #dispatch(
    candidate: Candidate,
    book: AttemptBook<Row>,
    resolve: (once: Once<Row>) => void,
    reject: (error: unknown) => void,
  ): void {
    const { connections, wheel, dialects, breaker } = this.#parts
    const call = this.#call
    const body = this.#body!
    let flow: FlowReading<Row> | undefined
    try {
      this.#throwIfLeft()
      breaker.tries(candidate.key, call)
      book.dispatched()
      const { origin, prefix, provider } = candidate
      this.#attempt = startAttempt(
        connections.dispatcher(origin, provider.timeouts.connectMs),
        origin,
        {
          provider: provider.name,
          method: call.method,
          path: prefix + call.target.path,
          headers: headersOf(call, candidate),
          body: body.pieces,
          timeouts: provider.timeouts,
        },
        wheel,
        (head) => (flow = new FlowReading(book, head, dialects, body.addedUsage)),
        (result) => {
          try {
            resolve(this.#came(book, flow, result))
          } catch (error) {
            reject(error)
          }
        },
      )
    } catch (error) {
      book.settleUnsent()
      reject(error)
    }
  }

  #came(
    book: AttemptBook<Row>,
    flow: FlowReading<Row> | undefined,
    result: AttemptResult,
  ): Once<Row> {
    this.#attempt = undefined
    if (result.kind === 'failed') {
      if (result.stage === 'cancelled') {
        book.settleLeft()
        throw this.#reason()
      }
      return { kind: 'failed', stage: result.stage, error: result.error, book }
    }
    book.head(result.head.status)
    if (flow !== undefined) return { kind: 'reply', reply: flow.reply(result.body) }
    if (!(result.body instanceof Uint8Array)) throw new FarthingError('internal')
    const reply = readWhole(book, result.head, result.body, this.#parts.dialects)
    return reply instanceof FarthingError
      ? { kind: 'failed', stage: 'replied', error: reply, book }
      : { kind: 'reply', reply }
  }
}
