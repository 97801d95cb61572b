/**
 * The page as it is served: built into a folder, behind a real gateway, over a ledger that looks like someone's.
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { startGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { createLog } from '../../src/gateway/log.ts'
import { seedLedger } from '../../src/ledger/seed.ts'
import { createSandbox } from '../../src/sandbox/sandbox.ts'
import { wholeConfiguration } from '../gateway/whole.ts'

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
export async function startStand({ calls, days = 1, page }: StandOptions): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-stand-'))
  mkdirSync(folder, { recursive: true })
  const sandbox = createSandbox({ tokens: 'bytes' })
  const upstream = await sandbox.listen()
  const configuration = wholeConfiguration(folder, upstream.url, {
    more: {
      budgets: [{ scope: { tenant: 'product' }, window: 'month', limit: 2000 }],
    },
  })
  if (calls > 0) seedLedger({ file: configuration.ledger.file, calls, until: Date.now(), days })
  const gateway = await startGateway({
    configuration,
    page,
    log: createLog(
      { level: 'error', format: 'json' },
      { terminal: false, write: (line) => console.error(line), close: () => {} },
    ),
    environment: { OPENAI_API_KEY: 'sk-environment-0123456789abcdef' },
  })
  return {
    gateway,
    url: gateway.url,
    async close() {
      await gateway.stop({ graceMs: 0 })
      await upstream.close()
      sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
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
