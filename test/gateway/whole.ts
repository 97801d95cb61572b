/**
 * The whole gateway with the sandbox behind it.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Configuration } from '../../src/config/schema.ts'
import { startGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { createLog } from '../../src/gateway/log.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts'
import { configurationWith } from './harness.ts'

export interface Whole {
  readonly gateway: Gateway
  readonly sandbox: Sandbox
  readonly folder: string
  readonly configuration: Configuration
  readonly logged: string[]
  close(): Promise<void>
}

export interface WholeOptions {
  readonly server?: Partial<Configuration['server']>
  readonly more?: Partial<Configuration>
  readonly environment?: Readonly<Record<string, string>>
  readonly sandbox?: Parameters<typeof createSandbox>[0]
}

export const environmentKey = 'sk-environment-0123456789abcdef'

export function wholeConfiguration(
  folder: string,
  upstream: string,
  options: WholeOptions = {},
): Configuration {
  const basis = configurationWith({})
  const provider = { credentials: [], endpoints: [], headers: {}, timeouts: {}, passThrough: false }
  return {
    ...basis,
    server: { ...basis.server, port: 0, dataDirectory: folder, ...options.server },
    ledger: { ...basis.ledger, file: join(folder, 'ledger.db') },
    log: { ...basis.log, level: 'debug' },
    // A conversation in fifty would be a holdout, which no layer touches.
    proof: { ...basis.proof, holdout: 0 },
    providers: {
      openai: { ...provider, base: upstream, includeUsage: true },
      anthropic: { ...provider, base: upstream },
      groq: {
        ...provider,
        base: upstream,
        credentials: [{ id: 'groq-1', value: 'gsk_configured0123456789abcdef', weight: 1 }],
      },
    },
    ...options.more,
  }
}

export async function startWhole(options: WholeOptions = {}): Promise<Whole> {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-gateway-'))
  const sandbox = createSandbox({ tokens: 'bytes', ...options.sandbox })
  const upstream = await sandbox.listen()
  const logged: string[] = []
  const configuration = wholeConfiguration(folder, upstream.url, options)
  const log = createLog(
    { level: 'debug', format: 'json' },
    { terminal: false, write: (line) => void logged.push(line), close: () => {} },
  )
  const gateway = await startGateway({
    configuration,
    log,
    environment: options.environment ?? { OPENAI_API_KEY: environmentKey },
  })
  return {
    gateway,
    sandbox,
    folder,
    configuration,
    logged,
    async close() {
      await gateway.stop({ graceMs: 0 })
      await upstream.close()
      sandbox.close()
      // The ledger's thread may let go of its file a moment later.
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
    },
  }
}
