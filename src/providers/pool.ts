/**
 * Connections to providers: one pool an origin, or one proxying agent of undici where the environment names a proxy.
 * @module
 */
import { createRequire } from 'node:module'
import type { EnvHttpProxyAgent } from 'undici'
import type { Handler } from '../wire/http/connection.ts'
import { createHttpPool, type HttpPool, type PoolRequest } from '../wire/http/pool.ts'

export interface Dispatcher {
  /** Sends a request; all that becomes of it is told to `handler`. */
  dispatch(request: PoolRequest & { readonly origin: string }, handler: Handler): boolean
}

type Closable = Dispatcher & Pick<HttpPool, 'close' | 'destroy'>

export interface Connections {
  /** The dispatcher for `origin`, for example `https://api.openai.com`. */
  dispatcher(origin: string, connectMs: number): Dispatcher
  /** Waits for open exchanges, then closes. */
  close(): Promise<void>
  /** Breaks off what is open. */
  destroy(): Promise<void>
}

export interface ConnectionOptions {
  /** Most sockets an origin; absent: as many as `limits.ts` lets calls in, where a wait can be aborted. */
  readonly connections?: number
  /** For the proxy variables; `process.env` by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Extra certificate authorities and the like, for self-hosted servers; passed to `tls.connect`. */
  readonly tls?: { readonly ca?: string; readonly rejectUnauthorized?: boolean }
}

// Servers run by users (uvicorn) close idle connections after 5 s without saying so; a POST that meets the closing
// socket cannot be retried safely. Hosts on the internet keep them for a minute and more, and a TLS handshake is dear.
const keepAliveMs = (origin: string): number => (origin.startsWith('https:') ? 30_000 : 4_000)

// No proxy can reach the user's own machine on the user's behalf.
const loopback = /^https?:\/\/(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/

const require = createRequire(import.meta.url)

/** Opens the connections. undici's index, which a proxy takes, costs 95 ms of CPU: it is loaded where there is one. */
export function createConnections(options: ConnectionOptions = {}): Connections {
  const environment = options.environment ?? process.env
  const { httpProxy, httpsProxy, noProxy } = proxyVariables(environment)
  const open = new Map<string, Closable>()
  let proxied: Closable | undefined
  const create = (origin: string, connectMs: number): Closable => {
    if ((httpProxy !== undefined || httpsProxy !== undefined) && !loopback.test(origin)) {
      const { EnvHttpProxyAgent: Agent } = require('undici') as typeof import('undici')
      proxied ??= throughProxy(
        new Agent({
          // HTTP/2 would put all calls of an origin on one connection and costs more CPU a call in Node.
          allowH2: false,
          pipelining: 1,
          // The timer wheel of timeouts.ts watches; undici's own timers are off.
          headersTimeout: 0,
          bodyTimeout: 0,
          connections: options.connections ?? null,
          connectTimeout: connectMs,
          keepAliveTimeout: keepAliveMs(origin),
          ...(options.tls && { tls: options.tls }),
          ...(httpProxy !== undefined && { httpProxy }),
          ...(httpsProxy !== undefined && { httpsProxy }),
          noProxy: noProxy ?? '',
          // CONNECT also for http: the other way rewrites headers, and takes them as an object only.
          proxyTunnel: true,
        } as EnvHttpProxyAgent.Options),
      )
      return proxied
    }
    const { connections, tls } = options
    return createHttpPool(origin, {
      connections,
      connectMs,
      keepAliveMs: keepAliveMs(origin),
      tls,
    })
  }
  const all = (): Closable[] => [...new Set(open.values())]
  return {
    dispatcher(origin, connectMs) {
      let found = open.get(origin)
      if (found === undefined) open.set(origin, (found = create(origin, connectMs)))
      return found
    },
    close: async () => void (await Promise.all(all().map((dispatcher) => dispatcher.close()))),
    destroy: async () => void (await Promise.all(all().map((dispatcher) => dispatcher.destroy()))),
  }
}

function proxyVariables(environment: Readonly<Record<string, string | undefined>>) {
  const read = (name: string): string | undefined =>
    environment[name.toLowerCase()] || environment[name] || undefined
  return {
    httpProxy: read('HTTP_PROXY') ?? read('ALL_PROXY'),
    httpsProxy: read('HTTPS_PROXY') ?? read('ALL_PROXY'),
    noProxy: read('NO_PROXY'),
  }
}

/** undici takes a body in one piece. */
function throughProxy(agent: EnvHttpProxyAgent): Closable {
  return {
    dispatch: ({ body, ...request }, handler) =>
      agent.dispatch(
        { ...request, body: body.length === 0 ? null : Buffer.concat(body) } as never,
        handler as never,
      ),
    close: () => agent.close(),
    destroy: () => agent.destroy(),
  }
}
