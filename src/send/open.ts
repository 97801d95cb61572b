/**
 * Puts send together: what lives as long as the process, and what a new configuration replaces.
 * @module
 */
import { type Breaker, createBreaker } from '../providers/breaker.ts'
import { type Candidates, createCandidates } from '../providers/candidates.ts'
import { createLimit, type Limit } from '../providers/limits.ts'
import { type Connections, createConnections } from '../providers/pool.ts'
import {
  createProviders,
  type Environment,
  type Provider,
  type ProviderSettings,
} from '../providers/provider.ts'
import { StatefulIds } from '../providers/stateful.ts'
import { tickFor, TimerWheel, type Timeouts } from '../providers/timeouts.ts'
import { wait } from '../providers/wait.ts'
import type { SendParts } from './parts.ts'
import { createSend, type Send } from './send.ts'
import { Unbilled } from './unbilled.ts'

/** Sections `providers` and `upstream` of the configuration. */
export interface UpstreamConfiguration {
  readonly providers: Readonly<Record<string, ProviderSettings>>
  readonly upstream: {
    readonly timeouts: Timeouts
    readonly retries: number
    readonly retryWaitMs: number
    readonly breakerFailures: number
    readonly breakerMs: number
    readonly connections: number
  }
}

/** What outlives a change of configuration: open connections, what failed, who made which id, who waits, what is owed. */
export interface Upstreams {
  readonly connections: Connections
  readonly wheel: TimerWheel
  readonly breaker: Breaker
  readonly stateful: StatefulIds
  readonly unbilled: Unbilled
  readonly limitOf: (provider: Provider) => Limit
  /** Takes the bounds of the circuits from a new configuration; circuits that are open stay so. */
  configure(configuration: UpstreamConfiguration): void
  close(): Promise<void>
  destroy(): Promise<void>
}

/** Opens what lives as long as the process. Loads undici's pool, 30 ms of CPU. */
export function openUpstreams(
  { upstream }: UpstreamConfiguration,
  environment: Environment = process.env,
): Upstreams {
  const connections = createConnections({ connections: upstream.connections, environment })
  const circuits = { failures: upstream.breakerFailures, openMs: upstream.breakerMs }
  const limits = new Map<string, { readonly most: number; readonly limit: Limit }>()
  return {
    connections,
    wheel: new TimerWheel(),
    breaker: createBreaker(circuits),
    stateful: new StatefulIds(),
    unbilled: new Unbilled(),
    limitOf({ id, concurrency }) {
      let found = limits.get(id)
      // Calls that are open under an old limit give their places back to it.
      if (found?.most !== concurrency) {
        limits.set(id, (found = { most: concurrency, limit: createLimit(concurrency) }))
      }
      return found.limit
    },
    configure({ upstream: next }) {
      circuits.failures = next.breakerFailures
      circuits.openMs = next.breakerMs
    },
    close: connections.close,
    destroy: connections.destroy,
  }
}

/** What the caller brings besides. */
export type Around<Row> = Pick<
  SendParts<Row>,
  'ledger' | 'factsOf' | 'pricing' | 'dialects' | 'clock' | 'random'
> &
  Partial<Pick<SendParts<Row>, 'budget' | 'settled' | 'stakes'>>

/** Send under one configuration, with the providers that it knows. */
export function openSend<Row>(
  configuration: UpstreamConfiguration,
  upstreams: Upstreams,
  around: Around<Row>,
  environment: Environment = process.env,
): {
  readonly send: Send
  readonly providers: ReadonlyMap<string, Provider>
  readonly candidates: Candidates
} {
  const { upstream } = configuration
  const providers = createProviders(configuration.providers, environment, upstream)
  upstreams.wheel.setTick(tickFor([...providers.values()].map(({ timeouts }) => timeouts)))
  const candidates = createCandidates(providers, around.random, upstreams.stateful)
  const send = createSend({
    ...around,
    ...upstreams,
    candidates,
    longestWaitMs: upstream.retryWaitMs,
    wait,
  })
  return { send, providers, candidates }
}
