/**
 * A gateway on a free port with a scripted provider behind it, and raw sockets to misbehave with.
 * @module
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Call, Flow, Outcome, Reply, Sink } from '../../src/call.ts'
import { defaultConfiguration } from '../../src/config/defaults.ts'
import type { Configuration } from '../../src/config/schema.ts'
import { createHandler, type Handler } from '../../src/gateway/handler.ts'
import { createLog } from '../../src/gateway/log.ts'
import { createMetrics } from '../../src/gateway/metrics.ts'
import type { Settings } from '../../src/gateway/parts.ts'
import type { AdminRequest } from '../../src/gateway/routes.ts'
import { startServer, type RunningServer } from '../../src/gateway/server.ts'
import { createKeys, type Keys } from '../../src/ledger/keys.ts'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { createLimits } from '../../src/ledger/limits.ts'

export interface Harness {
  readonly url: string
  readonly port: number
  readonly calls: Call[]
  readonly logged: string[]
  readonly keys: Keys
  readonly ledger: Ledger
  readonly handler: Handler
  readonly server: RunningServer
  readonly settings: Settings
  close(): Promise<void>
}

export interface HarnessOptions {
  readonly run?: (call: Call) => Promise<Reply>
  readonly configuration?: Partial<Configuration>
  readonly paysItself?: Settings['paysItself']
  readonly admin?: (request: AdminRequest) => void
  readonly requestMs?: number
  readonly level?: Configuration['log']['level']
}

export function configurationWith(more: Partial<Configuration>): Configuration {
  return { ...defaultConfiguration, ...more }
}

export async function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  const calls: Call[] = []
  const logged: string[] = []
  const ledger = openLedger({ file: ':memory:' })
  const keys = createKeys(ledger, Date)
  const configuration = configurationWith(options.configuration ?? {})
  const run = options.run ?? (async (call: Call) => wholeReply('{"ok":true}', call))
  const settings: Settings = {
    configuration,
    answerer: {
      run(call) {
        calls.push(call)
        return run(call)
      },
    },
    resolve: (endpoint, model) => ({
      provider: 'openai',
      model,
      dialect: endpoint.dialect,
      path: endpoint.path,
    }),
    paysItself: options.paysItself ?? (() => true),
    models: async () => [],
    expectTokens: () => 10,
  }
  const handler = createHandler({
    settings,
    keys,
    limits: createLimits({ clock: Date }),
    secret: new Uint8Array(32).fill(7),
    log: createLog(
      { level: options.level ?? 'debug', format: 'json' },
      { terminal: false, write: (line) => void logged.push(line), close: () => {} },
    ),
    metrics: createMetrics(),
    admin: options.admin ?? (({ response }) => void response.end('admin')),
    models: async ({ response }) => void response.end('{"data":[]}'),
  })
  const server = await startServer(
    {
      host: '127.0.0.1',
      port: 0,
      headerBytes: configuration.limits.headerBytes,
      headerMs: configuration.limits.headerMs,
      requestMs: options.requestMs ?? 60_000,
    },
    handler.listener,
  )
  return {
    url: server.url,
    port: server.port,
    calls,
    logged,
    keys,
    ledger,
    handler,
    server,
    settings,
    async close() {
      server.stopListening()
      server.destroy()
      await server.closed
      ledger.close()
    },
  }
}

export const usage = {
  input: 10,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 5,
  reasoning: 0,
}

export function outcomeOf(ended: Outcome['ended'] = 'complete'): Outcome {
  return {
    status: 200,
    ended,
    stop: 'stop',
    usage,
    usageOrigin: 'provider',
    cost: 1_500_000_000n,
    costOrigin: 'computed',
    tier: 'standard',
    model: 'gpt-5-mini',
    bytes: 0,
  }
}

export function wholeReply(text: string, _call?: Call, more: Partial<Reply> = {}): Reply {
  return {
    kind: 'reply',
    status: 200,
    headers: ['Content-Type', 'application/json', 'X-Request-Id', 'up-1'],
    body: Buffer.from(text),
    from: 'upstream',
    streamed: false,
    model: 'gpt-5-mini',
    outcome: () => outcomeOf(),
    ...more,
  }
}

/** A flow that a test pushes into. */
export class TestFlow implements Flow {
  sink: Sink | undefined
  cancelled: Error | undefined
  resumed = 0
  readonly piped: Promise<void>
  #onPipe: () => void = () => {}
  #onResume: () => void = () => {}

  constructor() {
    this.piped = new Promise((resolve) => {
      this.#onPipe = resolve
    })
  }

  pipe(sink: Sink): void {
    this.sink = sink
    this.#onPipe()
  }

  resume(): void {
    this.resumed += 1
    this.#onResume()
  }

  cancel(reason: Error): void {
    this.cancelled ??= reason
    this.sink = undefined
  }

  nextResume(): Promise<void> {
    return new Promise((resolve) => {
      this.#onResume = resolve
    })
  }
}

export function streamReply(flow: Flow, more: Partial<Reply> = {}): Reply {
  return wholeReply('', undefined, {
    headers: ['content-type', 'text/event-stream'],
    body: flow,
    streamed: true,
    ...more,
  })
}

/** A raw connection: what the client writes, byte for byte, and all that comes back. */
export class Raw {
  readonly socket: Socket
  text = ''
  readonly closed: Promise<string>

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.on('data', (chunk: Buffer) => {
      this.text += chunk.toString('latin1')
    })
    this.socket.on('error', () => {})
    this.closed = new Promise((resolve) => {
      this.socket.on('close', () => resolve(this.text))
    })
  }

  write(text: string | Uint8Array): this {
    this.socket.write(text)
    return this
  }

  /** Waits until what came back contains a text. */
  async until(text: string): Promise<string> {
    while (!this.text.includes(text)) {
      if (this.socket.destroyed) throw new Error(`closed after: ${this.text}`)
      await Promise.race([once(this.socket, 'data'), this.closed])
    }
    return this.text
  }
}

export const chatBody = '{"model":"gpt-5-mini","messages":[{"role":"user","content":"hi"}]}'

export function rawCall(body = chatBody, more = '', path = '/v1/chat/completions'): string {
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

export function post(
  url: string,
  body: string | Uint8Array = chatBody,
  headers = {},
): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    body: body as string,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** Waits until something holds; the test's own time limit is the bound. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}
