/**
 * The gateway as a function of a request: listening or not, the same code answers.
 * @module
 */
import type { Call, Usage } from '../call.ts'
import { FarthingError } from '../errors.ts'
import type { Keys } from '../ledger/keys.ts'
import type { Limits } from '../ledger/limits.ts'
import type { HttpListener } from '../wire/http/listener.ts'
import type { Exchange } from './handle-call.ts'
import { createIdentify, needsKey } from './identify.ts'
import type { Log } from './log.ts'
import { compileRoutes } from './match-route.ts'
import type { Metrics } from './metrics.ts'
import type { Settings } from './parts.ts'
import { route, type AdminRequest, type Router } from './routes.ts'
import { compileSources } from './who-may-ask.ts'

export interface HandlerParts {
  readonly settings: Settings
  readonly keys: Keys
  readonly limits: Limits
  /** 32 random bytes of this instance. */
  readonly secret: Uint8Array
  readonly log: Log
  readonly metrics: Metrics
  /** Answers what lies under the reserved prefix. */
  readonly admin: (request: AdminRequest) => void
  /** Answers a list of models, or one. */
  readonly models: Router['models']
}

export interface Handler {
  readonly listener: HttpListener
  /** Takes new settings: calls that are open keep the ones they began with. */
  apply(settings: Settings): void
  /** Refuses new calls from now on. */
  stop(): void
  readonly stopping: boolean
  /** Calls that are open now. */
  readonly open: number
  /** Resolves once no call is open. */
  idle(): Promise<void>
  /** Ends the calls that are still open, each with an honest error. */
  abort(): void
}

/** Makes the handler. It holds no socket and no timer of its own. */
export function createHandler(parts: HandlerParts): Handler {
  const { log, metrics } = parts
  // Slots and not a Set: a table that is rehashed for ever cost 10 µs of garbage collection a call.
  const exchanges: Exchange[] = []
  const identify = createIdentify(parts.keys, parts.secret)
  const secret = Buffer.from(parts.secret).toString('base64url')
  let stopping = false
  let waiting: (() => void)[] = []
  let router = compile(parts.settings)

  function compile(settings: Settings): Router {
    const { configuration } = settings
    return {
      run: (call) => settings.answerer.run(call),
      resolve: settings.resolve,
      matchRoute: compileRoutes(configuration),
      checkSource: compileSources(configuration.server),
      identify,
      secret,
      needsKey: () => needsKey(parts.keys),
      bodyBytes: configuration.limits.bodyBytes,
      unreadMs: configuration.limits.unreadMs,
      openCalls: configuration.limits.openCalls,
      open: () => exchanges.length,
      stopping: () => stopping,
      admit: (exchange, call) => admit(settings, exchange, call),
      admin: parts.admin,
      models: parts.models,
      opened: (exchange) => {
        exchange.slot = exchanges.push(exchange) - 1
      },
      refused: (error, pathname) => {
        metrics.refused(codeOf(error))
        if (log.enabled('info'))
          log.info('refused', { code: codeOf(error), path: pathname.slice(0, 200) })
        if (!(error instanceof FarthingError)) reportBug(error, undefined)
      },
      finished,
    }
  }

  function admit(settings: Settings, exchange: Exchange, call: Call): void {
    const { key } = exchange.opened.caller
    if (key === undefined) {
      if (needsKey(parts.keys) && !settings.paysItself(call)) {
        throw new FarthingError('key_required')
      }
      return
    }
    if (key.limits === undefined || key.limits.length === 0) return
    const admission = parts.limits.admit(key.id, key.limits, settings.expectTokens(call))
    if (admission instanceof FarthingError) throw admission
    exchange.admission = admission
  }

  function finished(exchange: Exchange): void {
    const last = exchanges.pop()!
    if (last !== exchange) {
      exchanges[exchange.slot] = last
      last.slot = exchange.slot
    }
    const { call, failure } = exchange
    if (failure !== undefined && !(failure instanceof FarthingError)) reportBug(failure, exchange)
    if (call === undefined) metrics.refused(codeOf(failure))
    else measure(exchange, call)
    if (exchanges.length === 0 && waiting.length > 0) {
      for (const resolve of waiting) resolve()
      waiting = []
    }
  }

  function measure(exchange: Exchange, call: Call): void {
    const outcome = exchange.reply?.outcome()
    const now = Date.now()
    const status = exchange.reply?.status ?? statusOf(exchange.failure)
    const { usage } = outcome ?? {}
    const totalMs = now - exchange.startedAt
    metrics.call({
      route: call.route.name,
      provider: call.target.provider,
      model: call.target.model,
      dialect: call.client,
      status,
      from: exchange.reply?.from ?? 'gateway',
      ended: outcome?.ended ?? (hasLeft(exchange.failure) ? 'client-left' : 'refused'),
      usage,
      cost: outcome?.cost,
      costOrigin: outcome?.costOrigin ?? 'computed',
      totalMs,
      firstMs: exchange.answeredAt === 0 ? undefined : exchange.answeredAt - exchange.startedAt,
    })
    exchange.admission?.settle(usage === undefined ? undefined : tokensOf(usage))
    if (!log.enabled('info')) return
    log.info('call', {
      call: exchange.id,
      route: call.route.name,
      provider: call.target.provider,
      model: call.target.model,
      mode: call.mode,
      key: call.key,
      status,
      from: exchange.reply?.from,
      ended: outcome?.ended,
      ms: totalMs,
      error: exchange.failure === undefined ? undefined : codeOf(exchange.failure),
    })
  }

  /** A client that leaves is no bug; everything else that is no FarthingError is. */
  function reportBug(error: unknown, exchange: Exchange | undefined): void {
    if (hasLeft(error)) return
    log.error('internal', {
      call: exchange?.id,
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  }

  return {
    listener: (request, response) => route(router, request, response),
    apply: (settings) => {
      router = compile(settings)
    },
    stop: () => {
      stopping = true
    },
    get stopping() {
      return stopping
    },
    get open() {
      return exchanges.length
    },
    idle: () =>
      exchanges.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve)
          }),
    abort: () => {
      for (const exchange of exchanges.slice()) exchange.abort()
    },
  }
}

function tokensOf(usage: Usage): number {
  const { input, cacheRead, cacheWrite, cacheWrite1h, output, reasoning } = usage
  return input + cacheRead + cacheWrite + cacheWrite1h + output + reasoning
}

function codeOf(error: unknown): string {
  return error instanceof FarthingError ? error.code : hasLeft(error) ? 'client_left' : 'internal'
}

/** 0, as in the ledger, where nobody was there to be told a status: a 500 would look like a failure of ours. */
function statusOf(error: unknown): number {
  return error instanceof FarthingError ? error.status : hasLeft(error) ? 0 : 500
}

function hasLeft(error: unknown): boolean {
  return error instanceof Error && error.message === 'The client left'
}
