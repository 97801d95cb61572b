/**
 * The gateway with its layers between a client and the sandbox, for the prefix layer's conversations.
 * @module
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Configuration } from '../src/config/schema.ts'
import { startGateway } from '../src/gateway/gateway.ts'
import { createLayers } from '../src/gateway/layers.ts'
import { createLog } from '../src/gateway/log.ts'
import { createSandbox, type SandboxOptions } from '../src/sandbox/sandbox.ts'
import { wholeConfiguration } from './gateway/whole.ts'

// oxlint-disable-next-line no-explicit-any
export type Answer = any

export const key = 'sk-ant-api03-0123456789abcdef'

interface StandOptions {
  readonly sandbox?: SandboxOptions
  /** Stands before the sandbox; gives its own address. */
  readonly between?: (upstream: string) => Promise<{ url: string; close(): Promise<void> }>
  readonly layers?: Partial<Configuration['layers']>
  readonly providers?: (upstream: string) => Record<string, object>
  /** Calls bring no key of their own: the configured ones pay. */
  readonly keyless?: boolean
}

export async function stand(
  run: (parts: Stand) => Promise<void>,
  options: StandOptions = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-prefix-'))
  const sandbox = createSandbox({ tokens: 'bytes', ...options.sandbox })
  const upstream = await sandbox.listen()
  const front = await options.between?.(upstream.url)
  const usual = wholeConfiguration(folder, front?.url ?? upstream.url)
  const configuration = {
    ...usual,
    layers: { ...usual.layers, ...options.layers },
    providers: { ...usual.providers, ...options.providers?.(front?.url ?? upstream.url) },
  } as Configuration
  const layers = createLayers((error) => assert.fail(String(error)))
  const gateway = await startGateway({
    configuration,
    environment: {},
    layers: layers.build,
    prefixReport: layers.prefixReport,
    log: createLog(
      { level: 'error', format: 'json' },
      { terminal: false, write: () => {}, close: () => {} },
    ),
  })
  const post = async (path: string, body: object): Promise<Answer> => {
    const bearer: Record<string, string> = path.includes('messages')
      ? { 'anthropic-version': '2023-06-01', ...(options.keyless ? {} : { 'x-api-key': key }) }
      : { authorization: 'Bearer sk-proj-0123456789abcdef' }
    const response = await fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer },
      body: JSON.stringify(body),
    })
    const answer: Answer = await response.json()
    assert.equal(response.status, 200, JSON.stringify(answer))
    return answer
  }
  try {
    await run({ gateway, sandbox, layers, post })
  } finally {
    await gateway.stop({ graceMs: 100 })
    layers.close()
    await front?.close()
    await upstream.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

export interface Stand {
  readonly gateway: Awaited<ReturnType<typeof startGateway>>
  readonly sandbox: ReturnType<typeof createSandbox>
  readonly layers: ReturnType<typeof createLayers>
  readonly post: (path: string, body: object) => Promise<Answer>
}

export const words = (what: string, count: number): string =>
  `${what} is written here at some length. `.repeat(count)

/**
 * Hands requests on to the sandbox; what `look` returns for a body is an error in its place: a 400, or of the status and
 * `retry-after` that it names.
 */
export async function front(
  upstream: string,
  look: (body: Answer, key: string) => { status?: number; retryAfter?: string } | object | void,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces)
    const refused: Answer = look(
      JSON.parse(body.toString()),
      String(request.headers['x-api-key'] ?? request.headers.authorization),
    )
    response.setHeader('content-type', 'application/json')
    if (refused) {
      if (refused.retryAfter !== undefined) response.setHeader('retry-after', refused.retryAfter)
      response.writeHead(refused.status ?? 400).end(JSON.stringify(refused))
      return
    }
    const names = ['content-type', 'x-api-key', 'anthropic-version', 'authorization']
    const headers = names.flatMap((name): [string, string][] =>
      request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]],
    )
    const answer = await fetch(`${upstream}${request.url}`, { method: 'POST', headers, body })
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
