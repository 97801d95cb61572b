/**
 * The gateway as `farthing start` builds it, with the sandbox or a scripted server as its provider, and its accounts.
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLayers } from '../../src/gateway/layers.ts'
import type { Configuration } from '../../src/config/schema.ts'
import { startGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { createLog } from '../../src/gateway/log.ts'
import { createCallReader, type Decision } from '../../src/ledger/query.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts'
import { wholeConfiguration } from '../gateway/whole.ts'

/** What a scripted provider was sent. */
export interface Heard {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export interface Upstream {
  readonly url: string
  readonly heard: Heard[]
  close(): Promise<void>
}

/** An HTTP server that reads each request whole and answers as told. */
export async function startUpstream(
  respond: (heard: Heard, response: ServerResponse, request: IncomingMessage) => void,
): Promise<Upstream> {
  const heard: Heard[] = []
  const server = createServer({ noDelay: true, keepAliveTimeout: 60_000 }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('error', () => {})
    response.on('error', () => {})
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const call = { method, url, headers, body: Buffer.concat(chunks) }
      heard.push(call)
      respond(call, response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export interface Stand {
  readonly gateway: Gateway
  /** Base URL of the provider, to call it without the gateway. */
  readonly direct: string
  readonly sandbox: Sandbox
  readonly folder: string
  readonly logged: string[]
  /** The story of a call, once its row is written. */
  decision(id: string | null): Promise<Decision>
  /** All closed calls, oldest first. */
  decisions(): Decision[]
  close(): Promise<void>
}

export interface StandOptions {
  /** In place of the sandbox. */
  readonly upstream?: string
  readonly sandbox?: Parameters<typeof createSandbox>[0]
  readonly more?: Partial<Configuration>
  readonly upstreamSettings?: Partial<Configuration['upstream']>
  readonly environment?: Readonly<Record<string, string>>
  readonly level?: Configuration['log']['level']
}

export async function startStand(options: StandOptions = {}): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-stand-'))
  const sandbox = createSandbox({ tokens: 'bytes', ...options.sandbox })
  const listening = options.upstream === undefined ? await sandbox.listen() : undefined
  const direct = options.upstream ?? listening!.url
  const basis = wholeConfiguration(folder, direct)
  const { groq: _, ...entries } = basis.providers
  const configuration: Configuration = {
    ...basis,
    providers: Object.fromEntries(
      Object.entries({
        ...entries,
        gemini: { ...entries['anthropic']!, base: direct },
        xai: { ...entries['anthropic']!, base: direct },
      }).map(
        // The client's own key goes on, as it would to the provider itself.
        ([id, provider]) => [id, { ...provider, passThrough: true }],
      ),
    ),
    upstream: { ...basis.upstream, ...options.upstreamSettings },
    ...options.more,
  }
  const logged: string[] = []
  const log = createLog(
    { level: options.level ?? 'debug', format: 'json' },
    { terminal: false, write: (line) => void logged.push(line), close: () => {} },
  )
  const layers = createLayers((error) => void logged.push(String(error)))
  const gateway = await startGateway({
    configuration,
    log,
    environment: options.environment ?? {},
    layers: layers.build,
  })
  const reader = createCallReader(gateway.ledger.database)
  return {
    gateway,
    direct,
    sandbox,
    folder,
    logged,
    async decision(id) {
      for (;;) {
        gateway.ledger.flush()
        const found = reader.decision(id ?? '')
        if (found !== undefined) return found
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
    decisions() {
      gateway.ledger.flush()
      const { calls } = reader.list({ limit: 500, ascending: true })
      return calls.map(({ id }) => reader.decision(id)!)
    },
    async close() {
      await gateway.stop({ graceMs: 0 })
      layers.close()
      await listening?.close()
      sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const openaiKey = 'sk-proj-stand-0123456789abcdefghij'
export const anthropicKey = 'sk-ant-api03-stand-0123456789abcdefghij'
