/**
 * What the ledger is told: the facts of a call, its attempts as they open and settle, and how it closed.
 * @module
 */
import type {
  AttemptKind,
  Call,
  CallId,
  ConversationId,
  Dialect,
  LayerName,
  Mode,
  Money,
  Origin,
  Outcome,
  Reply,
  ServiceTier,
  TenantId,
  Usage,
} from '../call.ts'
import type { Billing } from './codes.ts'

/** What is known of a call before anything was sent: enough to write its row after a crash. */
export interface CallFacts {
  /** Made by `createCallId`; carries the time of the call. */
  readonly id: CallId
  readonly tenant: TenantId
  readonly key: string | undefined
  readonly route: string
  readonly conversation: ConversationId
  /** The model as the client named it. */
  readonly asked: string
  readonly dialect: Dialect
  readonly mode: Mode
  readonly streamed: boolean
  readonly tags: readonly string[]
}

/** One request to a provider, before it is sent. */
export interface Opening {
  readonly kind: AttemptKind
  readonly provider: string
  readonly model: string
  /** Id of the credential, never its value. */
  readonly credential: string | undefined
  /** What the budget holds back for it; undefined where the model is unpriced. */
  readonly reserved: Money | undefined
  /** What it will probably cost; the estimate of a crashed attempt, `reserved` where absent. */
  readonly expected?: Money | undefined
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** How an attempt ended. An aborted stream is settled from what was delivered, with origin `estimated`. */
export interface Settlement {
  readonly at: number
  readonly status: number
  readonly usage: Usage | undefined
  readonly usageOrigin: Origin
  readonly tier: ServiceTier
  readonly cost: Money | undefined
  readonly costOrigin: Origin
  /** An error code, or words; at most 256 characters are kept. */
  readonly error?: string | undefined
}

/** A handle on an attempt between `openAttempt` and `settleAttempt`. */
export interface Attempt extends Opening {
  readonly id: number
  /** The call's number. */
  readonly call: number
  readonly facts: CallFacts
  settlement: Settlement | undefined
  /** Its call's row is written, or about to be: it no longer waits for it. */
  detached: boolean
  /** All that is to be kept of it is queued: what of it is not in the database yet need not come there. */
  over: boolean
  /** It lies in the table of open attempts. */
  stored: boolean
}

/** What is kept of a prompt, and of a reply: writing both takes a call about 1 ms. */
export const mostText = 262_144

/** How a call ended: with `CallFacts`, its row. */
export interface Closing {
  /** Model that answered. */
  readonly served: string
  readonly provider: string
  readonly from: Reply['from']
  readonly status: number
  readonly ended: Outcome['ended']
  readonly stop?: string | undefined
  readonly usage: Usage | undefined
  readonly usageOrigin: Origin
  readonly tier: ServiceTier
  readonly billing?: Billing
  /** What the call would have cost with no layer at work. */
  readonly baseline: Money | undefined
  /** Paid for all attempts that served the call (kinds serve and retry); undefined: unpriced. */
  readonly cost: Money | undefined
  readonly costOrigin: Origin
  readonly saved?: Readonly<Partial<Record<LayerName, Money>>>
  readonly misses?: Money
  readonly failures?: Money
  /** Milliseconds, fractions kept to a microsecond. */
  readonly time: CallTime
  readonly error?: string | undefined
  readonly certificates?: readonly string[]
  /** Why each layer did, or did not, act. */
  readonly notes?: Readonly<Partial<Record<LayerName, readonly string[]>>>
  /** Kept only where the route says so; the first `mostText` bytes of each. */
  readonly text?: { readonly request: Uint8Array; readonly reply: Uint8Array }
}

export interface CallTime {
  readonly total: number
  readonly upstream: number
  /** Spent in the gateway itself. */
  readonly own: number
  readonly firstByte?: number | undefined
}

/** The facts of a call as the ledger wants them. Reads `view.model` and `view.stream`, so the body is parsed. */
export function factsOf(call: Call): CallFacts {
  return {
    id: call.id,
    tenant: call.tenant,
    key: call.key,
    route: call.route.name,
    conversation: call.conversation,
    asked: call.view.model || call.target.model,
    dialect: call.client,
    mode: call.mode,
    streamed: call.view.stream,
    tags: call.tags,
  }
}
