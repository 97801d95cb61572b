/**
 * What send is given. The ledger, the price list and the dialects fit these shapes; tests give small ones.
 * @module
 */
import type {
  AttemptKind,
  Call,
  CallId,
  Dialect,
  Edit,
  Money,
  Outcome,
  Premium,
  ServiceTier,
  Usage,
  View,
} from '../call.ts'
import type { Reading } from '../dialects/reading.ts'
import type { CallFacts, Opening, Settlement } from '../ledger/rows.ts'
import type { Bill, BillQuery } from '../pricing/bill.ts'
import type { Stakes } from '../pricing/warmth/stakes.ts'
import type { Breaker } from '../providers/breaker.ts'
import type { Candidates } from '../providers/candidates.ts'
import type { Limit } from '../providers/limits.ts'
import type { Connections } from '../providers/pool.ts'
import type { Provider } from '../providers/provider.ts'
import type { TimerWheel } from '../providers/timeouts.ts'
import type { Unbilled } from './unbilled.ts'

/** The part of the ledger that send writes. `Row` is the ledger's own handle. */
export interface SendLedger<Row> {
  openAttempt(facts: CallFacts, opening: Opening): Row
  settleAttempt(attempt: Row, settlement: Settlement): void
  /** `bytes`: what it will send. */
  afterCommit(run: () => void, bytes?: number): void
}

/** Usage and money. Everything may answer undefined, which means unpriced and is never taken for 0. */
export interface SendPricing {
  /** What a reply with a usage object cost. */
  bill(query: BillQuery): Pick<Bill, 'usage' | 'cost' | 'costOrigin' | 'premiums'> | undefined
  /** Price of a usage that was estimated here. */
  cost(priced: Priced): Money | undefined
  /** Usage expected before sending: what the input of an attempt is settled with that broke off. */
  expect(call: Call): Usage
  /** Upper bound that the budget holds back. */
  reserve(call: Call): Money | undefined
  /** Tokens of so many bytes of a model's answer (JSON text). */
  outputTokens(provider: string, model: string, bytes: number): number
  /** Tokens of reasoning that a call will probably be billed for and that its reply does not show; 0 where absent. */
  hiddenReasoning?(call: Call): number
  /** Told the truth after each complete attempt. */
  learn?(call: Call, usage: Usage, answerBytes: number): void
}

export interface Priced {
  readonly provider: string
  /** As the reply names it. */
  readonly model: string
  /** As the request named it. */
  readonly asked: string
  readonly usage: Usage
  readonly tier: ServiceTier
  readonly premiums?: readonly Premium[] | undefined
  /** Milliseconds since the epoch: prices have a history. */
  readonly at: number
}

/** Holds money back before an attempt is sent. */
export interface SendBudget {
  /** Throws `budget_spent`. undefined: no budget applies. */
  hold(call: Call, reserved: Money | undefined): Held | undefined
}
export interface Held {
  /** Called once, with what the attempt cost; where its reply states no usage, with what was held back. */
  settle(cost: Money | undefined): void
}

/** The functions of `dialects/` that send uses. */
export interface SendDialects {
  readBody(dialect: Dialect, bytes: Uint8Array): Reading
  createStreamReader(dialect: Dialect): StreamReader
  /** Reads a body that is no stream and too long to be awaited. */
  createBodyReader(dialect: Dialect): StreamReader
  /** The edit that asks a chat stream for its usage; undefined where the client asked itself. */
  usageEdit(view: View): Pick<Edit, 'start' | 'end' | 'bytes'> | undefined
  /** Takes what `usageEdit` added out of the stream again. */
  createUsageStripper(): Stripper
}
export interface StreamReader {
  push(chunk: Uint8Array): void
  end(): Reading
}
export interface Stripper {
  /** The bytes to pass on, perhaps none. */
  push(chunk: Uint8Array): Uint8Array
  /** What was held back. */
  end(): Uint8Array
}

export interface SendParts<Row> {
  readonly connections: Connections
  readonly wheel: TimerWheel
  readonly candidates: Candidates
  readonly breaker: Breaker
  /** The open calls of a provider. */
  limitOf(provider: Provider): Limit
  readonly ledger: SendLedger<Row>
  /** The facts of a call as the ledger wants them: its `factsOf`. */
  factsOf(call: Call): CallFacts
  readonly pricing: SendPricing
  readonly dialects: SendDialects
  readonly budget?: SendBudget
  /** Answers of the background that wait for their usage. */
  readonly unbilled: Unbilled
  readonly clock: { now(): number }
  readonly random: () => number
  /** Longest `retry-after` that is waited for, in milliseconds. */
  readonly longestWaitMs: number
  /** Waits between retries; rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** What is lost by going elsewhere than the call was meant to. */
  readonly stakes?: Stakes
  /** Told of each attempt once it is settled. */
  settled?(call: Call, record: AttemptRecord): void
}

/** One request to a provider, as the pipeline accounts for it. */
export interface AttemptRecord {
  readonly call: CallId
  readonly kind: AttemptKind
  readonly provider: string
  readonly model: string
  readonly credential: string
  readonly billing: 'metered' | 'subscription'
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Milliseconds from dispatch to the head of the reply; undefined where none came. */
  readonly headMs: number | undefined
  readonly totalMs: number
  readonly outcome: Outcome
  /** What it cost more than where its prompt was warm, as expected when it went elsewhere. */
  readonly leftWarm?: Money
}
