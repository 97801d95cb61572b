/**
 * What answers calls, without HTTP: ledger, keys, budgets, connections and the trunk of the configuration that holds.
 * The gateway puts a listener before it, the library a `fetch`.
 * @module
 */
import { dirname } from 'node:path'
import { makeFolder } from '../config/make-folder.ts'
import type { Configuration } from '../config/schema.ts'
import type { Layer } from '../layers/layer.ts'
import { createBudgets, type BudgetRule, type Budgets } from '../ledger/budgets.ts'
import { createKeys, type Keys } from '../ledger/keys.ts'
import { openLedger, type Ledger } from '../ledger/ledger.ts'
import { createReporter, type Reporter } from '../ledger/report.ts'
import { spentBy } from '../ledger/spending.ts'
import type { EstimatorSnapshot } from '../pricing/estimate.ts'
import type { Environment } from '../providers/provider.ts'
import { openUpstreams } from '../send/open.ts'
import type { Closed } from './close-call.ts'
import { keepLearned, readLearned } from './estimator-memory.ts'
import { instanceSecret } from './instance-secret.ts'
import { createLog, fileSink, type Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createDesk, type Desk } from './proof/desk.ts'
import { createTrunk, type Trunk } from './trunk.ts'

/** How long jobs that run after their reply may go on once the calls are over. */
const jobsMs = 5_000

export interface CoreOptions {
  /** Checked, with absolute paths: as `loadConfiguration` gives it. */
  readonly configuration: Configuration
  readonly environment?: Environment
  /** The layers for a configuration; none where absent. */
  readonly layers?: (configuration: Configuration, parts: LayerParts) => readonly Layer[]
  /** An open ledger, which is then left open at the end; absent: the file of the configuration. */
  readonly ledger?: Ledger
  readonly log?: Log
  /** Told of each call that is over, as its row is queued. */
  readonly closed?: Closed
}

/** What layers may be built from. */
export interface LayerParts {
  readonly ledger: Ledger
  readonly secret: Uint8Array
}

export interface Core {
  readonly ledger: Ledger
  readonly keys: Keys
  readonly reporter: Reporter
  readonly budgets: Budgets
  readonly metrics: Metrics
  readonly log: Log
  /** 32 random bytes of this instance. */
  readonly secret: Uint8Array
  readonly environment: Environment
  readonly configuration: Configuration
  readonly trunk: Trunk
  /** Certificates and measured savings. */
  readonly desk: Desk
  /** Takes a new configuration. Calls that are open keep the one that they began with. */
  reload(configuration: Configuration): void
  /** The keys changed, and their budgets with them. */
  keysChanged(): void
  /** Waits for the jobs of calls that are over, lets go of the connections, writes and closes the ledger. */
  close(): Promise<void>
}

/** Opens the core. Throws `configuration_invalid`; then a ledger that it opened is closed again. */
export function createCore(options: CoreOptions): Core {
  const log = options.log ?? openLog(options.configuration)
  if (options.ledger !== undefined) return coreOver(options.ledger, log, options)
  const ledger = openOwnLedger(options.configuration, log)
  try {
    return coreOver(ledger, log, options)
  } catch (error) {
    void ledger.close()
    throw error
  }
}

function coreOver(ledger: Ledger, log: Log, options: CoreOptions): Core {
  let { configuration } = options
  const keys = createKeys(ledger, Date)
  const reports = createReporter(ledger.database)
  /** What was told is brought in first: the database is up to 20 ms behind. */
  const reporter = (): Reporter => {
    ledger.flush()
    return reports
  }
  const metrics = createMetrics()
  const secret = instanceSecret(ledger)
  const environment = options.environment ?? process.env
  const upstreams = openUpstreams(configuration, environment)
  const rules = (): BudgetRule[] => [...configuration.budgets.map(toRule), ...keys.budgets()]
  const budgets = createBudgets({
    rules: rules(),
    unpriced: configuration.prices.unpriced,
    clock: Date,
    spent: (scope, from, to) => spentBy(reporter(), scope, from, to),
  })
  const layerParts = { ledger, secret }
  const desk = createDesk({ ledger, secret, log })
  const build = (next: Configuration, learned: EstimatorSnapshot | undefined): Trunk =>
    createTrunk(next, {
      ledger,
      budgets,
      upstreams,
      learned,
      metrics,
      log,
      environment,
      desk,
      layers: options.layers?.(next, layerParts) ?? [],
      ...(options.closed === undefined ? {} : { closed: options.closed }),
    })
  let trunk = build(configuration, readLearned(ledger))
  const memory = keepLearned(ledger, (most) => trunk.learned(most))
  /** Of older configurations, whose jobs may still run. */
  let older: Trunk[] = []
  return {
    ledger,
    keys,
    get reporter() {
      return reporter()
    },
    budgets,
    metrics,
    log,
    secret,
    environment,
    desk,
    get configuration() {
      return configuration
    },
    get trunk() {
      return trunk
    },
    reload(next) {
      const built = build(next, trunk.learned())
      upstreams.configure(next)
      configuration = next
      older = [...older, trunk].filter(({ pipeline }) => pipeline.jobs.open > 0)
      trunk = built
      budgets.configure(rules(), next.prices.unpriced)
    },
    keysChanged: () => budgets.configure(rules()),
    async close() {
      await Promise.all([trunk, ...older].map(({ pipeline }) => pipeline.jobs.drain(jobsMs)))
      await upstreams.destroy()
      desk.close()
      memory.stop()
      if (options.ledger === undefined) await ledger.close()
      else ledger.flush()
      log.info('stopped')
      if (options.log === undefined) log.close()
    },
  }
}

function openLog({ log }: Configuration): Log {
  if (log.file === undefined) return createLog(log)
  makeFolder(dirname(log.file))
  return createLog(log, fileSink(log.file))
}

function openOwnLedger({ ledger }: Configuration, log: Log): Ledger {
  if (ledger.file !== ':memory:') makeFolder(dirname(ledger.file))
  return openLedger({
    file: ledger.file,
    retentionDays: ledger.retentionDays,
    maximumBytes: ledger.maximumBytes,
    onProblem: (message, error) =>
      log.error('ledger', { message, reason: error instanceof Error ? error.message : undefined }),
  })
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
