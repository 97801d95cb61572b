/**
 * The gateway in a program of the user's own: on a port, or behind a server that is there already.
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StopOptions } from '../gateway/gateway-handler.ts'
import { prepare, type FarthingOptions } from './options.ts'

export interface GatewayOptions extends FarthingOptions {
  /** Default 4114, or what the configuration says; 0: a free one. */
  readonly port?: number
  /** Default 127.0.0.1. Beyond loopback it starts only where there is a gateway key. */
  readonly host?: string
}

export interface Gateway {
  /** `http://127.0.0.1:4114`; OpenAI clients add `/v1`. */
  readonly url: string
  readonly port: number
  /** Refuses new calls, lets open ones finish, ends the rest, and closes the ledger. */
  stop(options?: StopOptions): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts the gateway in this process.
 *
 * Rejects with a FarthingError `configuration_invalid`, and with node's own error where the port cannot be had.
 *
 * @example
 * const gateway = await startGateway({ port: 0, ledger: 'ledger.db' })
 * const openai = new OpenAI({ baseURL: `${gateway.url}/v1` })
 * // … calls as ever …
 * await gateway.stop()
 */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  // HTTP is loaded by whoever serves it: a program that wants the `fetch` alone does not pay for it.
  const { startGateway: startOn } = await import('../gateway/gateway.ts')
  const { options: core, close } = await prepare(options, ['port', 'host'])
  const { server } = core.configuration
  const host = options.host ?? server.host
  const port = options.port ?? server.port
  const configuration = { ...core.configuration, server: { ...server, host, port } }
  const gateway = await startOn({ ...core, configuration })
  const stop = async (stopping?: StopOptions): Promise<void> => {
    await gateway.stop(stopping)
    close()
  }
  return { url: gateway.url, port: gateway.port, stop, [Symbol.asyncDispose]: () => stop() }
}

/** A gateway without a socket of its own. */
export interface GatewayListener {
  /** For `http.createServer`, or a framework that hands on node's own objects. */
  (request: IncomingMessage, response: ServerResponse): void
  stop(options?: StopOptions): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Makes the gateway as a request listener, for a server that is the program's own. Who may reach it is up to that
 * server.
 *
 * @example
 * const gateway = await createGateway()
 * http.createServer(gateway).listen(8080, '127.0.0.1')
 */
export async function createGateway(options: FarthingOptions = {}): Promise<GatewayListener> {
  const { createGatewayHandler } = await import('../gateway/gateway-handler.ts')
  const { options: core, close } = await prepare(options)
  const handler = createGatewayHandler(core)
  const stop = async (stopping?: StopOptions): Promise<void> => {
    await handler.stop(stopping)
    close()
  }
  const listener = (request: IncomingMessage, response: ServerResponse): void =>
    handler.listener(request, response)
  return Object.assign(listener, { stop, [Symbol.asyncDispose]: () => stop() })
}
