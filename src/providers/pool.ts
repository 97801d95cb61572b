/**
 * Connections to providers: one undici pool an origin, or one proxying agent where the environment names a proxy.
 * @module
 */
import { createRequire } from 'node:module'
import type { Dispatcher, EnvHttpProxyAgent, Pool } from 'undici'

/** What an attempt needs of undici. */
export interface Connections {
  /** The dispatcher for `origin`, for example `https://api.openai.com`. */
  dispatcher(origin: string, connectMs: number): Pick<Dispatcher, 'dispatch'>
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

/**
 * Opens the connections. undici is loaded here and not at the head of the file, and by its parts: its index costs
 * 95 ms of CPU, the pool alone 30.
 */
export function createConnections(options: ConnectionOptions = {}): Connections {
  const environment = options.environment ?? process.env
  const { httpProxy, httpsProxy, noProxy } = proxyVariables(environment)
  const shared = {
    // HTTP/2 would put all calls of an origin on one connection and costs more CPU a call in Node.
    allowH2: false,
    pipelining: 1,
    // The timer wheel of timeouts.ts watches; undici's own timers are off.
    headersTimeout: 0,
    bodyTimeout: 0,
  }
  const open = new Map<string, Dispatcher>()
  let proxied: EnvHttpProxyAgent | undefined
  const create = (origin: string, connectMs: number): Dispatcher => {
    const settings = {
      ...shared,
      connections: options.connections ?? null,
      connectTimeout: connectMs,
      keepAliveTimeout: keepAliveMs(origin),
      ...(options.tls && { tls: options.tls }),
    }
    if ((httpProxy !== undefined || httpsProxy !== undefined) && !loopback.test(origin)) {
      // Whole, because the agent needs methods that only the index mixes in.
      const { EnvHttpProxyAgent: Agent } = require('undici') as typeof import('undici')
      proxied ??= new Agent({
        ...settings,
        ...(httpProxy !== undefined && { httpProxy }),
        ...(httpsProxy !== undefined && { httpsProxy }),
        noProxy: noProxy ?? '',
        // CONNECT also for http: the other way rewrites headers, and takes them as an object only.
        proxyTunnel: true,
      } as EnvHttpProxyAgent.Options)
      return proxied
    }
    const Origin = require('undici/lib/dispatcher/pool.js') as typeof Pool
    return new Origin(origin, settings as Pool.Options)
  }
  const all = (): Dispatcher[] => [...new Set(open.values())]
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
