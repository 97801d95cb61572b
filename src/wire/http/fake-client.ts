/**
 * For tests: a server with any listener, and raw sockets to misbehave with.
 * @module
 */
import { connect, type Socket } from 'node:net'
import type { HttpListener, HttpRequest, HttpResponse } from './listener.ts'
import type { Refusal } from './refusal.ts'
import { startHttpServer, type HttpServer, type ServerSettings } from './server.ts'

export interface Served {
  readonly server: HttpServer
  readonly port: number
  /** Why requests were refused, in order. */
  readonly refused: Refusal[]
  connect(): Client
  close(): Promise<void>
}

export const lasting = {
  host: '127.0.0.1',
  port: 0,
  connections: 1000,
  headBytes: 8192,
  headMs: 60_000,
  requestMs: 60_000,
  keepAliveMs: 60_000,
}

/** Refusals are answered with a 400 whose body is the reason. */
export async function serve(
  listener: HttpListener,
  settings: Partial<ServerSettings> = {},
): Promise<Served> {
  const refused: Refusal[] = []
  const clients: Client[] = []
  const server = await startHttpServer({ ...lasting, ...settings }, listener, (reason) => {
    refused.push(reason)
    return Buffer.from(`HTTP/1.1 400 Bad\r\ncontent-length: ${reason.length}\r\n\r\n${reason}`)
  })
  return {
    server,
    port: server.address.port,
    refused,
    connect() {
      const client = new Client(server.address.port)
      clients.push(client)
      return client
    },
    async close() {
      for (const { socket } of clients) socket.destroy()
      server.stopListening()
      server.destroy()
      await server.closed
    },
  }
}

/** One raw connection. */
export class Client {
  readonly socket: Socket
  /** All that came, in latin1. */
  text = ''
  /** Resolves with all that came, once the connection is gone. */
  readonly closed: Promise<string>

  constructor(port: number) {
    this.socket = connect({ host: '127.0.0.1', port, noDelay: true })
    this.socket.on('data', (bytes: Buffer) => {
      this.text += bytes.toString('latin1')
    })
    this.socket.on('error', () => {})
    this.closed = new Promise((resolve) => {
      this.socket.on('close', () => resolve(this.text))
    })
  }

  write(text: string): this {
    this.socket.write(text, 'latin1')
    return this
  }

  /** Waits for what `holds` tells of all that came; rejects where the connection ends before. */
  until(holds: (text: string) => boolean): Promise<string> {
    const { socket } = this
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!holds(this.text)) return
        socket.off('data', look).off('close', gone)
        resolve(this.text)
      }
      const gone = (): void => {
        reject(new Error(`closed after ${JSON.stringify(this.text.slice(-400))}`))
      }
      socket.on('data', look).on('close', gone)
      look()
    })
  }

  /** Waits until `count` replies have ended with `mark`. */
  marks(mark: string, count = 1): Promise<string> {
    return this.until((text) => text.split(mark).length > count)
  }
}

/** A request with a body whose bytes are told at its end. */
export interface Told {
  readonly method: string
  readonly url: string
  readonly headers: readonly string[]
  readonly body: string
}

/** Reads the whole request, as the gateway does. */
export function tell(request: HttpRequest, done: (told: Told) => void): void {
  const parts: Buffer[] = []
  request.on('data', (bytes) => void parts.push(bytes))
  request.on('end', () => {
    done({
      method: request.method!,
      url: request.url!,
      headers: request.rawHeaders,
      body: Buffer.concat(parts).toString('latin1'),
    })
  })
}

/** Answers with a text whose length it promises. */
export function answer(response: HttpResponse, text: string): void {
  response.writeHead(200, ['content-length', String(text.length)])
  response.end(text, 'latin1')
}

/** Resolves once `holds`; looks on every turn of the loop. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}

export const get = (target: string, more = ''): string =>
  `GET ${target} HTTP/1.1\r\nhost: a\r\n${more}\r\n`

export const post = (target: string, body: string, more = ''): string =>
  `POST ${target} HTTP/1.1\r\nhost: a\r\ncontent-length: ${body.length}\r\n${more}\r\n${body}`
