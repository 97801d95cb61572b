/**
 * Farthing as it runs, in this process and in virtual time: ledger, proof, prices, pipeline, send; only the sockets
 * are missing on either side.
 * @module
 */
import type { Call, LayerName, Mode } from '../../../src/call.ts'
import { defaultConfiguration } from '../../../src/config/defaults.ts'
import type { Configuration } from '../../../src/config/schema.ts'
import { readEndpoint } from '../../../src/dialects/paths.ts'
import { buildCall } from '../../../src/gateway/build-call.ts'
import { readHead } from '../../../src/gateway/head.ts'
import { createLayers } from '../../../src/gateway/layers.ts'
import { createLog } from '../../../src/gateway/log.ts'
import { compileRoutes } from '../../../src/gateway/match-route.ts'
import { createMetrics } from '../../../src/gateway/metrics.ts'
import { createDesk, type Desk } from '../../../src/gateway/proof/desk.ts'
import { createTrunk, type TrunkParts } from '../../../src/gateway/trunk.ts'
import type { Layer } from '../../../src/layers/layer.ts'
import { createBudgets } from '../../../src/ledger/budgets.ts'
import { callId, firstNumber } from '../../../src/ledger/call-id.ts'
import { openLedger } from '../../../src/ledger/ledger.ts'
import type { Closing } from '../../../src/ledger/rows.ts'
import type { Verifier } from '../../../src/proof/labels/verifier.ts'
import type { Connections } from '../../../src/providers/pool.ts'
import { openUpstreams } from '../../../src/send/open.ts'
import { createHash } from 'node:crypto'
import { engageCertified, type CertifiedOptions } from './certified-desk.ts'
import type { Request } from './prompt.ts'

/** Which layers run, and what they may do. */
export interface Arm {
  readonly mode: Mode
  /** `learning`: the real desk, without a single label. `certified`: all certificates given. */
  readonly proof: 'learning' | 'certified'
  /** Which of the layers that the gateway would run; all where absent. */
  readonly keep?: (layer: Layer) => boolean
  /** Settings of the dials that are certified; the most careful where absent. */
  readonly settings?: Partial<Readonly<Record<LayerName, number>>>
  /** No holdout and no shadow, for figures of single layers: a draw would hide small differences. */
  readonly undrawn?: boolean
  readonly seed?: string
  /** Settings of the layers that differ from the usual. */
  readonly layers?: (usual: Configuration['layers']) => Configuration['layers']
}

export interface BenchGateway {
  /** Answers a call whole. `tenant` names its caller. */
  ask(request: Request, tenant: string): Promise<{ body: Uint8Array; status: number; from: string }>
  /** Jobs that follow replies, done. */
  quiet(): Promise<void>
  close(): Promise<void>
}

export interface GatewayParts {
  readonly arm: Arm
  readonly connections: Connections
  readonly closed: (call: Call, closing: Closing) => void
  readonly skipped: (layer: string, why: string) => void
  /** Before the time that is measured: every call is drawn for proof. */
  readonly warming: () => boolean
  readonly verifier?: Verifier
}

