/**
 * The accounts of one attempt: opened in the ledger before it is sent, settled exactly once however it ends.
 * @module
 */
import type { AttemptKind, Call, Money, Outcome } from '../call.ts'
import type { Reading } from '../dialects/reading.ts'
import type { FarthingError } from '../errors.ts'
import type { CallFacts, Settlement } from '../ledger/rows.ts'
import { serviceTier } from '../pricing/bill.ts'
import type { Candidate } from '../providers/candidates.ts'
import type { Limit } from '../providers/limits.ts'
import { toOutcome } from './outcome.ts'
import type { Held, SendParts } from './parts.ts'
import { answerIdIn, isUnderWay } from './unbilled.ts'

const free = new Set(['upstream_unreachable', 'internal', 'shutting_down'])

function nothing(model: string): Omit<Outcome, 'status' | 'ended'> {
  return {
    stop: undefined,
    usage: undefined,
    usageOrigin: 'computed',
    cost: 0n,
    costOrigin: 'computed',
    tier: 'standard',
    model,
    bytes: 0,
  }
}

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
  readonly #reserved: Money | undefined
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
    if (parts.unbilled.size > 0) parts.unbilled.sweep(this.#at)
    const reserved = candidate.subscription ? 0n : parts.pricing.reserve(call)
    this.#reserved = reserved
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
    const { pricing, unbilled } = this.#parts
    if (status < 400 && reading !== undefined) {
      if (!this.candidate.subscription && isUnderWay(this.call, ended, reading))
        return this.#postpone(ended, status, reading, bytes, error)
      if (unbilled.size > 0 && status === 200) this.#tellUsage(reading)
    }
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

  /** Whether the reply may say what an answer cost that was made in the background. */
  get asksForAnswer(): boolean {
    return this.#parts.unbilled.size > 0 && answerIdIn(this.call.target.path) !== undefined
  }

  /** The answer is still being made: what it costs is said later, under its id. */
  #postpone(
    ended: Outcome['ended'],
    status: number,
    reading: Reading,
    bytes: number,
    error: string | undefined,
  ): Outcome {
    const { ledger, clock, unbilled } = this.#parts
    const [row, held, reserved] = [this.#row, this.#held, this.#reserved]
    const outcome: Outcome = {
      ...nothing(this.call.target.model),
      status,
      ended,
      stop: reading.stop,
      bytes,
      ...(error !== undefined && { error }),
    }
    this.#limit.leave()
    const settle = (cost: Money | undefined, settlement: Omit<Settlement, 'at' | 'cost'>): void => {
      held?.settle(cost)
      ledger.settleAttempt(row, { ...settlement, at: clock.now(), cost })
    }
    unbilled.add({
      provider: this.candidate.provider.id,
      id: reading.id,
      model: this.call.target.model,
      at: this.#at,
      settle,
      expire: () =>
        settle(reserved, {
          status,
          usage: undefined,
          usageOrigin: 'estimated',
          tier: 'standard',
          costOrigin: 'estimated',
          error: 'nobody asked for the answer',
        }),
    })
    this.#record(outcome)
    return outcome
  }

  /** A reply that states the usage of an answer that waits for it: whoever asks first, it is settled once. */
  #tellUsage(reading: Reading): void {
    const { pricing, unbilled } = this.#parts
    const id = answerIdIn(this.call.target.path)
    const answer = id === undefined ? undefined : unbilled.get(this.candidate.provider.id, id)
    if (answer === undefined) return
    const { usage, error } = reading
    if (usage === undefined && error === undefined) return
    const asked = answer.model
    const tier = serviceTier(reading.tier)
    const bill =
      usage === undefined
        ? ({ usage, cost: 0n, costOrigin: 'computed' } as const)
        : pricing.bill({
            provider: answer.provider,
            model: reading.model || asked,
            asked,
            dialect: 'openai-responses',
            raw: usage,
            tier,
            at: answer.at,
          })
    if (bill === undefined) return
    unbilled.remove(answer)
    answer.settle(bill.cost, {
      status: 200,
      usage: bill.usage,
      usageOrigin: 'provider',
      tier,
      costOrigin: bill.costOrigin,
      ...(usage === undefined && { error: 'the answer failed' }),
    })
  }

  #closeFree(ended: Outcome['ended'], status: number, error: string): void {
    if (this.outcome !== undefined) return
    this.#close({ ...nothing(this.call.target.model), status, ended, error })
  }

  #close(outcome: Outcome): void {
    const { ledger, clock } = this.#parts
    this.#limit.leave()
    // What has a price but states no usage (speech) counts as it was reserved: a budget must not pass it for nothing.
    this.#held?.settle(outcome.cost ?? this.#reserved)
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
    this.#record(outcome)
  }

  #record(outcome: Outcome): void {
    this.outcome = outcome
    this.#parts.settled?.(this.call, {
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
