/**
 * The paths under the reserved prefix, put together.
 * @module
 */
import type { Money } from '../../call.ts'
import type { Configuration } from '../../config/schema.ts'
import type { BudgetState } from '../../ledger/budgets.ts'
import type { Keys } from '../../ledger/keys.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { ReportRow } from '../../ledger/report.ts'
import { needsKey, type Identify } from '../identify.ts'
import type { Metrics } from '../metrics.ts'
import { pricesOf } from '../prices-of.ts'
import type { AdminRequest } from '../routes.ts'
import type { CheckSource } from '../who-may-ask.ts'
import { createAdmin } from './admin.ts'
import { showBudgets } from './budgets.ts'
import { createCacheApi, type KeptAnswers } from './cache.ts'
import { listCalls } from './calls.ts'
import { showConnect } from './connect.ts'
import { showDecision } from './decisions.ts'
import { ownDiscount } from './discount.ts'
import { createKeysApi } from './keys.ts'
import { createLive, type OnProof } from './live.ts'
import { createPage } from './page.ts'
import { readParameters } from './parameters.ts'
import { showPrefix, type PrefixSource } from './prefix.ts'
import { showPreview } from './preview.ts'
import { showProof, type ProofSource } from './proof.ts'
import { takeFeedbackOf, type FeedbackSource } from './feedback.ts'
import { redact } from './redact.ts'
import { json, text } from './respond.ts'
import { showSummary } from './summary.ts'

export interface EndpointParts {
  readonly ledger: Ledger
  readonly keys: Keys
  readonly keysChanged: () => void
  readonly budgets: () => readonly BudgetState[]
  readonly metrics: Metrics
  readonly identify: Identify
  readonly checkSource: () => CheckSource
  readonly configuration: () => Configuration
  readonly url: () => string
  readonly openCalls: () => number
  readonly jobs: () => number
  readonly ready: () => boolean
  readonly version: string
  /** Folder of the built page. */
  readonly page: string
  readonly proof: ProofSource & FeedbackSource & { readonly onEvent: OnProof }
  readonly keptAnswers: KeptAnswers | undefined
  readonly prefixReport: PrefixSource | undefined
  readonly failed: (error: unknown) => void
}

export interface Endpoints {
  readonly answer: (request: AdminRequest) => void
  /** Ends the live views. */
  close(): void
}

/** Makes the handler of everything below the prefix. */
export function createEndpoints(parts: EndpointParts): Endpoints {
  const { ledger, keys, metrics } = parts
  const { reader } = ledger
  const live = createLive(reader, ledger.onCommit, parts.proof.onEvent)
  const keysApi = createKeysApi({ keys, changed: parts.keysChanged })
  const prices = latest(parts.configuration, pricesOf)
  const discountOf = (models: readonly ReportRow[]): Money => ownDiscount(models, prices())
  const answer = createAdmin({
    checkSource: parts.checkSource,
    identify: parts.identify,
    failed: parts.failed,
    open: {
      health: ({ response }) => json(response, { status: 'ok', version: parts.version }),
      ready: ({ response }) => {
        const ready = parts.ready()
        json(response, { status: ready ? 'ready' : 'stopping' }, ready ? 200 : 503)
      },
      'decisions/': (request, id) => showDecision(reader, parts.identify, request, id),
      feedback: (request) =>
        takeFeedbackOf(parts.proof, reader, parts.identify, request, (call, harm) =>
          parts.keptAnswers?.semantic?.feedback(call, harm),
        ),
      preview: (request) =>
        showPreview(
          { configuration: parts.configuration, prices, identify: parts.identify },
          request,
        ),
    },
    closed: {
      metrics: ({ response }) =>
        text(
          response,
          metrics.text({
            openCalls: parts.openCalls(),
            jobs: parts.jobs(),
            ledgerQueue: ledger.health().queued,
            ready: parts.ready(),
            version: parts.version,
          }),
          'text/plain; version=0.0.4; charset=utf-8',
        ),
      'api/summary': (request) => showSummary(reader, request, Date.now(), discountOf),
      'api/calls': (request) => listCalls(reader, request),
      'api/budgets': (request) => showBudgets(request, parts.budgets()),
      'api/live': (request) => live.show(request),
      'api/connect': (request) => showConnect(reader, request, parts.url(), needsKey(keys)),
      'api/proof': (request) => showProof(parts.proof, request),
      'api/config': (request) => {
        readParameters(request, [])
        json(request.response, redact(parts.configuration()))
      },
      'api/prefix': (request) => showPrefix(parts.prefixReport, request),
      'api/cache': createCacheApi(parts.keptAnswers, parts),
      'api/keys': keysApi,
      'api/keys/': keysApi,
    },
    page: createPage(parts.page),
  })
  return { answer, close: live.close }
}

/** Makes something of the configuration, once for each that comes. */
function latest<T>(
  configuration: () => Configuration,
  make: (configuration: Configuration) => T,
): () => T {
  let made: { readonly of: Configuration; readonly value: T } | undefined
  return () => {
    const of = configuration()
    if (made?.of !== of) made = { of, value: make(of) }
    return made.value
  }
}
