/**
 * A gateway that listens.
 * @module
 */
import { FarthingError } from '../errors.ts'
import {
  createGatewayHandler,
  type GatewayHandler,
  type GatewayOptions,
} from './gateway-handler.ts'
import { needsKey } from './identify.ts'
import { startServer } from './server.ts'
import { isLoopback } from './who-may-ask.ts'

/** Longest that a request may take to arrive: bounds a client that sends its body byte by byte. */
const requestMs = 300_000

export interface Gateway extends Omit<GatewayHandler, 'listener' | 'announce' | 'turnedAway'> {
  readonly url: string
  readonly host: string
  readonly port: number
}

/**
 * Starts a gateway. Rejects with `configuration_invalid` where it would listen beyond loopback without any gateway key,
 * and with node's own error where the address cannot be had.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { server, limits } = options.configuration
  const handler = createGatewayHandler(options)
  try {
    if (!isLoopback(server.host) && server.host !== 'localhost' && !needsKey(handler.keys)) {
      throw new FarthingError('configuration_invalid', {
        file: 'server.host',
        detail: `${server.host} is open to other machines, and there is no gateway key: whoever finds the port could spend your provider keys. Make a key with \`farthing keys add\` first, or listen on 127.0.0.1.`,
      })
    }
    const running = await startServer(
      {
        host: server.host,
        port: server.port,
        headerBytes: limits.headerBytes,
        headerMs: limits.headerMs,
        requestMs: Math.max(requestMs, limits.headerMs),
      },
      handler.listener,
      (code) => handler.metrics.refused(code),
    )
    handler.announce(running.url)
    handler.log.info('listening', { url: running.url })
    return {
      url: running.url,
      host: running.host,
      port: running.port,
      keys: handler.keys,
      ledger: handler.ledger,
      metrics: handler.metrics,
      log: handler.log,
      get open() {
        return handler.open
      },
      reload: (configuration) => handler.reload(configuration),
      async stop(options) {
        const stopping = handler.stop(options)
        await Promise.race([handler.turnedAway(), stopping])
        running.stopListening()
        const stopped = await stopping
        running.destroy()
        await running.closed
        return stopped
      },
    }
  } catch (error) {
    await handler.stop({ graceMs: 0 })
    throw error
  }
}

export type { GatewayOptions }
