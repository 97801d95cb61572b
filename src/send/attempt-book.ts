/**
 * The accounts of one attempt: opened in the ledger before it is sent, settled exactly once however it ends.
 * @module
 */
import type { AttemptKind, Call, Outcome } from '../call.ts'
import type { Reading } from '../dialects/reading.ts'
import type { FarthingError } from '../errors.ts'
import type { CallFacts } from '../ledger/rows.ts'
import type { Candidate } from '../providers/candidates.ts'
import type { Limit } from '../providers/limits.ts'
import { toOutcome } from './outcome.ts'
import type { Held, SendParts } from './parts.ts'

const free = new Set(['upstream_unreachable', 'internal', 'shutting_down'])

export class AttemptBook<Row> {
  readonly call: Call
  readonly candidate: Candidate
  outcome: Outcome | undefined
  /** What is left behind where the prompt was warm. */
  leftWarm = 0n
  readonly #parts: SendParts<Row>
  readonly #kind: AttemptKind
  readonly #limit: Limit
  readonly #row: Row
  readonly #held: Held | undefined
  readonly #at: number
  #sentAt = 0
  #headMs: number | undefined

  /** Opens the attempt. Throws `budget_spent`, with nothing opened. */
  constructor(
    parts: SendParts<Row>,
    call: Call,
    facts: CallFacts,
    kind: AttemptKind,
    candidate: Candidate,
    limit: Limit,
  ) {
    this.#parts = parts
    this.call = call
    this.candidate = candidate
    this.#kind = kind
    this.#limit = limit
    this.#at = parts.clock.now()
    const reserved = candidate.subscription ? 0n : parts.pricing.reserve(call)
    this.#held = parts.budget?.hold(call, reserved)
    this.#row = parts.ledger.openAttempt(facts, {
      kind,
      provider: candidate.provider.id,
      model: call.target.model,
      credential: candidate.credential,
      reserved,
      at: this.#at,
    })
  }

  /** A piece of a reply passes: what it names belongs to this credential. */
  remember(bytes: Uint8Array): void {
    const { dialect } = this.call.target
    if (
      dialect === 'openai-responses' ||
      dialect === 'opaque' ||
      dialect === 'anthropic-messages'
    ) {
      this.#parts.candidates.remember(this.call.tenant, this.candidate, bytes)
    }
  }

  dispatched(): void {
    this.#sentAt = performance.now()
  }

  head(status: number): void {
    this.#headMs = performance.now() - this.#sentAt
    const { breaker } = this.#parts
    if (status >= 500) {
      breaker.failed(this.candidate.key, this.call, this.#parts.clock.now(), 'model')
    } else breaker.succeeded(this.candidate.key, this.call)
  }

  /** The reply came to its end, or broke, or the client left in the midst of it. */
  settle(
    ended: Outcome['ended'],
    status: number,
    reading: Reading | undefined,
    bytes: number,
    error?: string,
  ): Outcome {
    if (this.outcome !== undefined) return this.outcome
    const { pricing } = this.#parts
    const outcome = toOutcome(this.call, this.candidate, pricing, {
      status,
      ended,
      reading,
      bytes,
      error,
      at: this.#at,
    })
    this.#close(outcome)
    const { usage, usageOrigin } = outcome
    if (usage !== undefined && usageOrigin === 'provider') {
      pricing.learn?.(this.call, usage, reading?.deltaBytes ?? 0)
    }
    return outcome
  }

  /** No reply came. The provider may have worked all the same where the request had left. */
  settleFailed(error: FarthingError): void {
    const { breaker, clock } = this.#parts
    const { key } = this.candidate
    if (error.code.startsWith('upstream')) {
      const reached = error.code !== 'upstream_unreachable'
      breaker.failed(key, this.call, clock.now(), reached ? 'model' : 'endpoint')
    } else breaker.unknown(key, this.call)
    // What never left cost nothing; what left and broke is estimated as the input alone.
    if (free.has(error.code)) this.#closeFree('upstream-failed', 0, error.code)
    else this.settle('upstream-failed', 0, undefined, 0, error.code)
  }

  /** The client left before the head of a reply came. */
  settleLeft(): void {
    this.#parts.breaker.unknown(this.candidate.key, this.call)
    this.settle('client-left', 0, undefined, 0, 'client_left')
  }

  /** Nothing was sent: the client left, or something threw, between opening and dispatch. */
  settleUnsent(): void {
    this.#parts.breaker.unknown(this.candidate.key, this.call)
    this.#closeFree('client-left', 0, 'not_sent')
  }

  #closeFree(ended: Outcome['ended'], status: number, error: string): void {
    if (this.outcome !== undefined) return
    this.#close({
      status,
      ended,
      stop: undefined,
      usage: undefined,
      usageOrigin: 'computed',
      cost: 0n,
      costOrigin: 'computed',
      tier: 'standard',
      model: this.call.target.model,
      bytes: 0,
      error,
    })
  }

  #close(outcome: Outcome): void {
    this.outcome = outcome
    const { ledger, clock, settled } = this.#parts
    this.#limit.leave()
    this.#held?.settle(outcome.cost)
    ledger.settleAttempt(this.#row, {
      at: clock.now(),
      status: outcome.status,
      usage: outcome.usage,
      usageOrigin: outcome.usageOrigin,
      tier: outcome.tier,
      cost: outcome.cost,
      costOrigin: outcome.costOrigin,
      error: outcome.error,
    })
    settled?.(this.call, {
      call: this.call.id,
      kind: this.#kind,
      provider: this.candidate.provider.id,
      model: this.call.target.model,
      credential: this.candidate.credential,
      billing: this.candidate.subscription ? 'subscription' : 'metered',
      startedAt: this.#at,
      headMs: this.#headMs,
      totalMs: this.#sentAt === 0 ? 0 : performance.now() - this.#sentAt,
      outcome,
      ...(this.leftWarm > 0n ? { leftWarm: this.leftWarm } : {}),
    })
  }
}
