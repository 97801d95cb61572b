/**
 * A gateway with layers made for the test, over the sandbox, on small promises that are soon kept or broken.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Call } from '../../src/call.ts'
import { defaultConfiguration } from '../../src/config/defaults.ts'
import type { Configuration } from '../../src/config/schema.ts'
import { startGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { createLog } from '../../src/gateway/log.ts'
import type { Kit, Layer } from '../../src/layers/layer.ts'
import type { ProofCertificate, ProofDetail, ProofReport } from '../../src/proof/report.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts'

export interface StandOptions {
  readonly layers: readonly Layer[]
  readonly proof?: Partial<Configuration['proof']>
  readonly route?: Configuration['routes'][number]['proof']
  readonly routeLayers?: Configuration['routes'][number]['layers']
  readonly mode?: Configuration['mode']
  readonly storeText?: boolean
  /** At the prices of the list. */
  readonly listed?: boolean
  readonly folder?: string
  /** One that runs already; else the stand makes its own. */
  readonly upstream?: string
}

export interface Stand {
  readonly gateway: Gateway
  readonly sandbox: Sandbox
  readonly upstream: string
  readonly folder: string
  readonly logged: string[]
  readonly configuration: Configuration
  /** Sends a call of conversation `n`; answers its text, its bytes and its id. */
  ask(n: number, more?: Ask): Promise<Asked>
  report(): Promise<ProofReport>
  certificate(key: string): Promise<ProofCertificate>
  detail(key: string): Promise<ProofDetail>
  /** Waits until no shadow is under way. */
  quiet(): Promise<void>
  /** `keep`: the folder, for a gateway that starts again on it. */
  close(keep?: boolean): Promise<void>
}

export interface Ask {
  readonly body?: object
  readonly stream?: boolean
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  /** What the sandbox answers; a harmful layer makes it answer otherwise. */
  readonly text?: string
}

export interface Asked {
  readonly status: number
  readonly id: string
  readonly body: string
}

const price = { input: 10, output: 10 }

export function bodyOf(
  n: number,
  { text = 'the refund is granted', stream, body }: Ask = {},
): string {
  return JSON.stringify({
    model: 'gpt-5-mini',
    messages: [{ role: 'user', content: `filler filler ${n} sandbox:${JSON.stringify({ text })}` }],
    ...(stream ? { stream: true } : {}),
    ...body,
  })
}

export async function startStand(options: StandOptions): Promise<Stand> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'farthing-proof-'))
  const sandbox = createSandbox({ tokens: 'bytes' })
  const listening = options.upstream === undefined ? await sandbox.listen() : undefined
  const upstream = options.upstream ?? listening!.url
  const provider = {
    base: upstream,
    credentials: [{ id: 'one', value: 'sk-sandbox-0123456789abcdef', weight: 1 }],
    endpoints: [],
    headers: {},
    timeouts: {},
    passThrough: false,
  }
  const configuration: Configuration = {
    ...defaultConfiguration,
    mode: options.mode ?? 'balanced',
    server: { ...defaultConfiguration.server, port: 0, dataDirectory: folder },
    ledger: { ...defaultConfiguration.ledger, file: join(folder, 'ledger.db') },
    providers: { openai: provider, anthropic: provider },
    prices: {
      ...defaultConfiguration.prices,
      models: options.listed ? {} : { 'openai/gpt-5-mini': price },
    },
    proof: {
      ...defaultConfiguration.proof,
      holdout: 0,
      shadow: 0.5,
      young: 1,
      budgetShare: 1,
      harm: 0.2,
      confidence: 0.9,
      idleMs: 0,
      ...options.proof,
    },
    routes: [
      {
        name: 'support',
        match: {},
        substitutes: [],
        storeText: options.storeText ?? false,
        layers: options.routeLayers ?? {},
        ...(options.route === undefined ? {} : { proof: options.route }),
      },
    ],
  }
  const logged: string[] = []
  const log = createLog(
    { level: 'debug', format: 'json' },
    { terminal: false, write: (line) => void logged.push(line), close: () => {} },
  )
  const gateway = await startGateway({
    configuration,
    log,
    environment: {},
    layers: () => options.layers,
  }).catch(async (error: unknown) => {
    await listening?.close()
    throw error
  })
  const get = async <T>(path: string): Promise<T> => {
    const reply = await fetch(`${gateway.url}/farthing/${path}`)
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return (await reply.json()) as T
  }
  const detail = (key: string) =>
    get<ProofDetail>(`api/proof?certificate=${encodeURIComponent(key)}`)
  return {
    gateway,
    sandbox,
    upstream,
    folder,
    logged,
    configuration,
    async ask(n, more = {}) {
      const reply = await fetch(`${gateway.url}${more.path ?? '/v1/chat/completions'}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...more.headers },
        body: bodyOf(n, more),
      })
      const body = await reply.text()
      return { status: reply.status, id: reply.headers.get('x-farthing-call') ?? '', body }
    },
    report: () => get<ProofReport>('api/proof'),
    detail,
    certificate: async (key) => (await detail(key)).certificate,
    async quiet() {
      const jobs = /^farthing_jobs\S* (\d+)/m
      for (;;) {
        const text = await (await fetch(`${gateway.url}/farthing/metrics`)).text()
        const found = jobs.exec(text)
        if (!found) throw new Error('no metric of jobs')
        if (Number(found[1]) === 0) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    async close(keep = false) {
      await gateway.stop({ graceMs: 0 })
      await listening?.close()
      sandbox.close()
      // The thread that moves the ledger's log may still let go of its file.
      if (!keep) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    },
  }
}

/** What the sandbox says to the same bytes, without a gateway. */
export async function askDirectly(upstream: string, n: number, more: Ask = {}): Promise<string> {
  const reply = await fetch(`${upstream}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer sk-sandbox-0123456789abcdef',
    },
    body: bodyOf(n, more),
  })
  return reply.text()
}

export interface Trait {
  /** Whether the answer is made worse, at a setting of the dial. */
  harmful: (setting: number, call: Call) => boolean
  /** Calls on which the layer was live. */
  live: number
}

/** Shortens the prompt; where it is harmful, it also changes what is asked for. */
export function shortener(trait: Trait, more: Partial<Layer> = {}): Layer {
  return {
    name: 'compress',
    needs: 'balanced',
    unit: 'conversation',
    budgetMs: 1000,
    down(call: Call, kit: Kit) {
      const setting = kit.permit.setting ?? 0
      if (kit.permit.arm === 'live') trait.live++
      const from = trait.harmful(setting, call) ? 'the refund is granted' : 'filler '
      const start = Buffer.from(call.bytes).indexOf(from)
      if (start < 0) return call
      const bytes = Buffer.from(from === 'filler ' ? '' : 'no')
      return {
        ...call,
        edits: [...call.edits, { start, end: start + from.length, bytes, by: 'compress' }],
      }
    },
    ...more,
  }
}
