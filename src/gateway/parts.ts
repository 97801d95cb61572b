/**
 * What the gateway is given. Each is made elsewhere; the gateway only carries HTTP between them.
 * @module
 */
import type { Call, Dialect, Money, Reply, Target } from '../call.ts'
import type { Configuration } from '../config/schema.ts'
import type { Endpoint } from '../dialects/paths.ts'

/** Answers calls. */
export interface Answerer {
  run(call: Call): Promise<Reply>
}

/** A reply whose bill the pipeline knows; read once the body is whole. */
export interface Billed {
  readonly bill?: () => Bill | undefined
}

/** What a call cost, and what it would have cost. undefined: unpriced. */
export interface Bill {
  readonly paid: Money | undefined
  readonly baseline: Money | undefined
}

/** Chooses provider and model. Throws a FarthingError where there is none. */
export type Resolve = (endpoint: Endpoint, model: string, headers: Call['headers']) => Target

/** Everything that changes when the configuration is read again: replaced whole, never edited. */
export interface Settings {
  readonly configuration: Configuration
  readonly answerer: Answerer
  readonly resolve: Resolve
  /**
   * Whether the key that a client brought may be shown to the target's provider. Where it may not, the keys of the
   * gateway's environment would pay, which takes a gateway key as soon as there are any.
   */
  readonly mayShow: (target: Target, client: Dialect) => boolean
  /** Tokens that a call will probably take, for limits of its key. */
  readonly expectTokens: (call: Call) => number
}
