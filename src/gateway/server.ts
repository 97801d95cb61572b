/**
 * The listening socket: node's HTTP server with the bounds of the configuration, and an orderly end.
 * @module
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { errorBody } from '../dialects/error.ts'
import { FarthingError, type ErrorCode } from '../errors.ts'

export type Listener = (request: IncomingMessage, response: ServerResponse) => void

export interface ServerSettings {
  readonly host: string
  readonly port: number
  readonly headerBytes: number
  readonly headerMs: number
  /** Longest that a request's body may take to arrive, in milliseconds. */
  readonly requestMs: number
}

export interface RunningServer {
  readonly host: string
  readonly port: number
  readonly url: string
  /** Takes no new connection, closes idle ones; open requests go on. */
  stopListening(): void
  /** Resolves when the last connection is gone. */
  readonly closed: Promise<void>
  /** Ends every connection now. */
  destroy(): void
}

/** Slower than any SDK's pool keeps a connection: the client closes first, and no request meets a closing socket. */
const keepAliveMs = 75_000

/** Connections of a client that does nothing cost memory too; beyond this the kernel's queue has to do. */
const mostConnections = 20_000

/**
 * Listens. Rejects where the address cannot be had. Malformed requests, headers that are too large or too slow,
 * and upgrades are answered here, each with its own error; the rest goes to `listener`.
 */
export async function startServer(
  settings: ServerSettings,
  listener: Listener,
  refused: (code: ErrorCode) => void = () => {},
): Promise<RunningServer> {
  const server = createServer(
    {
      maxHeaderSize: settings.headerBytes,
      headersTimeout: settings.headerMs,
      requestTimeout: settings.requestMs,
      connectionsCheckingInterval: Math.min(1000, Math.ceil(settings.headerMs / 4)),
      keepAliveTimeout: keepAliveMs,
      noDelay: true,
    },
    listener,
  )
  // Node drops what is over the count in silence; the bound on bytes answers.
  server.maxHeadersCount = 0
  server.maxConnections = mostConnections
  // The same way in, but the body is asked for only once the headers have passed.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    listener(request, response)
    if (!response.headersSent && !response.destroyed) response.writeContinue()
  })
  server.on('checkExpectation', listener)
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const code = errorOf(error)
    refused(code)
    answerRaw(socket, new FarthingError(code, { limit: limitOf(code, settings) }))
  })
  server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => {
    refused('websocket_unsupported')
    answerRaw(socket, new FarthingError('websocket_unsupported'))
  })
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    answerRaw(
      socket,
      new FarthingError('method_unsupported', { path: 'The gateway', method: 'CONNECT' }),
    )
  })
  await listen(server, settings)
  const { port, address, family } = server.address() as AddressInfo
  const shown = family === 'IPv6' ? `[${address}]` : address
  const closed = new Promise<void>((resolve) => {
    server.on('close', () => resolve())
  })
  return {
    host: address,
    port,
    url: `http://${address === '0.0.0.0' || address === '::' ? 'localhost' : shown}:${port}`,
    stopListening: () => void server.close(),
    closed,
    destroy: () => server.closeAllConnections(),
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

function errorOf(error: NodeJS.ErrnoException): ErrorCode {
  if (error.code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large'
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'header_too_slow'
  return 'request_malformed'
}

function limitOf(code: ErrorCode, settings: ServerSettings): number {
  return code === 'headers_too_large' ? settings.headerBytes : settings.headerMs
}

/** Answers where there is no response object, and closes. What the client asked for is not known: OpenAI's form. */
function answerRaw(socket: Duplex, error: FarthingError): void {
  if (!socket.writable || (socket as Socket).destroyed) {
    socket.destroy()
    return
  }
  const body = errorBody('openai-chat', error)
  const head = [
    `HTTP/1.1 ${error.status} ${error.code}`,
    'content-type: application/json',
    `content-length: ${body.byteLength}`,
    'connection: close',
    ...(error.retryable ? [] : ['x-should-retry: false']),
  ]
  socket.on('error', () => {})
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]))
}
