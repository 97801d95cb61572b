/**
 * From a call to a reply: each attempt is written to the ledger, sent, read on its way back, priced and settled.
 * @module
 */
import type { AttemptKind, Call, Reply } from '../call.ts'
import { FarthingError } from '../errors.ts'
import type { CallFacts } from '../ledger/rows.ts'
import type { Attempt, AttemptResult } from '../providers/attempt.ts'
import type { Candidate } from '../providers/candidates.ts'
import { startAttempt } from '../providers/exchange.ts'
import { decide } from '../providers/retry.ts'
import { AttemptBook } from './attempt-book.ts'
import { choose } from './choose.ts'
import { errorCodeOf, FlowReading, readWhole } from './read-reply.ts'
import { bodyOf, headersOf, type RequestBody } from './request.ts'
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

function promisesBody({ method, target }: Call): boolean {
  return method === 'POST' && target.dialect !== 'opaque'
}

/** One call on its way: lives until its reply is handed over. */
class Sending<Row> {
  readonly #parts: SendParts<Row>
  readonly #call: Call
  readonly #facts: CallFacts
  readonly #kind: AttemptKind
  readonly #tried = new Set<string>()
  #attempt: Attempt | undefined
  #body: RequestBody | undefined

  constructor(parts: SendParts<Row>, call: Call, kind: AttemptKind) {
    this.#parts = parts
    this.#call = call
    this.#facts = parts.factsOf(call)
    this.#kind = kind
  }

  async run(): Promise<Reply> {
    const { signal } = this.#call
    signal.throwIfAborted()
    const candidates = this.#parts.candidates.of(this.#call)
    const leave = (): void => this.#attempt?.cancel(signal.reason as Error)
    signal.addEventListener('abort', leave)
    try {
      return await this.#tryAll(candidates)
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  async #tryAll(candidates: readonly Candidate[]): Promise<Reply> {
    const { signal } = this.#call
    const { breaker, clock, random, longestWaitMs } = this.#parts
    const idempotent = this.#call.method === 'GET' || this.#call.method === 'HEAD'
    for (let tried = 1; ; tried++) {
      const candidate = choose(candidates, this.#tried, breaker, clock.now())
      const result = await this.#once(
        candidate,
        tried > 1 && this.#kind === 'serve' ? 'retry' : this.#kind,
      )
      const others = candidates.some(
        ({ key }) => !this.#tried.has(key) && breaker.closedFor(key, clock.now()) === 0,
      )
      const limits = { retries: candidate.provider.retries, longestWaitMs }
      if (result.kind === 'failed') {
        const { stage, error, book } = result
        signal.throwIfAborted()
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
        if (decision.kind === 'stop') throw error
        if (!decision.elsewhere) this.#tried.clear()
        await this.#parts.wait(decision.waitMs, signal)
        continue
      }
      const { reply, book } = result
      if (reply.status >= 400 && reply.body instanceof Uint8Array) {
        const decision = decide(
          {
            kind: 'replied',
            status: reply.status,
            headers: reply.headers,
            code: errorCodeOf(reply.body),
          },
          tried,
          limits,
          others,
          idempotent,
          random,
        )
        if (decision.kind === 'again') {
          if (!decision.elsewhere) this.#tried.clear()
          await this.#parts.wait(decision.waitMs, signal)
          continue
        }
      }
      void book
      return reply
    }
  }

  async #once(candidate: Candidate, kind: AttemptKind) {
    const { connections, wheel, ledger, limitOf, dialects, breaker } = this.#parts
    const call = this.#call
    this.#tried.add(candidate.key)
    const limit = limitOf(candidate.provider)
    if (!limit.tryEnter()) await limit.enter(call.signal)
    let book: AttemptBook<Row>
    try {
      this.#body ??= bodyOf(call, candidate, dialects)
      book = new AttemptBook(this.#parts, call, this.#facts, kind, candidate, limit)
    } catch (error) {
      limit.leave()
      throw error
    }
    const body = this.#body
    let flow: FlowReading<Row> | undefined
    let result: AttemptResult
    try {
      await new Promise<void>((resolve) => ledger.afterCommit(resolve))
      call.signal.throwIfAborted()
      breaker.tries(candidate.key)
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
          body: body.bytes.length > 0 ? body.bytes : null,
          timeouts: provider.timeouts,
        },
        wheel,
        (head) => (flow = new FlowReading(book, head, dialects, body.addedUsage)),
      )
      result = await this.#attempt.result
    } catch (error) {
      book.settleUnsent()
      throw error
    }
    this.#attempt = undefined
    if (result.kind === 'failed') {
      if (result.stage === 'cancelled') {
        book.settleLeft()
        throw call.signal.reason
      }
      return { kind: 'failed' as const, stage: result.stage, error: result.error, book }
    }
    book.head(result.head.status)
    if (flow !== undefined) {
      return { kind: 'reply' as const, reply: flow.reply(result.body), book }
    }
    if (!(result.body instanceof Uint8Array)) throw new FarthingError('internal')
    if (result.body.length === 0 && result.head.status === 200 && promisesBody(call)) {
      // Handed on, it would look like an answer that says nothing: clients take it for the end of a stream.
      const { name } = candidate.provider
      const error = new FarthingError('upstream_broken', {
        provider: name,
        bytes: 0,
        detail: 'the reply is empty',
      })
      return { kind: 'failed' as const, stage: 'replied' as const, error, book }
    }
    return {
      kind: 'reply' as const,
      reply: readWhole(book, result.head, result.body, dialects),
      book,
    }
  }
}
