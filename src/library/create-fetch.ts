/**
 * A `fetch` whose calls to model providers go through Farthing, in the caller's own process.
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallId } from '../call.ts'
import { FarthingError } from '../errors.ts'
import { createCore, type Core } from '../gateway/core.ts'
import { readHead } from '../gateway/head.ts'
import { createIdentify } from '../gateway/identify.ts'
import { compileRoutes } from '../gateway/match-route.ts'
import { dialectOf } from '../gateway/speaks.ts'
import type { AsyncReader } from '../ledger/background.ts'
import type { CallPage, CallQuery, Decision } from '../ledger/query.ts'
import type { ReportQuery, ReportRow } from '../ledger/report.ts'
import type { Totals } from '../ledger/totals.ts'
import { createProviders } from '../providers/provider.ts'
import { Exchange, type ExchangeHost } from './exchange.ts'
import { createFindProvider, pinTo } from './find-provider.ts'
import { prepare, type FarthingOptions } from './options.ts'
import { readRequest } from './read-request.ts'
import { respondError } from './respond.ts'

export interface Report {
  readonly total: Totals
  /** One row a group, largest cost first; empty without `by`. */
  readonly rows: readonly ReportRow[]
}

/** A `fetch` with its ledger. */
export interface FarthingFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>
  /** What calls cost, and what they would have cost. Money in picodollars (1e-12 US dollars). */
  report(query?: ReportQuery): Promise<Report>
  /** Calls that are over, newest first. */
  calls(query?: CallQuery): Promise<CallPage>
  /**
   * One call's story, by the `x-farthing-call` header of its response; undefined where it is not known, or not over.
   */
  decision(id: CallId): Promise<Decision | undefined>
  /**
   * Refuses new calls, waits `graceMs` (default `server.drainMs`) for open ones, ends the rest, and closes the ledger.
   */
  close(options?: { readonly graceMs?: number }): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Opens Farthing inside this process, as a `fetch` for the official SDKs. No server, no port.
 *
 * The URL that the SDK calls says which provider is meant. A URL of no known provider goes to the global `fetch`
 * untouched. Errors come as responses in the provider's own form; an abort rejects, as it does with `fetch`.
 *
 * Rejects with a FarthingError `configuration_invalid` for options that cannot be.
 *
 * @example
 * const fetch = await createFetch()
 * const openai = new OpenAI({ fetch })
 * const anthropic = new Anthropic({ fetch })
 * // … calls as ever …
 * console.log((await fetch.report()).total)
 * await fetch.close()
 */
export async function createFetch(options: FarthingOptions = {}): Promise<FarthingFetch> {
  const prepared = await prepare(options)
  const core = createCore(prepared.options)
  const open = new Set<Exchange>()
  let idle: (() => void) | undefined
  let ending: Promise<void> | undefined

  const find = createFindProvider(providersOf(core))
  const hostOf = createHosts(core, {
    run(call) {
      prepared.telemetry?.opened(call)
      return core.trunk.answerer.run(call)
    },
    opened: (exchange) => void open.add(exchange),
    finished(exchange, failure) {
      open.delete(exchange)
      if (open.size === 0) idle?.()
      if (failure instanceof Error) report(core, exchange.id, failure)
    },
  })
  // Whoever runs this process owns its keys: gateway keys name a caller here, they keep nobody out.
  const identify = createIdentify({ ...core.keys, list: () => [] }, core.secret)

  async function run(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const asked = readRequest(input, init)
    const head = readHead(asked.headers)
    const place = find(asked.method, asked.url, head.headers)
    if (place === undefined) return globalThis.fetch(input, init)
    const speaks = dialectOf(place.endpoint, place.pathname, head)
    try {
      if (ending !== undefined) throw new FarthingError('shutting_down')
      const limit = core.configuration.limits.openCalls
      if (open.size >= limit) throw new FarthingError('overloaded', { limit })
      const caller = identify(head)
      return new Exchange(hostOf(place.provider.id), { asked, place, head, caller, speaks }).start()
    } catch (error) {
      return respondError(speaks, error, undefined, asked.url.href)
    }
  }

  async function end(graceMs: number): Promise<void> {
    if (open.size > 0) {
      const enough = new AbortController()
      const emptied = new Promise<void>((resolve) => (idle = resolve))
      const waited = sleep(graceMs, undefined, { signal: enough.signal }).catch(() => {})
      await Promise.race([emptied, waited])
      enough.abort()
    }
    for (const exchange of open) exchange.abort(new FarthingError('shutting_down'))
    await core.close()
    prepared.close()
  }

  const close: FarthingFetch['close'] = ({ graceMs = core.configuration.server.drainMs } = {}) =>
    (ending ??= end(graceMs))
  /** Who asks after a call has its row in the answer. */
  const reader = async (): Promise<AsyncReader> => {
    await new Promise<void>((resolve) => core.ledger.afterCommit(resolve))
    return core.ledger.reader
  }
  return Object.assign(run, {
    async report(query: ReportQuery = {}): Promise<Report> {
      const { total, by } = await reader()
      const rows = query.by === undefined ? [] : await by(query.by, query)
      return { total: await total(query), rows }
    },
    calls: async (query?: CallQuery) => (await reader()).list(query),
    decision: async (id: CallId) => (await reader()).decision(id),
    close,
    [Symbol.asyncDispose]: () => close(),
  })
}

function providersOf({ configuration, environment }: Core): ReturnType<typeof createProviders> {
  return createProviders(configuration.providers, environment, configuration.upstream)
}

/** The parts of a call, one set a provider: its URL pins the model to it. */
function createHosts(
  core: Core,
  ends: Pick<ExchangeHost, 'run' | 'opened' | 'finished'>,
): (provider: string) => ExchangeHost {
  const { configuration, trunk } = core
  const common = {
    ...ends,
    matchRoute: compileRoutes(configuration),
    secret: Buffer.from(core.secret).toString('base64url'),
    bodyBytes: configuration.limits.bodyBytes,
  }
  const hosts = new Map<string, ExchangeHost>()
  return (provider) => {
    let host = hosts.get(provider)
    if (host === undefined) {
      host = { ...common, resolve: pinTo(provider, configuration.models, trunk.resolve) }
      hosts.set(provider, host)
    }
    return host
  }
}

/** A FarthingError is meant to be read by the caller, and a stream that was left is no failure; the rest are bugs. */
function report({ log }: Core, call: CallId, error: Error): void {
  if (error instanceof FarthingError || error.message === 'The client left') return
  log.error('internal', { call, reason: error.stack ?? error.message })
}