export function openGateway({
  arm,
  connections,
  closed,
  skipped,
  warming,
  verifier,
}: GatewayParts): BenchGateway {
  const configuration = settingsOf(arm)
  const ledger = openLedger({ file: ':memory:', maximumBytes: 4e9 })
  const secret = createHash('sha256')
    .update(`savings ${arm.seed ?? ''}`)
    .digest()
  const log = { ...createLog({ level: 'error', format: 'text' }), warn() {} }
  const learning = arm.proof === 'learning' ? createDesk({ ledger, secret, log }) : undefined
  const certified: CertifiedOptions = {
    holdout: configuration.proof.holdout,
    shadow: configuration.proof.shadow,
    warming,
    ...(verifier === undefined ? {} : { verifier }),
    budgetShare: configuration.proof.budgetShare,
    setting: (layer, dial) => arm.settings?.[layer] ?? dial[0]!,
  }
  const made = createLayers((error) => log.error('kept', { reason: String(error) }))
  const layers = made
    .build(configuration, { ledger, secret })
    .filter(arm.keep ?? (() => true))
    // Times are measured apart; a machine that stalls must not change dollars.
    .map((layer) => Object.assign(layer, { budgetMs: 60_000 }))
  const upstreams = { ...openUpstreams(configuration, {}), connections }
  const metrics = createMetrics()
  const trunk = createTrunk(configuration, {
    ledger,
    budgets: createBudgets({ rules: [], unpriced: 'allow', clock: Date, spent: () => 0n }),
    upstreams,
    metrics: {
      ...metrics,
      skipped(what, why) {
        skipped(what, why)
        metrics.skipped(what, why)
      },
    },
    log,
    environment: {},
    layers,
    // Of a desk the trunk asks `engage` alone.
    desk:
      learning ?? ({ engage: (_, own) => engageCertified(certified, own, arm.seed ?? '') } as Desk),
    closed,
  } satisfies TrunkParts)
  const matchRoute = compileRoutes(configuration)
  const parts = { resolve: trunk.resolve, matchRoute, secret: secret.toString('base64url') }
  let serial = 0
  let tickedAt = Date.now()
  return {
    async ask({ path, headers, body }, tenant) {
      const startedAt = Date.now()
      if (learning && startedAt - tickedAt > 60_000) {
        learning.tick()
        tickedAt = startedAt
      }
      const endpoint = readEndpoint('POST', path)!
      const head = readHead(headers)
      const call = buildCall(
        {
          id: callId(firstNumber(startedAt) + (serial++ % 2048)),
          method: 'POST',
          endpoint,
          pathname: path,
          head,
          caller: { tenant, key: undefined },
          bytes: body,
          startedAt,
          signal: () => never,
        },
        parts,
      )
      const { body: answer, status, from } = await trunk.answerer.run(call)
      if (!(answer instanceof Uint8Array)) throw new Error('The answer streams')
      return { body: answer, status, from }
    },
    async quiet() {
      while (trunk.pipeline.jobs.open > 0) await new Promise((resolve) => setImmediate(resolve))
    },
    async close() {
      await trunk.pipeline.jobs.drain(5000)
      learning?.close()
      made.close()
      ledger.close()
    },
  }
}

const never = new AbortController().signal

function settingsOf({ mode, undrawn, layers = (usual) => usual }: Arm): Configuration {
  const provider = (base: string) => ({
    base,
    credentials: [{ id: 'bench', value: 'bench-key', weight: 1 }],
    endpoints: [],
    headers: {},
    timeouts: {},
    passThrough: false,
  })
  const { proof, ledger } = defaultConfiguration
  return {
    ...defaultConfiguration,
    layers: layers(defaultConfiguration.layers),
    mode,
    ledger: { ...ledger, file: ':memory:' },
    providers: {
      openai: provider('http://sandbox.test'),
      anthropic: provider('http://sandbox.test'),
      deepseek: provider('http://sandbox.test/deepseek'),
    },
    proof: undrawn ? { ...proof, holdout: 0, shadow: 0, young: 0 } : proof,
  } as Configuration
}

/** A layer's name in the table: the cache has two of them, and only one needs a certificate. */
export function tableName({ name, needs }: Pick<Layer, 'name' | 'needs'>): TableName {
  return name === 'cache' && needs !== 'safe' ? 'semantic' : name
}

export type TableName = LayerName | 'semantic'

/** The layers that a gateway of this version runs, by their names in the table. */
export function layersThere(): readonly TableName[] {
  const ledger = openLedger({ file: ':memory:' })
  const made = createLayers(() => {})
  const built = made.build(settingsOf({ mode: 'max', proof: 'certified' }), {
    ledger,
    secret: Buffer.alloc(32),
  })
  made.close()
  ledger.close()
  return built.map(tableName)
}
