/**
 * The listening socket: the HTTP server with the bounds of the configuration, and an orderly end.
 * @module
 */
import { FarthingError, type ErrorCode } from '../errors.ts'
import type { HttpListener } from '../wire/http/listener.ts'
import type { Refusal } from '../wire/http/refusal.ts'
import { startHttpServer } from '../wire/http/server.ts'
import { errorReply } from './write-error.ts'

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

const codes: Readonly<Record<Refusal, ErrorCode>> = {
  malformed: 'request_malformed',
  'head too large': 'headers_too_large',
  'head too slow': 'header_too_slow',
  'body too slow': 'body_too_slow',
  websocket: 'websocket_unsupported',
  connect: 'method_unsupported',
}

/**
 * Listens. Rejects where the address cannot be had. Malformed requests, headers that are too large or too slow,
 * and upgrades are answered here, each with its own error; the rest goes to `listener`.
 */
export async function startServer(
  settings: ServerSettings,
  listener: HttpListener,
  refused: (code: ErrorCode) => void = () => {},
): Promise<RunningServer> {
  const { headerBytes, headerMs, requestMs } = settings
  const limits: Partial<Record<Refusal, number>> = {
    'head too large': headerBytes,
    'head too slow': headerMs,
    'body too slow': requestMs,
  }
  const server = await startHttpServer(
    {
      host: settings.host,
      port: settings.port,
      headBytes: headerBytes,
      headMs: headerMs,
      requestMs,
      keepAliveMs,
      connections: mostConnections,
    },
    listener,
    (reason) => {
      const code = codes[reason]
      refused(code)
      const limit = limits[reason] ?? 0
      return rawAnswer(new FarthingError(code, { limit, path: 'The gateway', method: 'CONNECT' }))
    },
  )
  const { port, address, family } = server.address
  const shown = family === 'IPv6' ? `[${address}]` : address
  return {
    host: address,
    port,
    url: `http://${address === '0.0.0.0' || address === '::' ? 'localhost' : shown}:${port}`,
    stopListening: server.stopListening,
    closed: server.closed,
    destroy: server.destroy,
  }
}

/** An answer where nobody read what the client asked for: in OpenAI's form. */
function rawAnswer(refusal: FarthingError): Buffer {
  const { error, headers, body } = errorReply('openai-chat', refusal)
  let head = `HTTP/1.1 ${error.status} ${error.code}\r\n`
  for (let at = 0; at < headers.length; at += 2) head += `${headers[at]}: ${headers[at + 1]}\r\n`
  return Buffer.concat([Buffer.from(`${head}connection: close\r\n\r\n`), body])
}
