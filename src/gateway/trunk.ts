/**
 * Everything between the gateway's HTTP and the providers', for one configuration: providers, prices, send, pipeline.
 * @module
 */
import type { Call, Reply } from '../call.ts'
import type { Configuration } from '../config/schema.ts'
import { createUsageStripper, usageEdit } from '../dialects/include-usage.ts'
import { createBodyReader, readBody } from '../dialects/read-body.ts'
import { createStreamReader } from '../dialects/read-stream.ts'
import { FarthingError } from '../errors.ts'
import type { Layer, Permit } from '../layers/layer.ts'
import type { Budgets } from '../ledger/budgets.ts'
import { factsOf, type Attempt } from '../ledger/rows.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createPipeline, type Pipeline } from '../pipeline.ts'
import { billReply } from '../pricing/bill.ts'
import { createEstimator, type EstimatorSnapshot } from '../pricing/estimate.ts'
import { mayShow, readClientKey } from '../providers/client-key.ts'
import { createAskModels } from '../providers/model-lists.ts'
import type { Environment } from '../providers/provider.ts'
import { createResolve } from '../providers/resolve.ts'
import { openSend, type Around, type Upstreams } from '../send/open.ts'
import { retryUnmarked } from '../send/without-marks.ts'
import { noteAttempt } from './build-call.ts'
import { createClose, type Closed } from './close-call.ts'
import { listModels } from './list-models.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Settings } from './parts.ts'
import type { Desk } from './proof/desk.ts'
import { pricesOf } from './prices-of.ts'
import { recordText } from './record-text.ts'

/** What outlives a change of the configuration. */
export interface TrunkParts {
  readonly ledger: Ledger
  readonly budgets: Budgets
  readonly upstreams: Upstreams
  /** What the estimator of the configuration before, or of the process before, has learned. */
  readonly learned?: EstimatorSnapshot | undefined
  readonly metrics: Metrics
  readonly log: Log
  readonly environment: Environment
  /** The layers, for this configuration. */
  readonly layers: readonly Layer[]
  /** Says which layers may act, and has others tried; absent: layers of `safe` may, others may not. */
  readonly desk?: Desk
  readonly closed?: Closed
}

export interface Trunk extends Settings {
  readonly pipeline: Pipeline
  /** What calls of each kind were billed, for the estimator that comes after. */
  readonly learned: (most?: number) => EstimatorSnapshot
}

/** The permit of layers that need no certificate, and of those that have none yet. */
const live: Permit = { arm: 'live', probability: 1 }
const off: Permit = { arm: 'off', probability: 1 }

/** Builds the trunk. Calls that began under an older one end there: it is dropped, not closed. */
export function createTrunk(configuration: Configuration, parts: TrunkParts): Trunk {
  const { ledger, metrics, log } = parts
  const prices = pricesOf(configuration)
  const prefix = parts.layers.find(({ name }) => name === 'prefix')
  const estimator = createEstimator(prices, {
    ...(parts.learned === undefined ? {} : { restore: parts.learned }),
    ...(prefix?.prefixPlan === undefined ? {} : { prefixPlan: prefix.prefixPlan }),
  })
  const safeLayers = new Set(
    parts.layers.filter(({ needs }) => needs === 'safe').map(({ name }) => name),
  )
  const around = {
    ledger,
    factsOf,
    pricing: {
      bill: (query) => billReply(prices, query),
      cost: (priced) => prices.cost(priced)?.total,
      expect: estimator.expect,
      reserve: estimator.reserve,
      outputTokens: estimator.outputTokens,
      hiddenReasoning: estimator.hiddenReasoning,
      learn: estimator.learn,
    },
    dialects: { readBody, createBodyReader, createStreamReader, usageEdit, createUsageStripper },
    budget: {
      hold(call, reserved) {
        const { tenant, key, route, tags, target } = call
        const { provider, model } = target
        const at = call.startedAt
        const subject = { tenant, key, route: route.name, tags, at, provider, model }
        const held = parts.budgets.reserve(subject, reserved)
        if (held instanceof FarthingError) throw held
        return held
      },
    },
    clock: Date,
    random: Math.random,
    settled: noteAttempt,
    ...(prefix?.stakes === undefined ? {} : { stakes: prefix.stakes }),
  } satisfies Around<Attempt>
  const opened = openSend(configuration, parts.upstreams, around, parts.environment)
  const { providers } = opened
  const send = retryUnmarked(opened.send, (call, words) => {
    prefix?.refused?.(call, words)
    log.warn('mark-refused', { model: call.target.model, reason: words })
  })
  const resolve = createResolve({
    providers,
    aliases: configuration.models,
    providersOf: prices.providersOf,
    priceId: prices.providerId,
  })
  const askModels = createAskModels(parts.upstreams.connections)
  const { layers } = parts
  const proof = parts.desk?.engage(configuration, {
    layers,
    prices,
    estimator,
    providers,
    send,
    resolve,
  })
  const pipeline = createPipeline({
    layers: parts.layers,
    send,
    expect: estimator.expect,
    price: estimator.price,
    may: proof?.may ?? ((layer) => (safeLayers.has(layer) ? live : off)),
    ...(proof === undefined ? {} : { permit: proof.permit, trial: proof.trial }),
    record: recordText,
    random: Math.random,
    clock: Date,
    close: createClose({
      ledger,
      prices,
      metrics,
      closed(call, closing, attempts) {
        proof?.closed(call, closing, attempts)
        parts.closed?.(call, closing, attempts)
      },
    }),
    skipped(what, why, error) {
      metrics.skipped(what, why)
      log.warn('skipped', {
        layer: what,
        why,
        reason: error instanceof Error ? (error.stack ?? error.message) : undefined,
      })
    },
  })
  for (const { engaged } of layers) {
    engaged?.({
      later: (job) => pipeline.jobs.add(job),
      compare: proof?.compare ?? (() => Promise.resolve(undefined)),
    })
  }
  const committed = (): Promise<void> => new Promise((resolve) => ledger.afterCommit(resolve))
  // An answer without an attempt leaves nothing on disk but its own row: no byte of it may go out before.
  const answered = (reply: Reply): Reply | Promise<Reply> =>
    reply.from === 'upstream' || 'pipe' in reply.body ? reply : committed().then(() => reply)
  const refused = async (error: unknown): Promise<never> => {
    await committed()
    throw error
  }
  return {
    configuration,
    pipeline,
    learned: estimator.snapshot,
    answerer: { run: (call) => pipeline.run(call).then(answered, refused) },
    resolve,
    paysItself(call) {
      const provider = providers.get(call.target.provider)
      const key = readClientKey(call.headers)
      return provider !== undefined && key !== undefined && mayShow(provider, call.client, key)
    },
    models: () => listModels(configuration, providers, askModels),
    expectTokens(call: Call) {
      const usage = estimator.expect(call)
      return usage.input + usage.output
    },
  }
}
