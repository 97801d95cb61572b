/**
 * The sandbox over HTTP: a thin shell that reads bodies, calls `open`, and hands the reply to `deliver`.
 * @module
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { deliver } from './deliver.ts'
import type { SandboxReply, SandboxRequest } from './exchange.ts'

/** What of a sandbox is served. */
interface Served {
  open(request: SandboxRequest): SandboxReply
}

const bodyLimit = 64 << 20

export interface ListenOptions {
  /** Default 0: a free one. */
  readonly port?: number
  readonly host?: string
}

export interface Listening {
  readonly port: number
  readonly url: string
  /** Ends open connections and waits until all are gone. */
  close(): Promise<void>
}

export async function listen(sandbox: Served, options: ListenOptions = {}): Promise<Listening> {
  const { port = 0, host = '127.0.0.1' } = options
  const server: Server = createServer(
    { keepAliveTimeout: 60_000, noDelay: true },
    (request, response) => receive(sandbox, request, response),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  return {
    port: bound,
    url: `http://${host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function receive(sandbox: Served, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > bodyLimit) request.destroy()
    else chunks.push(chunk)
  })
  request.on('error', () => response.destroy())
  request.on('end', () => {
    const raw = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
    const reply = sandbox.open({
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: request.headers as Record<string, string | undefined>,
      body: decode(raw, request.headers['content-encoding']),
    })
    deliver(reply, request, response)
  })
}

/** Undecodable bytes go on as they are: the body check then answers 400. */
function decode(bytes: Buffer, encoding: string | undefined): Uint8Array {
  try {
    const limit = { maxOutputLength: bodyLimit }
    if (encoding === 'gzip') return gunzipSync(bytes, limit)
    if (encoding === 'br') return brotliDecompressSync(bytes, limit)
    if (encoding === 'zstd') return zstdDecompressSync(bytes, limit)
  } catch {
    // Falls through.
  }
  return bytes
}
