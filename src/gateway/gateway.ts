/**
 * The composition root: ledger, keys, providers, pipeline and HTTP put together, started, reloaded and stopped.
 * @module
 */
import { mkdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Configuration } from '../config/schema.ts'
import { FarthingError } from '../errors.ts'
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
import { createIdentify, needsKey } from './identify.ts'
import { instanceSecret } from './instance-secret.ts'
import { showModels } from './list-models.ts'
import { createLog, fileSink, type Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { startServer } from './server.ts'
import { createTrunk, type Trunk } from './trunk.ts'
import { compileSources, isLoopback } from './who-may-ask.ts'

/** Longest that a request may take to arrive: bounds a client that sends its body byte by byte. */
const requestMs = 300_000
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

export interface Gateway extends Omit<GatewayHandler, 'listener' | 'announce'> {
  readonly url: string
  readonly host: string
  readonly port: number
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
  let checkSource = compileSources(configuration.server)
  let url = ''
  const identify = createIdentify(keys, secret)
  const endpoints = createEndpoints({
    ledger,
    keys,
    keysChanged: () => budgets.configure(rules()),
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
    await trunk.pipeline.jobs.drain(jobsMs)
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
      const needsRestart = fixed
        .filter(({ of }) => of(next) !== of(configuration))
        .map(({ path }) => path)
      const built = build(next)
      checkSource = compileSources(next.server)
      configuration = next
      trunk = built
      budgets.configure(rules())
      handler.apply(built)
      return { needsRestart }
    },
    announce: (address) => {
      url = address
    },
    stop,
  }
}

/**
 * Starts a gateway. Rejects with `configuration_invalid` where it would listen beyond loopback without any gateway key,
 * and with node's own error where the address cannot be had.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { server, limits } = options.configuration
  const handler = createGatewayHandler(options)
  try {
    if (!isLoopback(server.host) && server.host !== 'localhost' && !needsKey(handler.keys)) {
      throw new FarthingError('configuration_invalid', {
        file: 'server.host',
        detail: `${server.host} is open to other machines, and there is no gateway key: whoever finds the port could spend your provider keys. Make a key with \`farthing keys add\` first, or listen on 127.0.0.1.`,
      })
    }
    const running = await startServer(
      {
        host: server.host,
        port: server.port,
        headerBytes: limits.headerBytes,
        headerMs: limits.headerMs,
        requestMs: Math.max(requestMs, limits.headerMs),
      },
      handler.listener,
      (code) => handler.metrics.refused(code),
    )
    handler.announce(running.url)
    handler.log.info('listening', { url: running.url })
    return {
      url: running.url,
      host: running.host,
      port: running.port,
      keys: handler.keys,
      ledger: handler.ledger,
      metrics: handler.metrics,
      log: handler.log,
      get open() {
        return handler.open
      },
      reload: (configuration) => handler.reload(configuration),
      async stop(stopping) {
        running.stopListening()
        const stopped = await handler.stop(stopping)
        running.destroy()
        await running.closed
        return stopped
      },
    }
  } catch (error) {
    await handler.stop({ graceMs: 0 })
    throw error
  }
}

/** What was taken once at the start. */
const fixed: readonly { readonly path: string; readonly of: (c: Configuration) => unknown }[] = [
  { path: 'server.host', of: (c) => c.server.host },
  { path: 'server.port', of: (c) => c.server.port },
  { path: 'server.dataDirectory', of: (c) => c.server.dataDirectory },
  { path: 'limits.headerBytes', of: (c) => c.limits.headerBytes },
  { path: 'limits.headerMs', of: (c) => c.limits.headerMs },
  { path: 'ledger.file', of: (c) => c.ledger.file },
  { path: 'ledger.retentionDays', of: (c) => c.ledger.retentionDays },
  { path: 'ledger.maximumBytes', of: (c) => c.ledger.maximumBytes },
  { path: 'log.file', of: (c) => c.log.file },
  { path: 'log.level', of: (c) => c.log.level },
  { path: 'log.format', of: (c) => c.log.format },
]

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
