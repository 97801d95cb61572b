/**
 * The page as it is served: built into a folder, behind a real gateway, over a ledger that looks like someone's.
 * @module
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { defaultConfiguration } from '../../src/config/defaults.ts'
import type { Configuration } from '../../src/config/schema.ts'
import { startGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { createLayers } from '../../src/gateway/layers.ts'
import { createLog } from '../../src/gateway/log.ts'
import { seedLedger } from '../../src/ledger/seed.ts'
import { createSandbox } from '../../src/sandbox/sandbox.ts'

export interface Stand {
  readonly gateway: Gateway
  readonly url: string
  close(): Promise<void>
}

export interface StandOptions {
  /** Calls that are in the ledger already, over `days`. */
  readonly calls: number
  readonly days?: number
  /** Folder of the built page. */
  readonly page: string
  readonly mode?: Configuration['mode']
  readonly routes?: Configuration['routes']
}

/** Builds the page into a folder of its own; `dist/web` may be older than the sources. */
export async function buildPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-page-'))
  await build({
    root: fileURLToPath(new URL('../../web', import.meta.url)),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  })
  return folder
}

/** A gateway with the sandbox behind it. Its providers are paid by keys of the configuration. */
export async function startStand({
  calls,
  days = 1,
  page,
  mode = 'safe',
  routes = [],
}: StandOptions): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-stand-'))
  const sandbox = createSandbox({ tokens: 'bytes' })
  const upstream = await sandbox.listen()
  const provider = {
    base: upstream.url,
    credentials: [{ id: 'stand', value: 'sk-stand', weight: 1 }],
    endpoints: [],
    headers: {},
    timeouts: {},
    passThrough: false,
  }
  const configuration: Configuration = {
    ...defaultConfiguration,
    mode,
    routes,
    server: { ...defaultConfiguration.server, port: 0, dataDirectory: folder },
    ledger: { ...defaultConfiguration.ledger, file: join(folder, 'ledger.db') },
    providers: { openai: provider, anthropic: provider },
    // A conversation in fifty would be a holdout, which the cache does not touch.
    proof: { ...defaultConfiguration.proof, holdout: 0 },
    budgets: [{ scope: { tenant: 'product' }, window: 'month', limit: '2000' }],
  }
  if (calls > 0) seedLedger({ file: configuration.ledger.file, calls, until: Date.now(), days })
  const end = async (): Promise<void> => {
    await upstream.close()
    sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const layers = createLayers((error) => console.error(error))
  const gateway = await startGateway({
    layers: layers.build,
    keptAnswers: layers.keptAnswers,
    prefixReport: layers.prefixReport,
    configuration,
    page,
    log: createLog(
      { level: 'error', format: 'json' },
      { terminal: false, write: (line) => console.error(line), close: () => {} },
    ),
    environment: {},
  }).catch(async (error: unknown) => {
    // What is left open would keep the tests waiting for ever.
    await end()
    throw error
  })
  return {
    gateway,
    url: gateway.url,
    async close() {
      await gateway.stop({ graceMs: 0 })
      layers.close()
      await end()
    },
  }
}

/** A day of 5,000 calls, and a key with a budget and a limit. */
export async function startBusyDay(page: string): Promise<Stand> {
  const stand = await startStand({ calls: 5000, page })
  const key = {
    name: 'support desk',
    tenant: 'product',
    budgets: [{ window: 'month', limit: '10' }],
    limits: [{ unit: 'requests', window: 'minute', limit: 60 }],
  }
  const made = await fetch(`${stand.url}/farthing/api/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(key),
  })
  assert.equal(made.status, 201, await made.text())
  return stand
}

/** One call through the gateway, as a client makes it. */
export async function ask(url: string, model = 'gpt-5-mini'): Promise<Response> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-farthing-tags': 'look' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'A live one?' }] }),
  })
  await response.arrayBuffer()
  return response
}
