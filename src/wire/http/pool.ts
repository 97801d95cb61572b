/**
 * Connections to one origin, kept and used again: the one that was used last first, so that the others grow old.
 *
 * Our own, and not undici's: of 46 µs that a bare proxy takes for a call its client takes 20, half of them in a parser
 * that calls back for each header, in events of streams, and in a second piece for each write (docs/decisions/0005).
 * @module
 */
import { connect as connectPlain, type Socket } from 'node:net'
import { createRequire } from 'node:module'
import type { buildConnector } from 'undici'
import { Connection, type Handler } from './connection.ts'
import { HttpError } from './http-error.ts'
import { requestHead } from './request-head.ts'

export interface PoolOptions {
  /** Most connections; absent: as many as are asked for. */
  readonly connections?: number | undefined
  readonly connectMs: number
  /** How long an idle connection is kept. */
  readonly keepAliveMs: number
  /** Passed to `tls.connect`. */
  readonly tls?: { readonly ca?: string; readonly rejectUnauthorized?: boolean } | undefined
}

export interface PoolRequest {
  readonly path: string
  readonly method: string
  /** Flat list of name and value. */
  readonly headers: string[]
  /** In pieces; none: no body. */
  readonly body: readonly Uint8Array[]
}

export interface HttpPool {
  /** Sends a request. Never throws: what fails is told to the handler. */
  dispatch(request: PoolRequest, handler: Handler): boolean
  /** Takes no more requests; resolves when those that are open have ended. */
  close(): Promise<void>
  /** Breaks off what is open. */
  destroy(): Promise<void>
}

interface Waiting {
  readonly head: string
  readonly body: readonly Uint8Array[]
  readonly bodiless: boolean
  readonly handler: Handler
}

const require = createRequire(import.meta.url)
const sweepMs = 1000

export function createHttpPool(origin: string, options: PoolOptions): HttpPool {
  const url = new URL(origin)
  const most = options.connections ?? Infinity
  const open = new Set<Connection>()
  const idle: Connection[] = []
  // Calls that wait for a connection, in the order in which they came.
  const waiting: Waiting[] = []
  let connecting = 0
  let ending: HttpError | undefined
  let ended = (): void => {}
  let sweeper: NodeJS.Timeout | undefined
  const dial = url.protocol === 'https:' ? dialSecure(url, options) : dialPlain(url, options)

  const host = {
    idle(connection: Connection): void {
      const next = waiting.shift()
      if (next !== undefined) send(connection, next)
      else if (ending !== undefined) connection.destroy()
      else {
        idle.push(connection)
        sweeper ??= setInterval(sweep, sweepMs).unref()
      }
    },
    gone(connection: Connection): void {
      open.delete(connection)
      const at = idle.indexOf(connection)
      if (at >= 0) idle.splice(at, 1)
      if (waiting.length > connecting) grow()
      if (ending !== undefined && open.size === 0 && connecting === 0) ended()
    },
  }

  function sweep(): void {
    const now = performance.now()
    for (const connection of idle.filter((one) => now - one.idleSince >= one.keptMs)) {
      connection.destroy()
    }
    if (open.size > 0) return
    clearInterval(sweeper)
    sweeper = undefined
  }

  function send(connection: Connection, { head, body, bodiless, handler }: Waiting): void {
    connection.send(head, body, bodiless, handler)
  }

  function grow(): void {
    if (open.size + connecting >= most) return
    connecting++
    dial(host, (connection, error) => {
      connecting--
      if (connection === undefined) waiting.shift()?.handler.onResponseError(undefined, error!)
      else if (ending !== undefined && waiting.length === 0) connection.destroy()
      else {
        open.add(connection)
        connection.rest()
      }
    })
  }

  function takeIdle(): Connection | undefined {
    for (;;) {
      const connection = idle.pop()
      if (connection === undefined) return undefined
      if (connection.usable && performance.now() - connection.idleSince < connection.keptMs) {
        return connection
      }
      connection.destroy()
    }
  }

  return {
    dispatch({ path, method, headers, body }, handler) {
      let request: Waiting
      try {
        if (ending !== undefined) throw ending
        const head = requestHead(method, path, url.host, headers, sizeOf(body))
        request = { head, body, bodiless: method === 'HEAD', handler }
      } catch (error) {
        handler.onResponseError(undefined, error as Error)
        return true
      }
      const connection = takeIdle()
      if (connection !== undefined) send(connection, request)
      else {
        waiting.push(request)
        if (waiting.length > connecting) grow()
      }
      return true
    },
    close() {
      ending ??= new HttpError('UND_ERR_CLOSED')
      clearInterval(sweeper)
      for (const connection of idle.splice(0)) connection.destroy()
      return new Promise((resolve) => {
        ended = resolve
        if (open.size === 0 && connecting === 0) resolve()
      })
    },
    async destroy() {
      ending = new HttpError('UND_ERR_DESTROYED')
      clearInterval(sweeper)
      for (const { handler } of waiting.splice(0)) handler.onResponseError(undefined, ending)
      for (const connection of open) connection.destroy(ending)
    },
  }
}

type Dial = (
  host: ConstructorParameters<typeof Connection>[1],
  done: (connection: Connection | undefined, error?: Error) => void,
) => void

/** What comes is read into one buffer for all connections, and what is kept of it is copied out. */
const readBuffer = Buffer.allocUnsafeSlow(65_536)

function dialPlain(url: URL, { connectMs, keepAliveMs }: PoolOptions): Dial {
  const target = { host: bare(url.hostname), port: Number(url.port || 80) }
  return (host, done) => {
    let connection: Connection | undefined
    const socket = connectPlain({
      ...target,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
      onread: {
        buffer: readBuffer,
        callback(bytes) {
          connection?.read(readBuffer, bytes, true)
          return true
        },
      },
    })
    let failed = (error: Error): void => {
      failed = () => {}
      clearTimeout(timer)
      socket.destroy()
      done(undefined, error)
    }
    const timer = connectMs > 0 ? setTimeout(() => failed(tooLate()), connectMs) : undefined
    socket.once('error', (error) => failed(error))
    socket.once('connect', () => {
      clearTimeout(timer)
      failed = () => {}
      connection = new Connection(socket, host, keepAliveMs)
      done(connection)
    })
  }
}

/** undici's connector knows TLS: sessions that are taken up again, names, time. */
function dialSecure(url: URL, { connectMs, keepAliveMs, tls }: PoolOptions): Dial {
  const build = require('undici/lib/core/connect.js') as typeof buildConnector
  const connect = build({ ...tls, allowH2: false, timeout: connectMs, keepAlive: true })
  const target = {
    hostname: bare(url.hostname),
    host: url.host,
    protocol: url.protocol,
    port: url.port,
  }
  return (host, done) => {
    connect(target, (error, socket) => {
      if (error !== null) {
        done(undefined, error)
        return
      }
      const connection = new Connection(socket as Socket, host, keepAliveMs)
      socket!.on('data', (bytes: Buffer) => connection.read(bytes, bytes.length, false))
      done(connection)
    })
  }
}

function sizeOf(pieces: readonly Uint8Array[]): number {
  let size = 0
  for (const { length } of pieces) size += length
  return size
}

function bare(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

function tooLate(): Error {
  return new HttpError('UND_ERR_CONNECT_TIMEOUT')
}
