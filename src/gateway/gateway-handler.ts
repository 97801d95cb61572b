/**
 * The composition root: ledger, keys, providers, pipeline and HTTP put together, reloaded and stopped.
 * @module
 */
import { mkdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Configuration } from '../config/schema.ts'
import type { Layer } from '../layers/layer.ts'
import { createBudgets, type BudgetRule } from '../ledger/budgets.ts'
import { createKeys, type Keys } from '../ledger/keys.ts'
import { openLedger, type Ledger } from '../ledger/ledger.ts'
import { createLimits } from '../ledger/limits.ts'
import { createReporter } from '../ledger/report.ts'
import { spentBy, usedBy } from '../ledger/spending.ts'
import { createConnections } from '../providers/pool.ts'
import type { Environment } from '../providers/provider.ts'
import { TimerWheel } from '../providers/timeouts.ts'
import { createEndpoints } from './admin/endpoints.ts'
import { createHandler } from './handler.ts'
import { createIdentify } from './identify.ts'
import { instanceSecret } from './instance-secret.ts'
import { showModels } from './list-models.ts'
import { createLog, fileSink, type Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { needsRestart } from './needs-restart.ts'
import { createTrunk, type Trunk } from './trunk.ts'
import { compileSources } from './who-may-ask.ts'

/** How long jobs that run after their reply may go on once the calls are over. */
const jobsMs = 5_000

export interface GatewayOptions {
  /** Checked, with absolute paths: as `loadConfiguration` gives it. */
  readonly configuration: Configuration
  readonly version?: string
  readonly environment?: Environment
  /** The layers for a configuration; none where absent. */
  readonly layers?: (configuration: Configuration, parts: LayerParts) => readonly Layer[]
  /** Folder of the built page; absent: the one of this package. */
  readonly page?: string
  /** An open ledger, which is then left open at the end; absent: the file of the configuration. */
  readonly ledger?: Ledger
  readonly log?: Log
}

/** What layers may be built from. */
export interface LayerParts {
  readonly ledger: Ledger
  readonly secret: Uint8Array
}

export interface Reloaded {
  /** Settings that changed and take a restart, by path. */
  readonly needsRestart: readonly string[]
}

/** A gateway without a socket of its own. */
export interface GatewayHandler {
  /** For `http.createServer`, or a framework that hands on node's own objects. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void
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
  let { configuration } = options
  const log = options.log ?? openLog(configuration)
  const ledger = options.ledger ?? openOwnLedger(configuration, log)
  const keys = createKeys(ledger, Date)
  const reporter = createReporter(ledger.database)
  const metrics = createMetrics()
  const secret = instanceSecret(ledger)
  const environment = options.environment ?? process.env
  const connections = createConnections({ environment })
  const wheel = new TimerWheel()
  const rules = (): BudgetRule[] => [...configuration.budgets.map(toRule), ...keys.budgets()]
  const budgets = createBudgets({
    rules: rules(),
    clock: Date,
    spent: (scope, from, to) => spentBy(reporter, scope, from, to),
  })
  const layerParts = { ledger, secret }
  const build = (next: Configuration): Trunk =>
    createTrunk(next, {
      ledger,
      budgets,
      connections,
      wheel,
      metrics,
      log,
      environment,
      layers: options.layers?.(next, layerParts) ?? [],
    })
  let trunk = build(configuration)
  /** Of older configurations, whose jobs may still run. */
  let older: Trunk[] = []
  let checkSource = compileSources(configuration.server)
  let url = ''
  const identify = createIdentify(keys, secret)
  const endpoints = createEndpoints({
    ledger,
    keys,
    keysChanged: () => budgets.configure(rules()),
    budgets: () => budgets.list(),
    metrics,
    identify,
    checkSource: () => checkSource,
    configuration: () => configuration,
    url: () => url,
    openCalls: () => handler.open,
    jobs: () => trunk.pipeline.jobs.open,
    ready: () => !handler.stopping,
    version: options.version ?? '0.0.0',
    page: options.page ?? fileURLToPath(new URL('../../dist/web', import.meta.url)),
    failed: (error) =>
      log.error('internal', { reason: String(error instanceof Error ? error.stack : error) }),
  })
  const handler = createHandler({
    settings: trunk,
    keys,
    limits: createLimits({ clock: Date, used: (key, from) => usedBy(reporter, key, from) }),
    secret,
    log,
    metrics,
    admin: endpoints.answer,
    models: (request, endpoint) => showModels(trunk.models(), request, endpoint),
  })

  async function end({ graceMs = configuration.server.drainMs }: StopOptions): Promise<Stopped> {
    handler.stop()
    const enough = new AbortController()
    await Promise.race([
      handler.idle(),
      sleep(graceMs, undefined, { signal: enough.signal }).catch(() => {}),
    ])
    enough.abort()
    const aborted = handler.open
    if (aborted > 0) log.warn('aborted', { calls: aborted })
    handler.abort()
    await Promise.all([trunk, ...older].map(({ pipeline }) => pipeline.jobs.drain(jobsMs)))
    endpoints.close()
    await connections.destroy()
    if (options.ledger === undefined) ledger.close()
    else ledger.flush()
    log.info('stopped')
    if (options.log === undefined) log.close()
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
      const restart = needsRestart(configuration, next)
      const built = build(next)
      checkSource = compileSources(next.server)
      configuration = next
      older = [...older, trunk].filter(({ pipeline }) => pipeline.jobs.open > 0)
      trunk = built
      budgets.configure(rules())
      handler.apply(built)
      return { needsRestart: restart }
    },
    announce: (address) => {
      url = address
    },
    stop,
  }
}

function openLog({ log }: Configuration): Log {
  if (log.file === undefined) return createLog(log)
  mkdirSync(dirname(log.file), { recursive: true, mode: 0o700 })
  return createLog(log, fileSink(log.file))
}

function openOwnLedger({ ledger }: Configuration, log: Log): Ledger {
  if (ledger.file !== ':memory:') mkdirSync(dirname(ledger.file), { recursive: true, mode: 0o700 })
  const opened = openLedger({
    file: ledger.file,
    retentionDays: ledger.retentionDays,
    maximumBytes: ledger.maximumBytes,
    onProblem: (message, error) =>
      log.error('ledger', { message, reason: error instanceof Error ? error.message : undefined }),
  })
  return opened
}

function toRule(budget: Configuration['budgets'][number]): BudgetRule {
  const [entry] = Object.entries(budget.scope)
  const [whole, fraction = ''] = String(budget.limit).split('.')
  return {
    scope:
      entry === undefined
        ? { of: 'all', name: '' }
        : { of: entry[0] as 'key' | 'tenant' | 'tag' | 'route', name: String(entry[1]) },
    window: budget.window,
    limit: BigInt(whole! + fraction.slice(0, 12).padEnd(12, '0')),
  }
}
