/**
 * A server of HTTP/1.1 over plain sockets.
 *
 * Our own, and not node's: of a call's CPU node's server takes a quarter, in a parser that calls back from C++, in
 * streams for bodies that come in one piece, and in timers for each connection (docs/decisions/0006).
 * @module
 */
import { createServer, type AddressInfo, type Server } from 'node:net'
import type { HttpListener } from './listener.ts'
import type { Refusal } from './refusal.ts'
import { ServerConnection, type ConnectionRules } from './server-connection.ts'

export interface ServerSettings extends ConnectionRules {
  readonly host: string
  readonly port: number
  /** One more is closed as it comes. */
  readonly connections: number
}

export interface HttpServer {
  readonly address: AddressInfo
  /** Takes no new connection, closes idle ones; open requests go on. */
  stopListening(): void
  /** Resolves when the last connection is gone. */
  readonly closed: Promise<void>
  /** Ends every connection now. */
  destroy(): void
}

/**
 * Listens. `refuse` gives the whole response, head and body, to what no listener sees. Rejects with node's own error
 * where the address cannot be had.
 */
export async function startHttpServer(
  settings: ServerSettings,
  listener: HttpListener,
  refuse: (reason: Refusal) => Buffer,
): Promise<HttpServer> {
  const connections = new Set<ServerConnection>()
  const host = {
    rules: settings,
    listener,
    now: performance.now(),
    stopping: false,
    refuse,
    gone: (connection: ServerConnection) => void connections.delete(connection),
  }
  const server = createServer({ noDelay: true }, (socket) => {
    connections.add(new ServerConnection(socket, host))
  })
  server.maxConnections = settings.connections
  const sweeper = setInterval(
    () => {
      host.now = performance.now()
      for (const connection of connections) connection.sweep(host.now)
    },
    Math.min(1000, Math.ceil(settings.headMs / 4)),
  ).unref()
  const closed = new Promise<void>((resolve) => {
    server.on('close', () => {
      clearInterval(sweeper)
      resolve()
    })
  })
  await listen(server, settings).catch((error: unknown) => {
    clearInterval(sweeper)
    throw error
  })
  // A connection that could not be taken, for want of descriptors: it is no reason to end the others.
  server.on('error', () => {})
  return {
    address: server.address() as AddressInfo,
    stopListening() {
      host.stopping = true
      server.close()
      for (const connection of connections) if (connection.idle) connection.destroy()
    },
    closed,
    destroy() {
      for (const connection of connections) connection.destroy()
    },
  }
}

function listen(server: Server, { host, port }: ServerSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, backlog: 1024 }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
