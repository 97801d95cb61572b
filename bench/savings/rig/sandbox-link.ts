/**
 * The way to the sandbox without a socket: what a connection would carry, handed over in this process.
 * @module
 */
import type { Connections, Dispatcher } from '../../../src/providers/pool.ts'
import type { SandboxRequest, Settled } from '../../../src/sandbox/exchange.ts'
import type { Sandbox } from '../../../src/sandbox/sandbox.ts'
import type { Controller, Handler } from '../../../src/wire/http/connection.ts'
import type { PoolRequest } from '../../../src/wire/http/pool.ts'

/** One request as the provider got it. */
export interface Carried {
  readonly request: SandboxRequest
  readonly status: number
  readonly body: Uint8Array
  readonly provider: string
  readonly model: string
  readonly settled: Settled
}

export interface Link {
  readonly connections: Connections
  /** CPU of the sandbox so far, in microseconds: no part of the gateway's. */
  readonly cpu: number
}

export interface LinkOptions {
  readonly sandbox: Sandbox
  /** `x-sandbox` of the call that is under way; never part of what the gateway sees. */
  readonly directive: () => string
  readonly carried: (carried: Carried) => void
  /** Runs once the sandbox has taken the request: time passes until the reply begins. */
  readonly waited: () => void
}

/** Replies must be whole: calls that stream are not carried. */
export function linkTo(options: LinkOptions): Link {
  let cpu = 0

  function exchange(asked: PoolRequest, handler: Handler): void {
    const before = process.cpuUsage()
    const request: SandboxRequest = {
      method: asked.method,
      path: asked.path,
      headers: {
        ...namedHeaders(asked.headers),
        'x-sandbox': options.directive(),
      },
      body: Buffer.concat(asked.body),
    }
    const reply = options.sandbox.open(request)
    const body = reply.body as Uint8Array
    const { status, provider, model, headers } = reply
    const settled = reply.settle()
    options.carried({ request, status, body, provider, model, settled })
    const spent = process.cpuUsage(before)
    cpu += spent.user + spent.system
    options.waited()
    const controller = controllerWith(headers)
    handler.onRequestStart(controller)
    handler.onResponseStart(controller, status)
    handler.onResponseData(controller, Buffer.from(body.buffer, body.byteOffset, body.byteLength))
    handler.onResponseEnd(controller)
  }

  const dispatcher: Dispatcher = {
    dispatch(asked, handler) {
      queueMicrotask(() => exchange(asked, handler))
      return true
    },
  }
  return {
    connections: {
      dispatcher: () => dispatcher,
      close: () => Promise.resolve(),
      destroy: () => Promise.resolve(),
    },
    get cpu() {
      return cpu
    },
  }
}

function namedHeaders(flat: readonly string[]): Record<string, string> {
  const named: Record<string, string> = {}
  for (let at = 0; at + 1 < flat.length; at += 2) named[flat[at]!.toLowerCase()] = flat[at + 1]!
  return named
}

function controllerWith(headers: Readonly<Record<string, string>>): Controller {
  const raw = Object.entries(headers).flatMap(([name, value]) => [
    Buffer.from(name),
    Buffer.from(value),
  ])
  return {
    paused: false,
    rawHeaders: raw,
    abort() {},
    pause() {},
    resume() {},
  }
}
