/**
 * What the gateway is given. Each is made elsewhere; the gateway only carries HTTP between them.
 * @module
 */
import type { Call, Mode, Money, Reply, Target, TenantId } from '../call.ts'
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

/** A gateway key, as stored. The secret itself is not kept anywhere. */
export interface GatewayKey {
  readonly id: string
  readonly tenant: TenantId
  readonly admin: boolean
  /** Globs; empty: all. */
  readonly routes: readonly string[]
  readonly models: readonly string[]
  readonly mode: Mode | undefined
  readonly limits: readonly KeyLimit[]
}

/** At most `amount` of `unit` in any window of `windowMs`. Dollars are picodollars. */
export interface KeyLimit {
  readonly unit: 'requests' | 'tokens' | 'dollars'
  readonly amount: bigint
  readonly windowMs: number
}

/** The gateway keys of the instance. */
export interface Keys {
  /** Number of keys that are valid now. */
  count(): number
  /** The key of a secret; undefined where there is none or it was revoked. */
  find(secret: string): GatewayKey | undefined
}

/** Chooses provider and model. Throws a FarthingError where there is none. */
export type Resolve = (endpoint: Endpoint, model: string, headers: Call['headers']) => Target

/** Everything that changes when the configuration is read again: replaced whole, never edited. */
export interface Settings {
  readonly configuration: Configuration
  readonly answerer: Answerer
  readonly resolve: Resolve
}
