/**
 * Small parts around a real `send`, for tests and the benchmark: a ledger that counts, prices of one picodollar a token.
 * @module
 */
import type { Call, Usage } from '../call.ts'
import { createUsageStripper, usageEdit } from '../dialects/include-usage.ts'
import { createBodyReader, readBody } from '../dialects/read-body.ts'
import { createStreamReader } from '../dialects/read-stream.ts'
import { createView } from '../dialects/view.ts'
import type { CallFacts, Opening, Settlement } from '../ledger/rows.ts'
import { toUsage } from '../pricing/usage.ts'
import { createBreaker } from '../providers/breaker.ts'
import { createCandidates } from '../providers/candidates.ts'
import { createLimit, type Limit } from '../providers/limits.ts'
import { createConnections } from '../providers/pool.ts'
import { createProviders, type Provider, type ProviderSettings } from '../providers/provider.ts'
import { TimerWheel } from '../providers/timeouts.ts'
import type { AttemptRecord, SendLedger, SendParts } from './parts.ts'
import { Unbilled } from './unbilled.ts'

/** A row of the counting ledger. */
export interface CountedRow {
  readonly opening: Opening
  readonly settlements: Settlement[]
}

export interface FakeParts extends SendParts<CountedRow> {
  readonly rows: CountedRow[]
  readonly records: AttemptRecord[]
  /** Milliseconds that retries asked to wait; none is waited. */
  readonly waits: number[]
  readonly limits: Map<Provider, Limit>
  close(): Promise<void>
}

const tokens = (usage: Usage): bigint =>
  BigInt(
    usage.input +
      usage.cacheRead +
      usage.cacheWrite +
      usage.cacheWrite1h +
      usage.output +
      usage.reasoning,
  )

/** Parts over real connections; what a test changes it overwrites. */
export function fakeParts(
  settings: Readonly<Record<string, ProviderSettings>>,
  changed: Partial<SendParts<CountedRow>> = {},
): FakeParts {
  const providers = createProviders(settings, {})
  const rows: CountedRow[] = []
  const records: AttemptRecord[] = []
  const waits: number[] = []
  const limits = new Map<Provider, Limit>()
  const connections = createConnections({ environment: {} })
  const ledger: SendLedger<CountedRow> = {
    openAttempt(_facts, opening) {
      const row = { opening, settlements: [] }
      rows.push(row)
      return row
    },
    settleAttempt: (row, settlement) => void row.settlements.push(settlement),
    afterCommit: setImmediate,
  }
  return {
    rows,
    records,
    waits,
    limits,
    connections,
    wheel: new TimerWheel(),
    candidates: createCandidates(providers, () => 0.5),
    unbilled: new Unbilled(),
    breaker: createBreaker({ failures: 5, openMs: 15_000 }),
    limitOf(provider) {
      let limit = limits.get(provider)
      if (limit === undefined) limits.set(provider, (limit = createLimit(provider.concurrency)))
      return limit
    },
    ledger,
    factsOf: (call) => ({ id: call.id }) as CallFacts,
    pricing: {
      bill(query) {
        const usage = toUsage(query.provider, query.dialect, query.raw)
        return usage && { usage, cost: tokens(usage), costOrigin: 'computed' }
      },
      cost: ({ usage }) => tokens(usage),
      expect: () => ({
        input: 100,
        cacheRead: 0,
        cacheWrite: 0,
        cacheWrite1h: 0,
        output: 50,
        reasoning: 0,
      }),
      reserve: () => 1000n,
      outputTokens: (_provider, _model, bytes) => bytes / 4,
    },
    dialects: { readBody, createBodyReader, createStreamReader, usageEdit, createUsageStripper },
    clock: Date,
    random: () => 0.5,
    longestWaitMs: 60_000,
    wait(ms) {
      waits.push(ms)
      return Promise.resolve()
    },
    settled: (_call, record) => void records.push(record),
    close: () => connections.destroy(),
    ...changed,
  }
}

const route: Call['route'] = {
  name: 'default',
  mode: 'safe',
  substitutes: [],
  storeText: false,
  layers: {},
}

/** A call to `openai` in the chat dialect; `changed` says what differs. */
export function fakeCall(body: unknown, changed: Partial<Call> = {}): Call {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
  const client = changed.client ?? 'openai-chat'
  const view = createView(bytes, client)
  return {
    kind: 'call',
    id: 'test-call',
    client,
    method: 'POST',
    target: {
      provider: 'openai',
      model: view.model,
      dialect: client,
      path: '/v1/chat/completions',
    },
    bytes,
    edits: [],
    view,
    headers: { 'content-type': 'application/json', authorization: 'Bearer sk-client-secret' },
    route,
    mode: 'safe',
    conversation: 'conversation',
    tenant: 'tenant',
    key: undefined,
    tags: [],
    skipCache: false,
    startedAt: Date.now(),
    signal: new AbortController().signal,
    ...changed,
  }
}
