/**
 * The gateway over HTTP put together: the core that answers calls, and what carries requests to it.
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Configuration } from '../config/schema.ts'
import type { Keys } from '../ledger/keys.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createLimits } from '../ledger/limits.ts'
import { usedBy } from '../ledger/spending.ts'
import type { HttpListener } from '../wire/http/listener.ts'
import type { KeptAnswers } from './admin/cache.ts'
import type { PrefixSource } from './admin/prefix.ts'
import { createEndpoints } from './admin/endpoints.ts'
import { createCore, type CoreOptions } from './core.ts'
import { createHandler } from './handler.ts'
import { createIdentify, needsKey } from './identify.ts'
import { modelsFor, showModels } from './list-models.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { needsRestart } from './needs-restart.ts'
import { compileSources } from './who-may-ask.ts'

export interface GatewayOptions extends CoreOptions {
  readonly version?: string
  /** Folder of the built page; absent: the one of this package. */
  readonly page?: string
  /** The exact cache's answers, for the admin API; absent: it has no `api/cache`. */
  readonly keptAnswers?: KeptAnswers
  /** What the prefix layer has seen, for administrators. */
  readonly prefixReport?: PrefixSource
}

export interface Reloaded {
  /** Settings that changed and take a restart, by path. */
  readonly needsRestart: readonly string[]
}

/** A gateway without a socket of its own. */
export interface GatewayHandler {
  /** For `http.createServer`, or a framework that hands on node's own objects. */
  readonly listener: HttpListener
  readonly keys: Keys
  readonly ledger: Ledger
  readonly metrics: Metrics
  readonly log: Log
  /** Calls that are open now. */
  readonly open: number
  /** Takes a new configuration. Calls that are open keep the one that they began with. */
  reload(configuration: Configuration): Reloaded
  /** Where it listens, for the Connect page. */
  announce(url: string): void
  /**
   * Resolves when a server that is being stopped may close its port: no call is open, or it has turned callers away
   * for `server.turnAwayMs`. A closed port tells a load balancer less than a 503 of `/ready`.
   */
  turnedAway(): Promise<void>
  /**
   * Refuses new calls, lets open ones finish for `graceMs`, ends the rest, writes and closes the ledger. Asked again,
   * it answers with the first stop.
   */
  stop(options?: StopOptions): Promise<Stopped>
}

export interface StopOptions {
  readonly graceMs?: number
}

export interface Stopped {
  /** Calls that were still open when their time was over. */
  readonly aborted: number
}

/** Puts a gateway together without listening. Throws `configuration_invalid`. */
export function createGatewayHandler(options: GatewayOptions): GatewayHandler {
  const core = createCore(options)
  const { keys, ledger, metrics, log, secret } = core
  let checkSource = compileSources(core.configuration.server)
  let url = ''
  const identify = createIdentify(keys, secret)
  const endpoints = createEndpoints({
    ledger,
    keys,
    keysChanged: core.keysChanged,
    budgets: () => core.budgets.list(),
    metrics,
    identify,
    checkSource: () => checkSource,
    configuration: () => core.configuration,
    url: () => url,
    openCalls: () => handler.open,
    jobs: () => core.trunk.pipeline.jobs.open,
    ready: () => !handler.stopping,
    version: options.version ?? '0.0.0',
    proof: core.desk,
    keptAnswers: options.keptAnswers,
    prefixReport: options.prefixReport,
    page: options.page ?? fileURLToPath(new URL('../../dist/web', import.meta.url)),
    failed: (error) =>
      log.error('internal', { reason: String(error instanceof Error ? error.stack : error) }),
  })
  const handler = createHandler({
    settings: core.trunk,
    keys,
    limits: createLimits({ clock: Date, used: (...of) => usedBy(core.reporter, ...of) }),
    secret,
    log,
    metrics,
    admin: endpoints.answer,
    models: async (request, endpoint, { key }) => {
      const models = modelsFor(await core.trunk.models(), key, needsKey(keys))
      showModels(models, request, endpoint)
    },
  })

  async function idleWithin(ms: number): Promise<void> {
    const enough = new AbortController()
    const waited = sleep(ms, undefined, { signal: enough.signal }).catch(() => {})
    await Promise.race([handler.idle(), waited])
    enough.abort()
  }

  async function end({
    graceMs = core.configuration.server.drainMs,
  }: StopOptions): Promise<Stopped> {
    handler.stop()
    await idleWithin(graceMs)
    const aborted = handler.open
    if (aborted > 0) log.warn('aborted', { calls: aborted })
    handler.abort()
    endpoints.close()
    await core.close()
    return { aborted }
  }

  let ending: Promise<Stopped> | undefined
  const stop = (stopping: StopOptions = {}): Promise<Stopped> => (ending ??= end(stopping))

  return {
    listener: handler.listener,
    keys,
    ledger,
    metrics,
    log,
    get open() {
      return handler.open
    },
    reload(next) {
      const restart = needsRestart(core.configuration, next)
      core.reload(next)
      checkSource = compileSources(next.server)
      handler.apply(core.trunk)
      return { needsRestart: restart }
    },
    announce: (address) => {
      url = address
    },
    turnedAway: () => idleWithin(core.configuration.server.turnAwayMs),
    stop,
  }
}
