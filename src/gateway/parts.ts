/**
 * What the gateway is given. Each is made elsewhere; the gateway only carries HTTP between them.
 * @module
 */
import type { Call, Money, Reply, Target } from '../call.ts'
import type { Configuration } from '../config/schema.ts'
import type { Endpoint } from '../dialects/paths.ts'

/** Answers calls. */
export interface Answerer {
  run(call: Call): Promise<Reply>
}

/** What a call cost, and what it would have cost. undefined: unpriced. */
export interface Bill {
  readonly paid: Money | undefined
  readonly baseline: Money | undefined
  /** By layers. Misses and failures are in neither sign part of it. */
  readonly saved: Money
}

/** Chooses provider and model. Throws a FarthingError where there is none. */
export type Resolve = (endpoint: Endpoint, model: string) => Target

/** Everything that changes when the configuration is read again: replaced whole, never edited. */
export interface Settings {
  /** The models that this configuration can reach by its own keys, aliases first. Gathered when asked for. */
  readonly models: () => Promise<readonly ListedModel[]>
  readonly configuration: Configuration
  readonly answerer: Answerer
  readonly resolve: Resolve
  /**
   * Whether the key that the client brought pays for the call. Where it does not, the keys of the gateway's
   * environment would, which takes a gateway key as soon as there are any.
   */
  readonly paysItself: (call: Call) => boolean
  /** Tokens that a call will probably take, for limits of its key. */
  readonly expectTokens: (call: Call) => number
}

/** A line of `/v1/models`. */
export interface ListedModel {
  readonly id: string
  readonly provider: string
}
